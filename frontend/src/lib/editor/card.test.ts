import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { beforeEach, expect, test } from 'vitest';

import { button, type Card, cardBox, cards, openCard, setCard } from './card';

let view: EditorView;
let isThere = true;

const card = (kind: Card['kind'], label: string): Card => ({
  kind,
  pos: 0,
  stands: () => isThere,
  create: () => {
    const dom = cardBox(view, label);
    dom.append(
      button('One', () => undefined),
      button('Two', () => undefined),
    );
    return { dom };
  },
});
const open = (of: Card): void => view.dispatch({ effects: setCard.of(of) });
const shown = (): (string | null)[] =>
  Array.from(view.dom.querySelectorAll('.cm-card'), (one) => one.getAttribute('aria-label'));
const press = (key: string): void => {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  );
};

beforeEach(() => {
  isThere = true;
  view = new EditorView({
    parent: document.body.appendChild(document.createElement('div')),
    state: EditorState.create({ doc: 'Slack water', extensions: [cards] }),
  });
});

test('one card at a time is open, of whatever kind', () => {
  open(card('finding', 'A finding'));
  open(card('spelling', 'A word'));
  expect(shown()).toEqual(['A word']);
  expect(openCard(view.state)?.kind).toBe('spelling');
});

test('it closes with a key in the text, another place, or when what it is about is gone', () => {
  open(card('finding', 'A finding'));
  view.dispatch({ changes: { from: 0, insert: 'x' } });
  expect(shown()).toEqual([]);
  open(card('finding', 'A finding'));
  view.dispatch({ selection: { anchor: 3 } });
  expect(shown()).toEqual([]);
  open(card('finding', 'A finding'));
  isThere = false;
  view.dispatch({ effects: EditorView.announce.of('Something was found.') });
  expect(shown()).toEqual([]);
});

test('the arrows go round in it, and Escape goes back to the text', () => {
  open(card('finding', 'A finding'));
  const [one, two] = view.dom.querySelectorAll<HTMLElement>('.cm-card button');
  one?.focus();
  press('ArrowDown');
  expect(document.activeElement).toBe(two);
  press('ArrowRight');
  expect(document.activeElement).toBe(one);
  press('Escape');
  expect(shown()).toEqual([]);
  expect(document.activeElement).toBe(view.contentDOM);
});

test('it closes when the hand goes elsewhere, and not when it stays', async () => {
  const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
  const elsewhere = document.body.appendChild(document.createElement('button'));
  open(card('finding', 'A finding'));
  const [one, two] = view.dom.querySelectorAll<HTMLElement>('.cm-card button');
  one?.focus();
  two?.focus();
  await frame();
  expect(shown()).toEqual(['A finding']);
  elsewhere.focus();
  await frame();
  expect(shown()).toEqual([]);
  elsewhere.remove();
});
