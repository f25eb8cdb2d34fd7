import { markdownLanguage } from '@codemirror/lang-markdown';
import { history, undo } from '@codemirror/commands';
import { LanguageSupport } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Mistake } from '../spelling/mistakes';
import type { Passage } from '../spelling/prose';
import type { Speller } from '../spelling/speller';
import { cards } from './card';
import { checkSpelling, nextMistake, spelling, visibleMistakes } from './spelling';

/** A speller to which every word with an x in it is misspelled. */
class Fake {
  isOn = true;
  isShown = true;
  readonly known = new Set<string>();
  readonly asked: string[] = [];
  places = -1;
  nones = 0;
  mistakes({ text, from }: Passage): readonly Mistake[] | null {
    if (!this.known.has(text)) return null;
    return Array.from(text.matchAll(/\w*x\w*/g), ({ index, 0: words }) => ({
      from: from + index,
      to: from + index + words.length,
      words,
      isSpelling: true,
      instead: [words.replace('x', 'i'), 'other'],
    }));
  }
  judge({ text }: Passage): Promise<boolean> {
    this.asked.push(text);
    this.known.add(text);
    return Promise.resolve(true);
  }
  callOff(): void {
    this.asked.push('–');
  }
  listen(): () => void {
    return () => undefined;
  }
  checked(places: number): void {
    this.places = places;
  }
  none(): void {
    this.nones++;
  }
}

let speller: Fake;
let view: EditorView;
const shown = (): string[] => visibleMistakes(view.state).map(({ words }) => words);
const card = (): HTMLElement | null => view.dom.querySelector('.cm-spelling-card');

function open(doc: string): void {
  view = new EditorView({
    parent: document.body,
    state: EditorState.create({
      doc,
      selection: { anchor: doc.length },
      extensions: [
        new LanguageSupport(markdownLanguage),
        history(),
        cards,
        spelling(speller as unknown as Speller),
      ],
    }),
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  speller = new Fake();
});
afterEach(() => {
  view.destroy();
  vi.useRealTimers();
});

const type = (text: string, at = view.state.selection.main.head): void =>
  view.dispatch({
    changes: { from: at, insert: text },
    selection: { anchor: at + text.length },
    userEvent: 'input.type',
  });

test('what changed is judged when typing rests, and nothing at the caret is marked', async () => {
  open('One txde.\n\nTwo');
  await vi.advanceTimersByTimeAsync(200);
  expect(shown()).toEqual(['txde']);
  speller.asked.length = 0;
  type(' lx');
  await vi.advanceTimersByTimeAsync(400);
  type('ck');
  await vi.advanceTimersByTimeAsync(400);
  expect(speller.asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(300);
  expect([speller.asked, shown()]).toEqual([['–', 'Two lxck'], ['txde']]);
  type(' of');
  expect(shown()).toEqual(['txde', 'lxck']);
});

test('a mark goes with its word, and goes when the word is another one', async () => {
  open('One txde.\n\nThe end');
  await vi.advanceTimersByTimeAsync(200);
  type('Now ', 0);
  expect(visibleMistakes(view.state)[0]?.from).toBe(8);
  type('s', 12);
  expect(visibleMistakes(view.state)).toEqual([]);
});

test('when asked, the whole item is judged, and nothing after it', async () => {
  speller.isOn = false;
  open('One txde.\n\nTwo lxcks.\n\nThe end');
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown()).toEqual([]);
  checkSpelling(view);
  await vi.advanceTimersByTimeAsync(200);
  expect([shown(), speller.places]).toEqual([['txde', 'lxcks'], 2]);
  type(' bxat here');
  await vi.advanceTimersByTimeAsync(1000);
  expect(shown()).toEqual(['txde', 'lxcks']);
});

test('the key goes round, also to the word at the caret', async () => {
  open('One txde, txde.\n\nTwo lxck');
  await vi.advanceTimersByTimeAsync(200);
  expect(shown()).toEqual(['txde', 'txde']);
  const seen = [1, 2, 3, 4].map(() => {
    nextMistake(view);
    return view.state.selection.main.head;
  });
  expect(seen).toEqual([25, 8, 14, 25]);
  speller.isShown = false;
  checkSpelling(view);
  await vi.advanceTimersByTimeAsync(200);
  expect(card()).toBeNull();
  nextMistake(view);
  expect(speller.nones).toBe(1);
});

test('everywhere is one step of undo', async () => {
  open('One txde, txde.\n\nThe end');
  await vi.advanceTimersByTimeAsync(200);
  nextMistake(view);
  await vi.advanceTimersByTimeAsync(50);
  const everywhere = card()?.querySelector('input');
  if (everywhere) everywhere.checked = true;
  card()?.querySelector('button')?.click();
  expect(view.state.doc.toString()).toBe('One tide, tide.\n\nThe end');
  undo(view);
  expect(view.state.doc.toString()).toBe('One txde, txde.\n\nThe end');
});
