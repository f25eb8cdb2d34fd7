import { ChangeSet, Text } from '@codemirror/state';
import { expect, test } from 'vitest';

import { foundQuote, movedQuote } from './quote';

const text = 'The tide turned at noon.';
const quote = { item: 'a', start: 4, end: 8, words: 'tide' };

function typed(from: number, to: number, insert: string): [ChangeSet, Text] {
  const changes = ChangeSet.of({ from, to, insert }, text.length);
  return [changes, changes.apply(Text.of([text]))];
}

test('what is typed around the words, or in them, moves the quote with them', () => {
  const moved = movedQuote(quote, ...typed(0, 3, 'Every'));
  expect(moved).toEqual({ ...quote, start: 6, end: 10 });
  expect(movedQuote(quote, ...typed(4, 4, 'neap '))).toEqual({ ...quote, start: 9, end: 13 });
  expect(movedQuote(quote, ...typed(8, 8, 's')).words).toBe('tide');
  expect(movedQuote(quote, ...typed(5, 6, 'o')).words).toBe('tode');
});

test('where the words went it is about the item, and one about the item stays that', () => {
  const gone = { item: 'a', start: -1, end: -1, words: '' };
  expect(movedQuote(quote, ...typed(0, 12, ''))).toEqual(gone);
  expect(movedQuote(gone, ...typed(0, 12, ''))).toBe(gone);
  const caret = { item: 'a', start: 9, end: 9, words: '' };
  expect(movedQuote(caret, ...typed(0, 0, 'x'))).toEqual({ ...caret, start: 10, end: 10 });
});

test('in another text the words are found where they stand nearest, and never other ones', () => {
  expect(foundQuote(quote, text)).toBe(quote);
  expect(foundQuote(quote, `Well. ${text}`)).toEqual({ ...quote, start: 10, end: 14 });
  const late = { ...quote, start: 30, end: 34 };
  expect(foundQuote(late, 'A tide, and a tide, and at last nothing.').start).toBe(14);
  expect(foundQuote(quote, 'The sea turned at noon.')).toEqual({
    ...{ item: 'a', start: -1, end: -1, words: '' },
  });
  expect(foundQuote({ item: '', start: -1, end: -1, words: '' }, '').start).toBe(-1);
});
