/** Labels that the house style expects next, offered at the beginning of a paragraph. */

import {
  autocompletion,
  type Completion,
  type CompletionContext,
  type CompletionResult,
} from '@codemirror/autocomplete';
import type { EditorState, Extension } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

import { editorWords as words } from '../words/editor';
import { labelsOf } from './item';
import { beginsParagraph, labelAt } from './paragraph';

/** The labels that the copy has already. */
export function usedLabels(state: EditorState): string[] {
  const { doc } = state;
  const used: string[] = [];
  for (let n = 1; n <= doc.lines; n++) {
    const line = doc.line(n);
    const label = /^ {0,3}[*_]/.test(line.text) ? labelAt(doc, line) : null;
    if (label !== null) used.push(label.label);
  }
  return used;
}

const plain = (text: string): string => text.toLowerCase().replaceAll('’', "'");

/** The labels in the order in which they are wanted: what follows the last one above the caret, first. */
export function expected(labels: readonly string[], used: readonly string[]): string[] {
  const has = new Set(used.map(plain));
  const rest = labels.filter((label) => !has.has(plain(label)));
  const last = Math.max(
    -1,
    ...used.map((label) => labels.findIndex((one) => plain(one) === plain(label))),
  );
  const after = rest.filter((label) => labels.indexOf(label) > last);
  return [...after, ...rest.filter((label) => !after.includes(label))];
}

/** A label as it is inserted. */
const written = (label: string): string => `**${label}:** `;

type Apply = (view: EditorView, completion: Completion, from: number, to: number) => void;

function insert(text: string, back = 0): Apply {
  return (view, _, from, to) => {
    view.dispatch({
      changes: { from, to, insert: text },
      selection: { anchor: from + text.length - back },
      userEvent: 'input.complete',
      scrollIntoView: true,
    });
  };
}

/** What the person types that opens the list. */
const OPENING = /^(\/|\*{0,2})([\p{L}’' ]{0,40})$/u;

export function labelSource(
  pick: () => void,
): (context: CompletionContext) => CompletionResult | null {
  return ({ state, pos, explicit }) => {
    const line = state.doc.lineAt(pos);
    const found = OPENING.exec(line.text.slice(0, pos - line.from));
    if (found === null || pos !== line.to) return null;
    const [, mark = '', typed = ''] = found;
    if (mark === '' && typed.trim().length < 2 && !explicit) return null;
    if (mark === '*' || (line.text !== '' && !beginsParagraph(state.doc, line))) return null;
    const labels = expected(labelsOf(state), usedLabels(state));
    const starts = (label: string): boolean => plain(label).startsWith(plain(typed.trimStart()));
    const options: Completion[] = labels.filter(starts).map((label, at) => ({
      label,
      type: 'label',
      boost: 50 - at,
      apply: insert(written(label)),
    }));
    if (mark === '/') {
      const others: [string, Apply][] = [
        [
          words.complete.picture,
          (view, _, from, to) => {
            view.dispatch({ changes: { from, to } });
            pick();
          },
        ],
        [words.complete.bullet, insert('- ')],
        [words.complete.quote, insert('> ')],
      ];
      for (const [label, apply] of others)
        if (starts(label)) options.push({ label, type: 'insert', boost: -50, apply });
    }
    if (options.length === 0) return null;
    return { from: line.from, to: pos, options, filter: false };
  };
}

/** Completion of labels. */
export function completion(pick: () => void): Extension {
  return autocompletion({
    override: [labelSource(pick)],
    icons: false,
    defaultKeymap: true,
    activateOnTypingDelay: 50,
    interactionDelay: 0,
    optionClass: ({ type = '' }) => `cm-option-${type}`,
  });
}
