import { EditorState, type TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { beforeEach, expect, test, vi } from 'vitest';

import type { FlightFinding, Severity } from '../backend';
import { cards } from './card';
import { findingCard, findings, nextFinding, previousFinding, setFindings } from './findings';

const text = 'Near teh pier, the the gull.\n\n![Gif 1-1](pier.gif)\n\nAnd teh end.';
const at = (words: string, severity: Severity = 'warning', from = 0): FlightFinding => {
  const start = text.indexOf(words, from);
  const edits = [{ item_id: 'a', start, end: start + words.length, insert: 'x' }];
  return {
    check: 'word.repeated',
    severity,
    item: 1,
    item_id: 'a',
    headline: '',
    section: '',
    part: '',
    line: 1,
    column: 1,
    words,
    context: '',
    why: 'It is there twice.',
    start,
    end: start + words.length,
    fix: { label: 'Mend', edits },
  };
};

const hooks = { fix: vi.fn(), confirm: vi.fn(), waive: vi.fn(), toDesk: vi.fn() };
let view: EditorView;
const all = (query: string): string[] =>
  Array.from(view.dom.querySelectorAll(query), (one) => one.textContent);
const marks = (): string[] => all('.cm-found');
const signs = (): (string | null)[] =>
  Array.from(view.dom.querySelectorAll('.cm-sign'), (one) => one.getAttribute('aria-label'));
const send = (spec: TransactionSpec): void => view.dispatch(spec);
const caret = (anchor: number): void => send({ selection: { anchor } });
const found = (...list: FlightFinding[]): void => send({ effects: setFindings.of(list) });
const press = (key: string): boolean =>
  (view.dom.querySelector('.cm-card input') ?? view.dom.querySelector('.cm-card'))?.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
  ) ?? true;
const button = (label: string): HTMLButtonElement | undefined =>
  Array.from(view.dom.querySelectorAll<HTMLButtonElement>('.cm-card button')).find(
    (one) => one.textContent === label,
  );

beforeEach(() => {
  vi.clearAllMocks();
  view = new EditorView({
    parent: document.body.appendChild(document.createElement('div')),
    state: EditorState.create({
      doc: text,
      selection: { anchor: text.length },
      extensions: [cards, findings(hooks)],
    }),
  });
});

test('the words are underlined, and the margin says what and how grave, once a line', () => {
  found(at('teh', 'error'), at('the the'), at('Gif 1-1', 'query'));
  expect(marks()).toEqual(['teh', 'the the', 'Gif 1-1']);
  expect(signs()).toEqual([
    'Must fix: Word twice in a row; Look again: Word twice in a row',
    'A question: Word twice in a row',
  ]);
  expect(view.dom.querySelector('.cm-sign')?.className).toContain('cm-sign-error');
});

test('a word that somebody is at is not marked before they leave it', () => {
  caret(text.indexOf('teh') + 3);
  found(at('teh'), at('the the'));
  expect(marks()).toEqual(['the the']);
  caret(0);
  expect(marks()).toEqual(['teh', 'the the']);
  // What is marked already stays, wherever the caret goes.
  caret(text.indexOf('teh') + 1);
  expect(marks()).toEqual(['teh', 'the the']);
});

test('what is touched is to be found anew, the rest moves along', () => {
  found(at('teh'), at('the the'), at('teh', 'warning', 20));
  send({ changes: { from: text.indexOf('teh') + 3, insert: 'r' } });
  expect(marks()).toEqual(['the the', 'teh']);
  send({ changes: { from: 0, insert: 'Quite ' } });
  expect(marks()).toEqual(['the the', 'teh']);
});

test('what is found of another text, or of no copy, is not marked', () => {
  found({ ...at('teh'), words: 'tea' }, { ...at('the the'), start: -1, end: -1 });
  expect(marks()).toEqual([]);
});

test('a key goes from one to the next, round, and opens its card', () => {
  found(at('teh'), at('the the'));
  nextFinding(view);
  expect(view.state.sliceDoc(view.state.selection.main.from, view.state.selection.main.to)).toBe(
    'teh',
  );
  expect(all('.cm-card-why')).toEqual(['It is there twice.']);
  nextFinding(view);
  expect(view.state.selection.main.from).toBe(text.indexOf('the the'));
  previousFinding(view);
  previousFinding(view);
  expect(view.state.selection.main.from).toBe(text.indexOf('the the'));
});

const frame = (): Promise<unknown> => new Promise((done) => requestAnimationFrame(done));
const key = (name: string, shiftKey = false): void => {
  document.activeElement?.dispatchEvent(
    new KeyboardEvent('keydown', { key: name, shiftKey, bubbles: true, cancelable: true }),
  );
};
const focused = (): string | null | undefined => document.activeElement?.textContent;

test('after F8 the keys are the card’s: its deed, the next finding, round with Tab, and back', async () => {
  found(at('teh'), { ...at('the the'), fix: null });
  nextFinding(view);
  await frame();
  expect(focused()).toBe('Mend');
  expect(all('.cm-card-keys')).toHaveLength(1);
  key('Tab', true);
  expect(focused()).toBe('Go to Preflight');
  key('Tab');
  expect(focused()).toBe('Mend');
  key('F8');
  await frame();
  // Where no key can mend it, Enter only leads to where it is read.
  expect(view.state.selection.main.from).toBe(text.indexOf('the the'));
  expect(focused()).toBe('Go to Preflight');
  key('F8', true);
  await frame();
  expect(focused()).toBe('Mend');
  key('Escape');
  expect(all('.cm-card')).toEqual([]);
  expect(document.activeElement).toBe(view.contentDOM);
  const { from, to } = view.state.selection.main;
  expect(view.state.sliceDoc(from, to)).toBe('teh');
});

test('a card that the pointer opened tells of no keys: they are in the copy', () => {
  found(at('teh'));
  caret(0);
  view.dom
    .querySelector('.cm-sign')
    ?.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
  expect(all('.cm-card-why')).toHaveLength(1);
  expect(all('.cm-card-keys')).toEqual([]);
});

test('the card fixes, goes to the desk, and closes with Escape or a key in the copy', () => {
  found(at('teh'));
  caret(text.indexOf('teh'));
  expect(findingCard(view)).toBe(true);
  button('Mend')?.click();
  expect(hooks.fix).toHaveBeenCalledWith(expect.objectContaining({ words: 'teh' }));
  expect(document.activeElement).toBe(view.contentDOM);
  button('Go to Preflight')?.click();
  expect(hooks.toDesk).toHaveBeenCalledOnce();
  press('Escape');
  expect(all('.cm-card')).toEqual([]);
  findingCard(view);
  send({ changes: { from: 0, insert: 'x' } });
  expect(all('.cm-card')).toEqual([]);
});

test('a waiver asks for a reason, and does not go without one', () => {
  found(at('teh'));
  nextFinding(view);
  button('Waive …')?.click();
  const field = view.dom.querySelector<HTMLInputElement>('.cm-card input');
  press('Enter');
  expect(hooks.waive).not.toHaveBeenCalled();
  if (field !== null) field.value = 'It is a name.';
  // Found once more meanwhile: the card with what was typed stays.
  found(at('teh'));
  press('Enter');
  expect(hooks.waive).toHaveBeenCalledWith(
    expect.objectContaining({ words: 'teh' }),
    'It is a name.',
  );
  expect(all('.cm-card')).toEqual([]);
});

test('where nothing is found the key says so and moves nothing', () => {
  caret(4);
  expect(nextFinding(view)).toBe(true);
  expect(view.state.selection.main.head).toBe(4);
  expect(findingCard(view)).toBe(false);
});
