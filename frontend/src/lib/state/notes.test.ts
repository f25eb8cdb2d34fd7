import { expect, test } from 'vitest';

import type { CommentView, ReviewItem, ReviewView, SuggestionView } from '../backend';
import {
  type EditNote,
  excerpt,
  marksOf,
  mentioned,
  notesOf,
  openNotes,
  saidParts,
  stepped,
} from './notes';

const item = (id: string): ReviewItem => ({
  ...{ id, state: 'drafting', who: '', initials: '', time: '', note: '', auto: false },
  ...{ signer: '', signed_on: '', stale: false, read: true, comments: 0, edits: 0 },
});

const comment = (
  id: string,
  of: string,
  start: number,
  more: Partial<CommentView> = {},
): CommentView => ({
  ...{ id, item: of, words: 'tide', start, end: start < 0 ? -1 : start + 4, lost: false },
  ...{ who: 'Mira Ivens', initials: 'MI', mine: false, time: '2026-11-24T10:00:00Z' },
  ...{ text: 'Which tide?', edited: false, open: true, resolver: '', replies: [] },
  ...more,
});

const edit = (
  id: string,
  of: string,
  start: number,
  more: Partial<SuggestionView> = {},
): SuggestionView => ({
  ...{ id, item: of, start, end: start < 0 ? -1 : start + 4, lost: false, before: '', old: 'noon' },
  ...{ new: 'dusk', after: '', reason: '', who: 'Wren', initials: 'W', mine: false, model: '' },
  ...{ both: false, time: '2026-11-24T10:00:00Z' },
  ...more,
});

const view = (comments: CommentView[], suggestions: SuggestionView[]): ReviewView => ({
  me: { name: 'Mira Ivens', initials: 'MI', asked: true },
  ...{ guest: false, versions: {}, comments, suggestions, items: [item('a'), item('b')] },
  ...{ issue: { ready: false, left: 2, signer: '', signed_on: '', changed: [] }, people: [] },
});

const ids = (notes: readonly { id: string }[]): string => notes.map(({ id }) => id).join(' ');

test('the issue’s own notes come first, then the items’ in the order of the rundown and of their copy', () => {
  const all = notesOf(
    view(
      [
        comment('b9', 'b', 9),
        comment('a5', 'a', 5),
        comment('lost', 'a', -1, { lost: true }),
        comment('item', 'a', -1),
        comment('issue', '', -1),
        comment('gone', 'x', 0),
      ],
      [edit('b2', 'b', 2), edit('a7', 'a', 7), edit('a1', 'a', 1)],
    ),
  );
  // What is about the item stands over its words, and what has none any more below them.
  expect(ids(all)).toBe('issue item a1 a5 a7 lost b2 b9 gone');
});

test('of two at one place the older one is first', () => {
  const late = { time: '2026-11-25T10:00:00Z' };
  expect(ids(notesOf(view([comment('late', 'a', 3, late)], [edit('early', 'a', 3)])))).toBe(
    'early late',
  );
});

test('a step goes across items and around the ends', () => {
  const all = notesOf(view([comment('1', 'a', 1), comment('3', 'b', 1)], [edit('2', 'a', 9)]));
  const steps = (from: string, by: 1 | -1): string | undefined => stepped(all, from, 'a', by)?.id;
  expect([steps('1', 1), steps('2', 1), steps('3', 1)]).toEqual(['2', '3', '1']);
  expect([steps('1', -1), steps('2', -1), steps('3', -1)]).toEqual(['3', '1', '2']);
});

test('with none chosen a step begins at the open item, or with what there is', () => {
  const all = notesOf(view([comment('1', 'a', 1), comment('2', 'b', 1), comment('3', 'b', 7)], []));
  expect(stepped(all, '', 'b', 1)?.id).toBe('2');
  expect(stepped(all, '', 'b', -1)?.id).toBe('3');
  expect(stepped(all, '', 'x', 1)?.id).toBe('1');
  expect(stepped(all, 'unknown', '', -1)?.id).toBe('3');
  expect(stepped([], '', 'a', 1)).toBeNull();
});

test('resolved comments are no open notes; suggestions that are there are', () => {
  const all = notesOf(
    view([comment('1', 'a', 1, { open: false }), comment('2', 'a', 3)], [edit('3', 'a', 5)]),
  );
  expect(ids(openNotes(all))).toBe('2 3');
});

test('marks are of what stands in a copy; of those each item has its own', () => {
  const marks = marksOf(
    view(
      [
        comment('1', 'a', 1),
        comment('2', 'a', -1),
        comment('3', '', -1),
        comment('4', 'b', 3, { open: false }),
      ],
      [edit('5', 'a', 7, { mine: true }), edit('6', 'b', -1, { lost: true })],
    ),
    '5',
  );
  expect([...marks.keys()]).toEqual(['a', 'b']);
  expect(marks.get('a')).toEqual({
    comments: [{ id: '1', start: 1, end: 5, open: true }],
    suggestions: [
      {
        id: '5',
        start: 7,
        end: 11,
        insert: 'dusk',
        who: 'Wren',
        initials: 'W',
        mine: true,
        both: false,
      },
    ],
    chosen: '5',
  });
  expect(marks.get('b')?.comments).toEqual([{ id: '4', start: 3, end: 7, open: false }]);
  expect(marksOf(view([comment('1', 'a', 1)], []), '').get('a')?.chosen).toBeNull();
});

const mentions = (text: string, ...names: string[]): string[] =>
  saidParts(text, names)
    .filter(({ mentions: is }) => is)
    .map((part) => part.text);

test('people are mentioned by the names that are known, the longest first', () => {
  const names = ['Mira', 'Mira Ivens', 'Wren'];
  expect(saidParts('Ask @Mira Ivens, or @Wren.', names)).toEqual([
    { text: 'Ask ', mentions: false },
    { text: '@Mira Ivens', mentions: true },
    { text: ', or ', mentions: false },
    { text: '@Wren', mentions: true },
    { text: '.', mentions: false },
  ]);
  expect(mentions('@Wren’s, @Mira-Lou and @Mira', ...names)).toEqual(['@Wren', '@Mira', '@Mira']);
});

test('an address is no mention, nor the beginning of another name, nor nobody', () => {
  expect(mentions('desk@Wren.example', 'Wren')).toEqual([]);
  expect(mentions('é@Wren', 'Wren')).toEqual([]);
  expect(mentions('@Wrenna and @Wrené', 'Wren')).toEqual([]);
  expect(mentions('@ @@Wren @', 'Wren', '')).toEqual(['@Wren']);
  expect(mentions('@a@b and @a', 'a@b', 'a')).toEqual(['@a@b', '@a']);
});

test('the parts are the text again, whatever it is', () => {
  for (const text of ['', '@', '@@Wren', 'a @Wren@Wren b', '@Wren\n@Mira Ivens!', 'x@Wren @Wr'])
    expect(
      saidParts(text, ['Wren', 'Mira Ivens'])
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
});

test('a mention that is being typed offers whom it may mean', () => {
  const names = ['Mira Ivens', 'Mark', 'Wren'];
  expect(mentioned('Ask @m', 6, names)).toEqual(['Mira Ivens', 'Mark']);
  expect(mentioned('@', 1, names)).toEqual(names);
  expect(mentioned('@Wr, then', 3, names)).toEqual(['Wren']);
  expect(mentioned('desk@wr', 7, names)).toEqual([]);
  expect(mentioned('@wren said', 10, names)).toEqual([]);
  expect(mentioned('@x', 2, names)).toEqual([]);
});

const near = (before: string, after: string): [string, string] => {
  const note: EditNote = { ...edit('1', 'a', 0, { before, after }), kind: 'edit', open: true };
  const [head, , , tail] = excerpt(note);
  return [head, tail];
};

test('around an edit stand some words of its line, and what is left out is said', () => {
  expect(near('First line.\nAt the ', ' they met.\nNext')).toEqual(['At the ', ' they met.']);
  const [before, after] = near('word '.repeat(20), ' word'.repeat(20));
  expect(before).toMatch(/^…(word )+$/);
  expect(after).toMatch(/^( word)+…$/);
  expect(before.length).toBeLessThanOrEqual(41);
  expect(near('', '')).toEqual(['', '']);
});
