/** What a person can do to the text. Each is a CodeMirror command: true when it did something. */

import { redo, undo } from '@codemirror/commands';
import { openSearchPanel } from '@codemirror/search';
import {
  EditorSelection,
  type ChangeSpec,
  type EditorState,
  type StateCommand,
} from '@codemirror/state';
import type { Command, EditorView } from '@codemirror/view';

import { findingCard, nextFinding, previousFinding } from './findings';

/** Puts marks around what is selected, or around the word at the caret; takes them away again. */
export function toggleMarks(mark: string): StateCommand {
  return ({ state, dispatch }) => {
    const change = state.changeByRange((range) => {
      const { from, to } = range.empty ? (state.wordAt(range.head) ?? range) : range;
      const size = mark.length;
      const around =
        state.sliceDoc(from - size, from) === mark && state.sliceDoc(to, to + size) === mark;
      const longer =
        mark === '*' &&
        state.sliceDoc(from - 2, from) === '**' &&
        state.sliceDoc(from - 3, from) !== '***';
      if (around && !longer)
        return {
          changes: [
            { from: from - size, to: from },
            { from: to, to: to + size },
          ],
          range: EditorSelection.range(range.anchor - size, range.head - size),
        };
      return {
        changes: [
          { from, insert: mark },
          { from: to, insert: mark },
        ],
        range: EditorSelection.range(range.anchor + size, range.head + size),
      };
    });
    dispatch(state.update(change, { userEvent: 'input.format', scrollIntoView: true }));
    return true;
  };
}

/** Makes a link of what is selected; the caret is where the address goes. */
export const makeLink: StateCommand = ({ state, dispatch }) => {
  const { main } = state.selection;
  const { from, to } = main.empty ? (state.wordAt(main.head) ?? main) : main;
  const words = state.sliceDoc(from, to);
  const insert = `[${words}]()`;
  const anchor = words === '' ? from + 1 : from + insert.length - 1;
  dispatch(
    state.update({
      changes: { from, to, insert },
      selection: { anchor },
      userEvent: 'input.format',
      scrollIntoView: true,
    }),
  );
  return true;
};

function eachLine(
  state: EditorState,
  change: (text: string, n: number) => [number, string],
): ChangeSpec[] {
  const changes: ChangeSpec[] = [];
  const done = new Set<number>();
  let n = 0;
  for (const { from, to } of state.selection.ranges) {
    for (let at = from; at <= to;) {
      const line = state.doc.lineAt(at);
      if (!done.has(line.number) && (line.text.trim() !== '' || from === to)) {
        const [cut, insert] = change(line.text, n++);
        changes.push({ from: line.from, to: line.from + cut, insert });
      }
      done.add(line.number);
      at = line.to + 1;
    }
  }
  return changes;
}

/** Puts a mark before each line, in place of another of its kind; takes it away when all have it. */
export function toggleLines(mark: string | ((n: number) => string), kind: RegExp): StateCommand {
  return ({ state, dispatch }) => {
    const written = (n: number): string => (typeof mark === 'string' ? mark : mark(n));
    let all = true;
    eachLine(state, (text, n) => {
      const has = kind.exec(text)?.[0] ?? '';
      if (has.trim() !== written(n).trim() && !(typeof mark !== 'string' && /^\s*\d/.test(has)))
        all = false;
      return [0, ''];
    });
    const changes = eachLine(state, (text, n) => {
      const has = kind.exec(text)?.[0] ?? '';
      return [has.length, all ? '' : written(n)];
    });
    if (changes.length === 0) return false;
    const set = state.changes(changes);
    dispatch(
      state.update({
        changes: set,
        selection: state.selection.map(set, 1),
        userEvent: 'input.format',
        scrollIntoView: true,
      }),
    );
    return true;
  };
}

const HEAD = /^#{1,6}\s*/;
const LIST = /^\s*(?:[-+*]|\d{1,9}[.)])\s+/;
const QUOTE = /^\s*>\s?/;

export const headline = toggleLines('# ', HEAD);
export const heading = toggleLines('## ', HEAD);
export const bullets = toggleLines('- ', LIST);
export const numbers = toggleLines((n) => `${String(n + 1)}. `, LIST);
export const quote = toggleLines('> ', QUOTE);

/** The address of the link that the caret is in; empty for none. */
export function linkAt(view: EditorView, position: number): string {
  const line = view.state.doc.lineAt(position);
  const at = position - line.from;
  const LINKS = /\[[^\]\n]*\]\(\s*<?([^\s)>]+)>?[^)\n]*\)|https?:\/\/[^\s)>\]]+/g;
  for (const { index, 0: whole, 1: address } of line.text.matchAll(LINKS))
    if (at >= index && at <= index + whole.length) return address ?? whole;
  return '';
}

/** The commands that need the editor's view alone, by their names. */
export const commands = {
  bold: toggleMarks('**'),
  italic: toggleMarks('*'),
  link: makeLink,
  headline,
  heading,
  bullets,
  numbers,
  quote,
  find: openSearchPanel,
  undo,
  redo,
  'next-finding': nextFinding,
  'previous-finding': previousFinding,
  'finding-card': findingCard,
} satisfies Record<string, Command>;

export type EditorCommand =
  keyof typeof commands | 'open-link' | 'picture' | 'focus-mode' | 'comment';
