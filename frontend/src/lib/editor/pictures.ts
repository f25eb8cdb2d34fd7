/** Pictures in the copy: the picture itself with its words as fields, in place of the line that names it. */

import { EditorState, type Extension, type Range, StateField } from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

import type { PictureView } from '../backend';
import { editorWords as words } from '../words/editor';
import { itemView, setView } from './item';
import { type PictureText, readPicture, writePicture } from './picture';

const MAY_BE = /^ {0,3}!\[/;

class PictureWidget extends WidgetType {
  constructor(
    readonly text: PictureText,
    readonly view: PictureView | null,
  ) {
    super();
  }

  override eq(other: PictureWidget): boolean {
    return (
      JSON.stringify(this.text) === JSON.stringify(other.text) &&
      this.view?.media === other.view?.media &&
      this.view?.why === other.view?.why
    );
  }

  override get estimatedHeight(): number {
    return 132;
  }

  /** Keys and the pointer are the fields’ own. */
  override ignoreEvent(): boolean {
    return true;
  }

  toDOM(view: EditorView): HTMLElement {
    const card = document.createElement('div');
    card.className = 'cm-picture';
    card.setAttribute('role', 'group');
    const image = card.appendChild(document.createElement('img'));
    image.alt = '';
    const gap = card.appendChild(document.createElement('div'));
    gap.className = 'cm-picture-gap';
    const body = card.appendChild(document.createElement('div'));
    body.className = 'cm-picture-words';
    const name = body.appendChild(document.createElement('div'));
    name.className = 'cm-picture-name';
    const problem = body.appendChild(document.createElement('div'));
    problem.className = 'cm-picture-problem';
    for (const field of ['alt', 'caption', 'credit'] as const)
      body.append(this.#field(view, card, field));
    this.#fill(card);
    return card;
  }

  override updateDOM(card: HTMLElement): boolean {
    this.#fill(card);
    return true;
  }

  #field(view: EditorView, card: HTMLElement, field: 'alt' | 'caption' | 'credit'): HTMLElement {
    const input = document.createElement('input');
    input.type = 'text';
    input.name = field;
    input.spellcheck = false;
    input.autocomplete = 'off';
    input.setAttribute('aria-label', words.picture[field]);
    input.placeholder = field === 'alt' ? words.picture.altShort : words.picture[field];
    input.addEventListener('input', () => write(view, card));
    input.addEventListener('focus', () => (input.readOnly = view.state.readOnly));
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'Enter' || event.key === 'Escape') leave(view, card, 1);
      else if (event.key === 'ArrowDown' && field !== 'alt') leave(view, card, 1);
      else if (event.key === 'ArrowUp' && field === 'alt') leave(view, card, -1);
      else return;
      event.preventDefault();
    });
    return input;
  }

  /** Shows what the copy says, except in the field that is being written in. */
  #fill(card: HTMLElement): void {
    card.setAttribute('aria-label', words.picture.group(this.text.name));
    card.dataset.name = this.text.name;
    const media = this.view?.media ?? '';
    const image = card.querySelector('img');
    if (image !== null) {
      image.hidden = media === '';
      if (media !== '' && image.getAttribute('src') !== media) image.src = media;
    }
    const gap = card.querySelector<HTMLElement>('.cm-picture-gap');
    if (gap !== null) gap.hidden = media !== '';
    const name = card.querySelector('.cm-picture-name');
    if (name !== null) name.textContent = this.text.name.split('/').at(-1) ?? '';
    const problem = card.querySelector<HTMLElement>('.cm-picture-problem');
    if (problem !== null) {
      problem.textContent =
        this.view === null || media !== '' ? '' : this.view.why || words.picture.missing;
      problem.hidden = problem.textContent === '';
    }
    for (const input of card.querySelectorAll('input')) {
      const value = this.text[input.name as 'alt' | 'caption' | 'credit'];
      if (document.activeElement !== input && input.value !== value) input.value = value;
    }
  }
}

/** The line that a card stands for. */
function lineOf(
  view: EditorView,
  card: HTMLElement,
): { from: number; to: number; text: string } | null {
  const line = view.state.doc.lineAt(view.posAtDOM(card));
  return readPicture(line.text) === null ? null : line;
}

function write(view: EditorView, card: HTMLElement): void {
  const line = lineOf(view, card);
  const before = line === null ? null : readPicture(line.text);
  if (line === null || before === null) return;
  const value = (name: string): string =>
    card.querySelector<HTMLInputElement>(`input[name=${name}]`)?.value ?? '';
  const insert = writePicture({
    name: before.name,
    alt: value('alt'),
    caption: value('caption'),
    credit: value('credit'),
  });
  if (insert !== line.text)
    view.dispatch({
      changes: { from: line.from, to: line.to, insert },
      userEvent: 'input.type.picture',
    });
}

/** Back into the text, below the picture or above it. */
function leave(view: EditorView, card: HTMLElement, direction: 1 | -1): void {
  const line = lineOf(view, card);
  if (line === null) return;
  const { doc } = view.state;
  const anchor = direction > 0 ? Math.min(line.to + 1, doc.length) : Math.max(line.from - 1, 0);
  view.dispatch({ selection: { anchor }, scrollIntoView: true });
  view.focus();
}

function decorate(state: EditorState): DecorationSet {
  const { doc } = state;
  const pictures = itemView(state)?.pictures ?? [];
  const found: Range<Decoration>[] = [];
  let from = 0;
  for (const text of doc.iterLines()) {
    const to = from + text.length;
    if (MAY_BE.test(text)) {
      const picture = readPicture(text);
      if (picture !== null) {
        const view = pictures.find(({ name }) => name === picture.name) ?? null;
        found.push(
          Decoration.replace({ widget: new PictureWidget(picture, view), block: true }).range(
            from,
            to,
          ),
        );
      }
    }
    from = to + 1;
  }
  return Decoration.set(found);
}

const field = StateField.define<DecorationSet>({
  create: decorate,
  update(value, transaction) {
    const told = transaction.effects.some((effect) => effect.is(setView));
    return transaction.docChanged || told ? decorate(transaction.state) : value;
  },
  provide: (of) => [
    EditorView.decorations.from(of),
    EditorView.atomicRanges.of((view) => view.state.field(of)),
  ],
});

/** Goes from the text into the fields of the picture beside the caret. */
export function enterPicture(view: EditorView, direction: 1 | -1): boolean {
  const { state } = view;
  const { head, empty } = state.selection.main;
  if (!empty) return false;
  const line = state.doc.lineAt(head);
  const number = line.number + direction;
  if (number < 1 || number > state.doc.lines) return false;
  const next = state.doc.line(number);
  if (readPicture(next.text) === null) return false;
  const cards = view.dom.querySelectorAll<HTMLElement>('.cm-picture');
  const card = Array.from(cards).find(
    (one) => state.doc.lineAt(view.posAtDOM(one)).from === next.from,
  );
  const inputs = card?.querySelectorAll('input');
  const input = direction > 0 ? inputs?.[0] : inputs?.[inputs.length - 1];
  if (input === undefined) return false;
  input.focus();
  return true;
}

/** Pictures with their fields. */
export function pictures(): Extension {
  return field;
}
