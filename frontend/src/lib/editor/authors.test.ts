import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { CopyEditor } from '.';
import type { AuthorRun } from '../backend';
import { personColour } from '../person';
import { creditsOf } from './authors';

const grammar = { house: 'x', kinds: [], labels: [], slots: [] };
const text = 'The 🌊 tide turns at noon.\n\nGulls wait.';
const item = { id: 'a', copy: text, kind: 'note', story: '', like: 'note' };
const me = { who: 'Mira Vale', initials: 'MV' };
const uncredit = vi.fn();
let editor: CopyEditor;

beforeEach(() => {
  editor = new CopyEditor(
    document.body,
    {
      changed: () => undefined,
      caret: () => undefined,
      pictures: () => Promise.resolve([]),
      pickPictures: () => Promise.resolve([]),
      tooLarge: () => undefined,
      openLink: () => undefined,
      uncredit,
    },
    grammar,
  );
  editor.open(item);
});
afterEach(() => editor.destroy());

const run = (words: string, who: string, how = 'typed', model = ''): AuthorRun => {
  const start = text.indexOf(words);
  return { start, end: start + words.length, who, initials: who.slice(0, 1), how, model };
};
const all = (): AuthorRun[] => [
  run('The 🌊 tide', 'Ada Quill'),
  run(' turns', '', 'outside'),
  run(' at noon.', '', 'typed'),
  run('Gulls', 'Ada Quill', 'pasted'),
  run(' wait', 'Mira Vale', 'model', 'quay-2'),
];
/** What is marked in the editor: words, look and title. */
const marked = (): string[] =>
  Array.from(
    editor.dom.querySelectorAll<HTMLElement>('.cm-author'),
    (one) => `${one.textContent} | ${one.className.replace(/^.*cm-author-/, '')} | ${one.title}`,
  );
/** The same as the state has it, neighbours included. */
const kept = (): string[] => {
  let found: string[] = [];
  editor.perform(({ state }) => {
    found = (creditsOf(state)?.runs ?? []).map(
      ({ start, end, who, how }) => `${state.sliceDoc(start, end)} | ${who} | ${how}`,
    );
    return true;
  });
  return found;
};
const put = (from: number, to: number, insert: string, userEvent: string): void => {
  editor.perform((view) => {
    view.dispatch({ changes: { from, to, insert }, userEvent });
    return true;
  });
};

test('each run has its look, and what nobody knows has none', () => {
  editor.credit('a', { runs: all(), me });
  expect(marked()).toEqual([
    'The 🌊 tide | typed | Ada Quill, typed',
    ' turns | outside | by another program',
    'Gulls | pasted | Ada Quill, pasted',
    ' wait | model | Mira Vale, by quay-2',
  ]);
  const [first] = editor.dom.querySelectorAll<HTMLElement>('.cm-author');
  expect(first?.getAttribute('style')).toContain(`--person-${personColour('Ada Quill')}`);
  editor.credit('a', null);
  expect(marked()).toEqual([]);
});

test('what is typed in the middle of another’s words is not theirs', () => {
  editor.credit('a', { runs: all(), me });
  put(7, 7, 'high ', 'input.type');
  put(0, 3, '', 'delete');
  expect(kept().slice(0, 4)).toEqual([
    ' 🌊  | Ada Quill | typed',
    'high  | Mira Vale | typed',
    'tide | Ada Quill | typed',
    ' turns |  | outside',
  ]);
});

test('letter after letter is one run', () => {
  editor.credit('a', { runs: all(), me });
  for (const [n, letter] of Array.from('slow ').entries()) put(7 + n, 7 + n, letter, 'input.type');
  expect(kept().slice(0, 3)).toEqual([
    'The 🌊  | Ada Quill | typed',
    'slow  | Mira Vale | typed',
    'tide | Ada Quill | typed',
  ]);
});

test('what is pasted is known as that at once', () => {
  editor.credit('a', { runs: all(), me });
  put(text.length, text.length, ' Far off.', 'input.paste');
  expect(kept().at(-1)).toBe(' Far off. | Mira Vale | pasted');
});

test('Escape at the text asks for an end of it, and only while it is shown', () => {
  const press = (): void => {
    const content = editor.dom.querySelector('.cm-content');
    content?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
  };
  uncredit.mockClear();
  press();
  expect(uncredit).not.toHaveBeenCalled();
  editor.credit('a', { runs: all(), me });
  press();
  expect(uncredit).toHaveBeenCalledTimes(1);
});

test('nothing is shown to whoever did not ask, whatever is typed', () => {
  put(0, 0, 'x', 'input.type');
  expect(marked()).toEqual([]);
  expect(kept()).toEqual([]);
});

test('runs that are longer than the copy, or lie over each other, break nothing', () => {
  const [first] = all();
  if (first === undefined) throw new Error('no run');
  editor.credit('a', {
    runs: [first, { ...first, who: 'Jonas Reed' }, { ...first, start: 20, end: 9_999 }],
    me,
  });
  expect(marked().length).toBeGreaterThan(0);
  expect(editor.text('a').toString()).toBe(text);
});

test('with suggestions shown, the copy’s own words are marked among them', async () => {
  editor.note('a', { comments: [], suggestions: [], chosen: null });
  await editor.suggest(true);
  put(4, 4, 'old ', 'input.type');
  editor.credit('a', { runs: all(), me });
  expect(marked().slice(0, 2)).toEqual([
    'The  | typed | Ada Quill, typed',
    '🌊 tide | typed | Ada Quill, typed',
  ]);
  put(0, 0, 'All ', 'input.type');
  expect(marked()[0]).toBe('The  | typed | Ada Quill, typed');
  editor.credit('a', null);
  expect(marked()).toEqual([]);
});
