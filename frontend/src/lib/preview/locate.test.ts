import { expect, test } from 'vitest';

import { sourceOffset } from './locate';

const COPY =
  '**What’s new:** The tide of *the* [Tide Office](https://tide.example/the-tide) turns; the tide turns twice, says Zoë.';
const SHOWN = 'What’s new: The tide of the Tide Office turns; the tide turns twice, says Zoë.';

test.each([
  ['the first word', 'What’s', 0],
  ['a word behind a label', 'The tide of', 0],
  ['a word in emphasis', 'the Tide', 0],
  ['the middle of a word', 'Office', 3],
  ['a word that comes twice', 'tide turns twice', 0],
  ['a word with an accent', 'Zoë', 2],
])('%s', (_, from, into) => {
  const offset = SHOWN.indexOf(from) + into;
  const found = sourceOffset(SHOWN, offset, COPY);
  // “the Tide” is “*the* [Tide” in the copy: compare what both texts have from there on.
  const word = (text: string, at: number): string => /^[\p{L}’]+/u.exec(text.slice(at))?.[0] ?? '';
  expect(word(COPY, found)).toBe(word(SHOWN, offset));
});

test('of equal words it is the one with the same neighbours', () => {
  const second = SHOWN.lastIndexOf('tide');
  expect(sourceOffset(SHOWN, second, COPY)).toBe(COPY.lastIndexOf('tide'));
});

test('between words it is the end of the word before', () => {
  expect(sourceOffset('one, two', 4, 'one, **two**')).toBe(3);
});

test.each([
  ['nothing shown', '', 0, 'copy'],
  ['a word that the copy has not', 'slot value', 0, '{{first_name}}'],
])('%s: the block’s start', (_, shown, offset, copy) => {
  expect(sourceOffset(shown, offset, copy)).toBe(0);
});
