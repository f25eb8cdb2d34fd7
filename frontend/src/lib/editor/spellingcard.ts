/** The card of a word that may be misspelled: what to write instead, or why not. */

import { isolateHistory } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';

import type { Mistake } from '../spelling/mistakes';
import type { Speller } from '../spelling/speller';
import { spellingWords } from '../words/spelling';
import { button, cardBox, describe, element, leaveCard } from './card';
import { underline } from './cardlook';

const words = spellingWords.card;

export interface SpellingParts {
  mistake: Mistake;
  /** The same words everywhere in the item, this place with them. */
  all: () => readonly Mistake[];
  speller: Speller;
  next: () => unknown;
}

export function spellingBox(view: EditorView, parts: SpellingParts): HTMLElement {
  const { mistake, all, speller, next } = parts;
  const box = cardBox(view, words.label(mistake.words));
  box.classList.add('cm-spelling-card');
  const said = (mistake.isSpelling ? words.misspelled : words.slip)(mistake.words);
  const head = box.appendChild(element('div', 'cm-card-title'));
  describe(box, head.appendChild(element('span', 'cm-card-name', said)));

  const everywhere = element('input', '');
  everywhere.type = 'checkbox';
  const does = (run: () => void) => (): void => {
    run();
    leaveCard(view);
  };
  const write = (text: string): void =>
    view.dispatch({
      changes: (everywhere.checked ? all() : [mistake]).map(({ from, to }) => ({
        from,
        to,
        insert: text,
      })),
      // One step of undo.
      annotations: isolateHistory.of('full'),
      userEvent: 'input.spelling',
    });

  box.append(instead(mistake.instead, (text) => does(() => write(text))()));
  const count = all().length;
  if (count > 1 && mistake.instead.length > 0) {
    const line = box.appendChild(element('label', ''));
    line.append(everywhere, words.everywhere(count));
  }
  const others = box.appendChild(element('div', 'cm-card-row'));
  if (mistake.isSpelling)
    others.append(
      button(
        words.add,
        does(() => void speller.add(mistake)),
      ),
    );
  others.append(
    button(
      words.ignore,
      does(() => speller.ignore(mistake)),
    ),
  );
  box.addEventListener('keydown', (event) => {
    if (event.key !== '.' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    next();
  });
  return box;
}

function instead(list: readonly string[], write: (text: string) => void): HTMLElement {
  if (list.length === 0) return element('div', 'cm-card-why', words.nothing);
  const row = element('div', 'cm-card-row');
  row.setAttribute('role', 'group');
  row.setAttribute('aria-label', words.instead);
  for (const text of list)
    row.append(button(text === '' ? words.takeOut : text, () => write(text), true));
  return row;
}

/** A fine line in the blue pencil: red and amber are for findings, and theirs is the only one where both would be. */
export const spellingLook = EditorView.theme({
  '.cm-spelling': underline('var(--pencil)', 'dotted'),
  '.cm-found .cm-spelling, .cm-spelling:has(.cm-found)': { textDecorationLine: 'none' },
});
