/** The card of a word that may be misspelled: what to write instead, or why not. */

import { isolateHistory } from '@codemirror/commands';
import { EditorView, type TooltipView } from '@codemirror/view';

import type { Mistake } from '../spelling/mistakes';
import type { Speller } from '../spelling/speller';
import { spellingWords } from '../words/spelling';

const words = spellingWords.card;

export interface Card {
  mistake: Mistake;
  /** The same words everywhere in the item, this place with them. */
  all: () => readonly Mistake[];
  speller: Speller;
  view: EditorView;
  /** It was opened by key: its first button has the focus. */
  takesFocus: boolean;
  next: () => unknown;
  close: () => void;
}

let number = 0;

class SpellingCard implements TooltipView {
  readonly dom = document.createElement('div');
  readonly #card: Card;
  readonly #everywhere = Object.assign(document.createElement('input'), { type: 'checkbox' });

  constructor(card: Card) {
    this.#card = card;
    const { mistake } = card;
    const count = card.all().length;
    const why = document.createElement('p');
    why.id = `spelling-${String(number++)}`;
    why.textContent = (mistake.isSpelling ? words.misspelled : words.slip)(mistake.words);
    this.dom.className = 'cm-spelling-card';
    this.dom.setAttribute('role', 'dialog');
    this.dom.setAttribute('aria-label', words.label(mistake.words));
    this.dom.setAttribute('aria-describedby', why.id);
    this.dom.append(why, this.#suggestions());
    if (count > 1) this.#offerEverywhere(count);
    const others = document.createElement('div');
    others.className = 'cm-spelling-others';
    if (mistake.isSpelling)
      others.append(this.#button(words.add, () => void card.speller.add(mistake)));
    others.append(this.#button(words.ignore, () => card.speller.ignore(mistake)));
    this.dom.append(others);
    this.dom.addEventListener('keydown', (event) => this.#key(event));
    this.dom.addEventListener('focusout', (event) => this.#left(event));
  }

  mount(): void {
    // The editor has just been told to draw it: the focus may go there when it is done.
    if (this.#card.takesFocus) requestAnimationFrame(() => this.#buttons[0]?.focus());
  }

  get #buttons(): HTMLElement[] {
    return Array.from(this.dom.querySelectorAll<HTMLElement>('button, input'));
  }

  #suggestions(): HTMLElement {
    const { instead } = this.#card.mistake;
    const list = document.createElement(instead.length === 0 ? 'p' : 'div');
    list.className = 'cm-spelling-instead';
    if (instead.length === 0) {
      list.textContent = words.nothing;
      return list;
    }
    list.setAttribute('role', 'group');
    list.setAttribute('aria-label', words.instead);
    for (const text of instead)
      list.append(this.#button(text === '' ? words.takeOut : text, () => this.#write(text)));
    return list;
  }

  #offerEverywhere(count: number): void {
    const line = document.createElement('label');
    line.append(this.#everywhere, words.everywhere(count));
    this.dom.append(line);
  }

  #button(label: string, run: () => void): HTMLButtonElement {
    const button = Object.assign(document.createElement('button'), {
      type: 'button' as const,
      textContent: label,
    });
    button.addEventListener('click', () => {
      run();
      this.#back();
    });
    return button;
  }

  /** Writes it, as one step of undo. */
  #write(text: string): void {
    const { mistake, view, all } = this.#card;
    const places = this.#everywhere.checked ? all() : [mistake];
    view.dispatch({
      changes: places.map(({ from, to }) => ({ from, to, insert: text })),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.spelling',
    });
  }

  /** Back to the text. */
  #back(): void {
    this.#card.close();
    this.#card.view.focus();
  }

  #key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const all = this.#buttons;
    if (event.key === 'Escape') this.#back();
    else if (event.key === '.' && (event.ctrlKey || event.metaKey)) this.#card.next();
    else if (step !== undefined) {
      const at = all.findIndex((one) => one === document.activeElement);
      all[(at + step + all.length) % all.length]?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #left({ relatedTarget }: FocusEvent): void {
    const isInside = relatedTarget instanceof Node && this.dom.contains(relatedTarget);
    if (!isInside && this.#card.takesFocus && this.dom.isConnected)
      requestAnimationFrame(() => {
        if (!this.dom.contains(document.activeElement) && this.dom.isConnected) this.#card.close();
      });
  }
}

export const spellingCard = (card: Card): TooltipView => new SpellingCard(card);

/** A fine line in the blue pencil: red and amber are for findings. */
export const spellingLook = EditorView.theme({
  '.cm-spelling': {
    // Not in one word: WebKit takes no style and no colour there.
    textDecorationLine: 'underline',
    textDecorationStyle: 'dotted',
    textDecorationColor: 'var(--pencil)',
    textDecorationThickness: 'var(--focus)',
    textUnderlineOffset: '0.18em',
    textDecorationSkipInk: 'none',
  },
  '.cm-spelling-card': {
    display: 'grid',
    gap: 'var(--gap-2)',
    maxWidth: 'var(--notice)',
    padding: 'var(--gap-2) var(--gap-3)',
    fontFamily: 'var(--face)',
    fontSize: 'var(--text)',
    lineHeight: 'var(--line)',
    overflowWrap: 'anywhere',
  },
  '.cm-spelling-card p': { margin: '0', color: 'var(--ink-soft)' },
  '.cm-spelling-instead, .cm-spelling-others': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: 'var(--gap-1)',
  },
  '.cm-spelling-card label': { display: 'flex', gap: 'var(--gap-2)', alignItems: 'center' },
  '.cm-spelling-card input': { margin: '0', accentColor: 'var(--pencil)' },
  '.cm-spelling-card button': {
    padding: 'var(--gap-half) var(--gap-2)',
    border: 'var(--hairline) solid var(--rule-strong)',
    borderRadius: 'var(--radius)',
    background: 'var(--sheet)',
    color: 'inherit',
    font: 'inherit',
  },
  '.cm-spelling-instead button': {
    borderColor: 'var(--pencil)',
    color: 'var(--pencil)',
    fontWeight: 'var(--weight-strong)',
  },
  '.cm-spelling-card button:hover': { background: 'var(--hover)' },
  '.cm-spelling-others button': { borderColor: 'transparent', color: 'var(--ink-soft)' },
});
