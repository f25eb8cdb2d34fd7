import { describe, expect, test } from 'vitest';

import { shownRange } from './shown';

const COPY =
  '**What’s new:** The tide of *the* [Tide Office](https://tide.example/the-tide) turns; the tide turns twice, says Zoë 🌊 at {{place}} &amp; sea.';
const SHOWN =
  'What’s new: The tide of the Tide Office turns; the tide turns twice, says Zoë 🌊 at place & sea.';

function shown(words: string, copy = COPY, text = SHOWN, nth = 0): string | null {
  let from = copy.indexOf(words);
  for (let n = 0; n < nth; n++) from = copy.indexOf(words, from + 1);
  expect(from).toBeGreaterThanOrEqual(0);
  const found = shownRange(copy, { from, to: from + words.length }, text);
  return found === null ? null : text.slice(found.from, found.to);
}

describe('the same words', () => {
  test.each([
    ['plain ones', 'turns twice, says', 'turns twice, says'],
    ['over emphasis', 'of *the* [Tide', 'of the Tide'],
    [
      'a link with its address',
      '[Tide Office](https://tide.example/the-tide) turns',
      'Tide Office turns',
    ],
    ['a label', '**What’s new:** The', 'What’s new: The'],
    ['a part of a word', 'wice, say', 'wice, say'],
    ['an accent and a picture sign', 'Zoë 🌊 at', 'Zoë 🌊 at'],
    ['behind a slot', '{{place}} &amp; sea', 'sea'],
  ])('%s', (_, words, expected) => {
    expect(shown(words)).toBe(expected);
  });

  test('of equal words it is the one that was meant', () => {
    const second = shownRange(
      COPY,
      { from: COPY.lastIndexOf('tide'), to: COPY.lastIndexOf('tide') + 4 },
      SHOWN,
    );
    expect(second?.from).toBe(SHOWN.lastIndexOf('tide'));
  });

  test('quotes that were made round are the same', () => {
    expect(shown("it's", "Now it's here", 'Now it’s here')).toBe('it’s');
  });
});

test('a picture’s caption is shown, what describes it is not', () => {
  const copy = '![A gauge on the pier](pictures/gauge.jpg "The gauge of 1901 — Photo: Tidewater")';
  const text = 'The gauge of 1901 Photo: Tidewater';
  expect(shown('gauge of 1901', copy, text)).toBe('gauge of 1901');
  expect(shown('on the pier', copy, text)).toBeNull();
  expect(shown('gauge', copy, text)).toBeNull();
});

describe('a preview that is a moment behind', () => {
  test('marks what it has of the words already', () => {
    const copy = 'The tide turns twice a day, mostly.';
    const text = 'The tide turns tw a day, mostly.';
    expect(shown('tide turns twice a day', copy, text)).toBe('tide turns tw a day');
    expect(shown('turns twice', copy, text)).toBe('turns');
    expect(shown('mostly', copy, text)).toBe('mostly');
  });
});

describe('where it is not sure', () => {
  test.each([
    ['the address alone', 'tide.example', COPY, SHOWN],
    ['signs alone', '**', COPY, SHOWN],
    ['a slot', 'place', COPY, SHOWN],
    ['another text', 'the', 'All that the sea says', 'Go to the harbour on foot'],
    ['nothing shown', 'tide', 'the tide', ''],
    [
      'a word in pieces',
      'un*believ*able',
      'an un*believ*able tide came in',
      'an unbelievable tide came in',
    ],
  ])('nothing is marked: %s', (_, words, copy, text) => {
    expect(shown(words, copy, text)).toBeNull();
  });
});

test('never on other words: every stretch of words is itself or nothing', () => {
  const words = Array.from(COPY.matchAll(/[\p{L}’]+/gu));
  const plain = (text: string): string =>
    text
      .replace(/\(https[^)]*\)|\{\{place\}\}|&amp;/g, ' ')
      .replace(/[^\p{L}’]+/gu, ' ')
      .trim();
  let marked = 0;
  for (const first of words)
    for (const last of words) {
      const [from, to] = [first.index, last.index + last[0].length];
      if (from >= to) continue;
      const found = shownRange(COPY, { from, to }, SHOWN);
      if (found === null) continue;
      marked++;
      const text = plain(SHOWN.slice(found.from, found.to))
        .replace(/ place$/, '')
        .replace(' place ', ' ');
      expect(
        plain(`${COPY.slice(0, from).endsWith('(') ? '(' : ''}${COPY.slice(from, to)}`),
      ).toContain(text);
    }
  expect(marked).toBeGreaterThan(200);
});
