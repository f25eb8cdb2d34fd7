import { ChangeSet, type ChangeSpec, Text } from '@codemirror/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { FlightFinding } from '../backend';
import { CopyEditor, type SuggestedEdit, type SuggestionMark } from '.';
import { paragraph } from './enter';

const grammar = { house: 'x', kinds: [], labels: [], slots: [] };
const text = 'The tide turns at noon.\n\nGulls wait.';
const item = (id: string, copy = text) => ({
  ...{ id, copy, kind: 'story', story: 'news', like: 'story' },
});

/** The desk, as far as it is about suggestions: what was told last, and in which round. */
let told: { item: string; edits: SuggestedEdit[]; round: number }[];
let ids: number;
const hooks = {
  chosen: vi.fn(),
  comment: vi.fn(),
  suggested: (id: string, edits: SuggestedEdit[], round: number): void => {
    told.push({ item: id, edits, round });
  },
  reopened: vi.fn(),
  newId: (): string => `n${String(++ids)}`,
};
const changed = vi.fn();
const caretAt = vi.fn();
let editor: CopyEditor;

function make(copies: Record<string, string>): void {
  editor = new CopyEditor(
    document.body.appendChild(document.createElement('div')),
    {
      changed,
      caret: caretAt,
      pictures: () => Promise.resolve([]),
      pickPictures: () => Promise.resolve([]),
      tooLarge: () => undefined,
      openLink: () => undefined,
      notes: hooks,
    },
    grammar,
  );
  const items = Object.entries(copies).map(([id, copy]) => item(id, copy));
  editor.know(items);
  if (items[0] !== undefined) editor.open(items[0]);
}

const shown = (): string => {
  let doc = '';
  editor.perform(({ state }) => (doc = state.doc.toString()) !== '');
  return doc;
};
const caret = (): number => {
  let head = -1;
  editor.perform(({ state }) => (head = state.selection.main.head) >= 0);
  return head;
};
const select = (anchor: number, head = anchor): void => {
  editor.perform((view) => {
    view.dispatch({ selection: { anchor, head } });
    return true;
  });
};
const edit = (changes: ChangeSpec, userEvent = 'input.type'): void => {
  editor.perform((view) => {
    view.dispatch({ changes, userEvent });
    return true;
  });
};
/** Writes words in place of others of what is shown. */
const write = (words: string, insert: string, userEvent?: string): void => {
  const from = shown().indexOf(words);
  edit({ from, to: from + words.length, insert }, userEvent);
};
const mark = (one: SuggestedEdit, more: Partial<SuggestionMark> = {}): SuggestionMark => ({
  ...one,
  ...{ who: 'Ada Quill', initials: 'AQ', mine: true, both: false },
  ...more,
});
/** What a desk sends after it took all that was told. */
const note = (
  edits: readonly SuggestedEdit[],
  round = told.at(-1)?.round ?? 0,
  others: SuggestionMark[] = [],
): void =>
  editor.note('a', {
    comments: [],
    suggestions: [...edits.map((one) => mark(one)), ...others],
    chosen: null,
    round,
  });
const edits = (): SuggestedEdit[] => told.at(-1)?.edits ?? [];
const plain = (): [number, number, string][] =>
  edits().map(({ start, end, insert }) => [start, end, insert]);
const all = (query: string): string[] =>
  Array.from(editor.dom.querySelectorAll(query), (one) => one.textContent);
const at = (words: string): number => text.indexOf(words);

beforeEach(async () => {
  vi.clearAllMocks();
  told = [];
  ids = 0;
  make({ a: text, b: 'Other words' });
  await editor.suggest(true);
});
afterEach(() => editor.destroy());

test('what is typed is told as suggestions, and the copy stays', () => {
  write('noon', 'dusk');
  write('tide', 'high tide');
  expect(plain()).toEqual(
    [
      [at('tide'), at('tide') + 4, 'high tide'],
      [at('noon'), at('noon') + 4, 'dusk'],
    ].map(([start, end, insert]) =>
      insert === 'high tide' ? [start, start, 'high '] : [start, end, insert],
    ),
  );
  expect(edits().map(({ id }) => id)).toEqual(['n2', 'n1']);
  expect(told.map(({ round }) => round)).toEqual([1, 2]);
  expect(editor.text('a').toString()).toBe(text);
  expect(changed).not.toHaveBeenCalled();
  expect(all('.cm-suggested-old')).toEqual(['noon']);
  expect(all('.cm-suggested-new')).toEqual(['high ', 'dusk']);
});

test('it can be seen that one suggests', async () => {
  expect(editor.dom.className).toContain('cm-suggesting');
  await editor.suggest(false);
  expect(editor.dom.className).not.toContain('cm-suggesting');
  expect(editor.isSuggesting).toBe(false);
});

test('typed back, taken out or undone it is none any more', () => {
  write('tide', 'moon');
  write('moon', 'tide');
  expect(plain()).toEqual([]);
  write('turns', 'turns soon');
  write(' soon', '');
  expect(plain()).toEqual([]);
  write('Gulls', '');
  editor.run('undo');
  expect(plain()).toEqual([]);
  expect(shown()).toBe(text);
  editor.run('redo');
  expect(plain()).toEqual([[at('Gulls'), at('Gulls') + 5, '']]);
});

test('one id from the first letter to the last; of two that join the older stays', () => {
  const from = at('tide');
  edit({ from: from + 4, insert: 's' });
  edit({ from: from + 5, insert: '!' });
  expect(edits()).toEqual([{ id: 'n1', start: from + 4, end: from + 4, insert: 's!' }]);
  write('The', 'A');
  expect(edits().map(({ id }) => id)).toEqual(['n2', 'n1']);
  edit({ from: 0, to: from + 4 });
  expect(edits().map(({ id }) => id)).toEqual(['n1']);
});

test('words that stay are not suggested anew', () => {
  write('tide turns at noon', 'tide rises at noon');
  expect(plain()).toEqual([[at('turns'), at('turns') + 5, 'rises']]);
});

test('no character is cut in half', async () => {
  editor.destroy();
  make({ a: 'x 😀 y' });
  await editor.suggest(true);
  write('😀', '😁');
  expect(plain()).toEqual([[2, 4, '😁']]);
});

test('the mode comes and goes with the caret at the same words, and what was typed is kept', async () => {
  write('tide', 'ocean');
  select(shown().indexOf('noon') + 2);
  await editor.suggest(false);
  expect([shown(), caret()]).toEqual([text, at('noon') + 2]);
  await editor.suggest(true);
  expect([shown(), caret()]).toEqual([text.replace('tide', 'ocean'), at('noon') + 3]);
  editor.run('undo');
  expect(shown()).toBe(text);
});

test('marks that are mine are in the text when the mode comes on, those of others beside it', async () => {
  await editor.suggest(false);
  const own = { id: 's1', start: at('tide'), end: at('tide') + 4, insert: 'moon' };
  const other = { id: 's2', start: at('noon'), end: at('noon') + 4, insert: 'dusk' };
  note([own], 0, [mark(other, { mine: false })]);
  expect(all('.cm-suggested-old')).toEqual(['tide', 'noon']);
  await editor.suggest(true);
  expect(shown()).toBe(text.replace('tide', 'moon'));
  expect(all('.cm-suggested-old')).toEqual(['tide', 'noon']);
  expect(told).toEqual([]);
  write('moon', 'moonlight');
  expect(edits()).toEqual([{ ...own, insert: 'moonlight' }]);
});

test('the copy changes beneath: mine move along, what was typed is still undone', () => {
  write('noon', 'dusk');
  editor.resync('a', `Hark! ${text}`);
  expect(shown()).toBe(`Hark! ${text.replace('noon', 'dusk')}`);
  expect(told).toHaveLength(1);
  expect(editor.suggestions('a')).toEqual([
    { id: 'n1', start: at('noon') + 6, end: at('noon') + 10, insert: 'dusk' },
  ]);
  editor.run('undo');
  expect(shown()).toBe(`Hark! ${text}`);
  expect(editor.text('a').toString()).toBe(`Hark! ${text}`);
});

test('the copy changes while the mode is off, too', async () => {
  write('noon', 'dusk');
  await editor.suggest(false);
  edit({ from: 0, insert: 'Well. ' });
  write('Gulls', 'Terns');
  await editor.suggest(true);
  expect(shown()).toBe('Well. The tide turns at dusk.\n\nTerns wait.');
});

test('one whose words are gone stays as an insertion', () => {
  write('tide', 'moon');
  editor.resync('a', text.replace('The tide turns', 'It is'));
  expect(shown()).toContain('moon');
  expect(
    editor.suggestions('a')?.map(({ id, start, end, insert }) => [id, end - start, insert]),
  ).toEqual([['n1', 0, 'moon']]);
});

test('accepted, mine is copy, and nothing in the text moves; undone there, it is back', () => {
  write('tide', 'time');
  note(edits());
  editor.resync('a', text.replace('tide', 'time'), true, ['n1']);
  expect(shown()).toBe(text.replace('tide', 'time'));
  expect(editor.suggestions('a')).toEqual([]);
  note([]);
  expect(shown()).toBe(text.replace('tide', 'time'));
  // Undone here it is the contrary that one suggests.
  editor.run('undo');
  expect(plain()).toEqual([[at('tide'), at('tide') + 4, 'tide']]);
});

test('accepted without a word of it, it is seen from the text', () => {
  write('tide', 'time');
  write('wait', 'eat');
  editor.resync('a', text.replace('tide', 'time'));
  expect(shown()).toBe(text.replace('tide', 'time').replace('wait', 'eat'));
  expect(editor.suggestions('a')?.map(({ id }) => id)).toEqual(['n2']);
});

test('accepted while it is written on, it is suggested to go on from there', () => {
  write('tide', 'moon');
  note(edits());
  write('moon', 'moonlight');
  editor.resync('a', text.replace('tide', 'moon'), true, ['n1']);
  expect(shown()).toBe(text.replace('tide', 'moonlight'));
  expect(editor.suggestions('a')).toEqual([
    { id: 'n1', start: at('tide'), end: at('tide') + 4, insert: 'moonlight' },
  ]);
});

test('where somebody else changed the same words, mine are suggested for theirs', () => {
  write('tide', 'moon');
  editor.resync('a', text.replace('tide', 'sea'));
  expect(shown()).toBe(text.replace('tide', 'moon'));
  expect(all('.cm-suggested-old')).toEqual(['sea']);
});

test('stet, mine goes from the text, unless something newer is on its way', () => {
  write('tide', 'moon');
  const first = edits();
  note(first);
  write('noon', 'dusk');
  note([], 1);
  expect(shown()).toBe(text.replace('tide', 'moon').replace('noon', 'dusk'));
  note(edits().filter(({ insert }) => insert === 'dusk'));
  expect(shown()).toBe(text.replace('noon', 'dusk'));
  expect(told).toHaveLength(2);
});

test('another’s is accepted: the copy and the text have it', () => {
  write('tide', 'moon');
  const other = mark(
    { id: 's2', start: at('noon'), end: at('noon') + 4, insert: 'dusk' },
    { mine: false },
  );
  note(edits(), 1, [other]);
  editor.resync('a', text.replace('noon', 'dusk'), true, ['s2']);
  expect(shown()).toBe('The moon turns at dusk.\n\nGulls wait.');
  expect(editor.takeBack('a', Text.of(text.replace('noon', 'dusk').split('\n')))).toBe(true);
  expect(hooks.reopened).toHaveBeenCalledWith('a', ['s2'], true);
  expect(shown()).toBe('The moon turns at noon.\n\nGulls wait.');
});

test('a guest suggests, and changes nothing', () => {
  editor.setReadOnly(true);
  write('tide', 'moon');
  expect(plain()).toEqual([[at('tide'), at('tide') + 4, 'moon']]);
  editor.run('undo');
  expect(plain()).toEqual([]);
  expect(editor.text('a').toString()).toBe(text);
});

test('places that go out are the copy’s, and those that come in are, too', () => {
  write('tide', 'high tide');
  select(shown().indexOf('noon') + 1);
  expect(caretAt).toHaveBeenLastCalledWith('a', at('noon') + 1);
  editor.run('comment');
  expect(hooks.comment).toHaveBeenLastCalledWith('a', at('noon'), at('noon') + 4);
  editor.goTo('a', at('Gulls'), 5);
  expect(caret()).toBe(shown().indexOf('Gulls') + 5);
});

test('all notes are gone through, mine among them', () => {
  write('tide', 'moon');
  editor.note('a', {
    comments: [{ id: 'c1', start: at('noon'), end: at('noon') + 4, open: true }],
    suggestions: edits().map((one) => mark(one)),
    chosen: null,
    round: 1,
  });
  expect([editor.nextNote(1, true), editor.nextNote(1), editor.nextNote(1)]).toEqual([
    'n1',
    'c1',
    null,
  ]);
  expect(all('.cm-note-chosen')).toEqual(['noon']);
});

test('a comment on words that I struck is there again when they are', () => {
  editor.note('a', {
    comments: [{ id: 'c1', start: at('noon'), end: at('noon') + 4, open: true }],
    suggestions: [],
    chosen: null,
  });
  write('at noon', '');
  expect(all('.cm-note-comment')).toEqual([]);
  editor.run('undo');
  expect(all('.cm-note-comment')).toEqual(['noon']);
});

test('a picture that was asked for here is suggested here', async () => {
  const added = [{ name: 'pictures/fax.png', media: '/media/x', notes: [] }];
  let arrive: (list: typeof added) => void = () => undefined;
  const coming = editor.pictures(new Promise((resolve) => (arrive = resolve)), at('noon'));
  write('tide', 'high tide');
  await editor.suggest(false);
  arrive(added);
  await coming;
  expect(editor.text('a').toString()).toBe(text);
  expect(edits().at(-1)?.insert).toContain('![](pictures/fax.png)');
});

test('what preflight found is of the copy, and mended in it', () => {
  const start = at('noon');
  const found = { start, end: start + 4, words: 'noon', part: '', severity: 'error', check: 'x' };
  editor.mark('a', [found as FlightFinding]);
  expect(all('.cm-found')).toEqual([]);
  write('tide', 'moon');
  editor.change('a', [{ item_id: 'a', start, end: start + 4, insert: 'dusk' }]);
  expect(shown()).toBe(text.replace('tide', 'moon').replace('noon', 'dusk'));
  expect(changed).toHaveBeenCalledTimes(1);
});

test('commands and keys suggest as typing does', () => {
  select(at('tide') + 1);
  editor.run('bold');
  expect(shown()).toContain('**tide**');
  select(shown().indexOf('turns'));
  editor.perform((view) => paragraph(view));
  expect(edits().map(({ insert }) => insert)).toEqual(['**', '**', '\n\n']);
  expect(editor.text('a').toString()).toBe(text);
});

test('words that are replaced in the whole issue are suggested in each item', () => {
  editor.resync('b', 'Other tide');
  write('turns', 'tide');
  editor.run('find');
  const field = (label: string): HTMLInputElement | null =>
    editor.dom.querySelector(`.cm-find input[aria-label="${label}"]`);
  const [find, replace] = [field('Find'), field('Replace with')];
  const everywhere = editor.dom.querySelector<HTMLInputElement>('.cm-find input[type=checkbox]');
  if (find === null || replace === null || everywhere === null) throw new Error('no panel');
  find.value = 'tide';
  replace.value = 'moon';
  everywhere.checked = true;
  find.dispatchEvent(new Event('input', { bubbles: true }));
  Array.from(editor.dom.querySelectorAll<HTMLButtonElement>('.cm-find button'))
    .find((one) => one.textContent === 'Replace all')
    ?.click();
  expect(shown()).toBe('The moon moon at noon.\n\nGulls wait.');
  expect(told.at(-1)).toMatchObject({ item: 'b', edits: [{ start: 6, end: 10, insert: 'moon' }] });
  expect(editor.text('b').toString()).toBe('Other tide');
  expect(changed).not.toHaveBeenCalled();
});

test('each item has its own', () => {
  write('tide', 'moon');
  editor.open(item('b', 'Other words'));
  write('words', 'things');
  expect(told.at(-1)).toMatchObject({ item: 'b', round: 1 });
  editor.open(item('a'));
  expect(shown()).toBe(text.replace('tide', 'moon'));
  editor.forget('a');
  expect(editor.suggestions('a')).toBeNull();
});

test('marks of mine that meet keep both texts', () => {
  const [start, end] = [at('tide'), at('turns') + 5];
  note([
    { id: 's1', start, end: start + 4, insert: 'moon' },
    { id: 's2', start: start + 2, end, insert: 'rises' },
  ]);
  expect(editor.suggestions('a')).toEqual([{ id: 's1', start, end, insert: 'moonrises' }]);
});

test('words that were struck in lines are shown in lines', () => {
  edit({ from: at('noon.'), to: at('Gulls') });
  expect(all('.cm-suggested-old')).toEqual(['noon.¶\n¶\n']);
});

/** A generator that gives the same numbers for the same seed (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const made = (list: readonly SuggestedEdit[], copy: string): string =>
  ChangeSet.of(
    list.map(({ start, end, insert }) => ({ from: start, to: end, insert })),
    copy.length,
  )
    .apply(Text.of(copy.split('\n')))
    .toString();

/** Words of which each is there once. */
const WORD = /‹\d+›/g;
const wordsOf = (list: readonly SuggestedEdit[]): string[] =>
  list.flatMap(({ insert }) => insert.match(WORD) ?? []);

const PIECES = ['a', ' tide', ' ', '😀', '\n', '\n\n', 'e\u0301', '**What’s new:** ', ''];

const [SEEDS, STEPS] = [12, 80];

test.each(Array.from({ length: SEEDS }, (_, seed) => seed))(
  'whatever is typed and whatever comes, the edits are what is proposed (seed %i)',
  async (seed) => {
    const next = seeded(seed + 1);
    let number = 0;
    const word = (): string => `‹${String(number++)}›`;
    const whole = (doc: string, place: number): number =>
      place > 0 && place < doc.length && /[\udc00-\udfff]/.test(doc.charAt(place))
        ? place - 1
        : place;
    const range = (doc: string, most: number): { from: number; to: number } => {
      const from = next(doc.length + 1);
      const to = Math.min(doc.length, from + (next(2) === 0 ? 0 : next(most)));
      return { from: whole(doc, from), to: whole(doc, to) };
    };
    /** What a desk has of mine, moved with the copy as it does. */
    let kept: SuggestedEdit[] = [];
    const moved = (list: readonly SuggestedEdit[], by: ChangeSet): SuggestedEdit[] =>
      list.map((one) => {
        const start = by.mapPos(one.start, 1);
        return { ...one, start, end: Math.max(start, by.mapPos(one.end, -1)) };
      });
    const current = (): SuggestedEdit[] => editor.suggestions('a') ?? [];
    const holds = (): void => {
      const copy = editor.text('a').toString();
      const list = current();
      expect(made(list, copy)).toBe(shown());
      let end = -1;
      for (const one of list) {
        expect(one.start).toBeGreaterThan(end);
        expect(one.end).toBeGreaterThanOrEqual(one.start);
        expect(copy.slice(one.start, one.end)).not.toBe(one.insert);
        ({ end } = one);
      }
      expect(end).toBeLessThanOrEqual(copy.length);
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    };
    const placed = (): { id: string; from: number; to: number; insert: string }[] => {
      let grown = 0;
      return current().map(({ id, start, end, insert }) => {
        const from = start + grown;
        grown += insert.length - (end - start);
        return { id, from, to: from + insert.length, insert };
      });
    };

    const types = (): void => {
      const doc = shown();
      const { from, to } = range(doc, 14);
      const own = word();
      const parts = Array.from({ length: next(4) }, () => PIECES[next(PIECES.length)] ?? '');
      const insert = next(5) === 0 ? '' : [...parts, own].join('');
      // What is not touched keeps its id.
      const far = placed().filter((one) => one.to < from || one.from > to);
      const before = told.length;
      edit({ from, to, insert }, ['input.type', 'input.paste', 'delete.backward'][next(3)]);
      if (insert !== '') expect(shown()).toContain(own);
      for (const { id, insert: its } of far) {
        const after = current().find((one) => one.id === id);
        expect(after === undefined ? '' : after.insert, `${id} of ${its}`).toBe(its);
      }
      if (told.length > before) kept = edits();
    };
    const comes = (): void => {
      const copy = editor.text('a').toString();
      const { from, to } = range(copy, 20);
      const insert = next(3) === 0 ? '' : `${PIECES[next(PIECES.length)] ?? ''}${word()}`;
      const before = wordsOf(current());
      const by = ChangeSet.of({ from, to, insert }, copy.length);
      editor.resync('a', by.apply(Text.of(copy.split('\n'))).toString(), next(2) === 0);
      kept = moved(kept, by);
      const after = shown();
      for (const one of before) expect(after).toContain(one);
    };
    const tells = (): void => {
      const before = wordsOf(kept);
      note(kept);
      const after = shown();
      for (const one of before) expect(after).toContain(one);
      kept = current();
    };
    const accepts = (): void => {
      tells();
      const one = kept[next(kept.length)];
      if (one === undefined) return;
      const copy = editor.text('a').toString();
      const after = shown();
      const by = ChangeSet.of({ from: one.start, to: one.end, insert: one.insert }, copy.length);
      kept = moved(
        kept.filter(({ id }) => id !== one.id),
        by,
      );
      editor.resync('a', made([one], copy), true, next(2) === 0 ? [one.id] : []);
      expect(shown()).toBe(after);
      holds();
      note(kept);
      expect(shown()).toBe(after);
      expect(editor.text('a').toString()).toContain(one.insert);
    };
    const stets = (): void => {
      tells();
      const one = kept[next(kept.length)];
      if (one === undefined) return;
      kept = kept.filter(({ id }) => id !== one.id);
      note(kept);
      expect(current().map(({ id }) => id)).toEqual(kept.map(({ id }) => id));
      for (const each of wordsOf(kept)) expect(shown()).toContain(each);
    };
    const undoes = (): void => {
      const before = told.length;
      editor.run(next(3) === 0 ? 'redo' : 'undo');
      if (told.length > before) kept = edits();
    };
    /** The mode goes, the copy is written in, and the mode comes back. */
    const writes = async (): Promise<void> => {
      const before = wordsOf(current());
      const copy = editor.text('a').toString();
      await editor.suggest(false);
      expect(shown()).toBe(copy);
      const by = ChangeSet.of({ ...range(copy, 10), insert: word() }, copy.length);
      edit(by);
      kept = moved(kept, by);
      if (next(2) === 0) note(kept);
      await editor.suggest(true);
      expect(editor.text('a').toString()).toBe(by.apply(Text.of(copy.split('\n'))).toString());
      for (const one of before) expect(shown()).toContain(one);
    };
    const deeds: (() => void | Promise<void>)[] = [
      types,
      types,
      types,
      types,
      undoes,
      comes,
      tells,
      accepts,
      stets,
      writes,
    ];
    for (let step = 0; step < STEPS; step++) {
      await deeds[next(deeds.length)]?.();
      holds();
    }
    expect(number).toBeGreaterThan(20);
  },
);

test('once it is prepared the mode is there before the next key', async () => {
  make({ a: text });
  await editor.prepareToSuggest();
  void editor.suggest(true);
  expect(editor.isSuggesting).toBe(true);
  void editor.suggest(false);
  expect(editor.isSuggesting).toBe(false);
});
