import { markdownLanguage } from '@codemirror/lang-markdown';
import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';

import { type Mistake, mistakesIn } from './mistakes';
import { passages, STAND_IN } from './prose';
import type { Lint } from './protocol';
import { englishOf, known } from './words';

/** What is said of a copy when the linter says that about some words of what it reads. */
function said(
  copy: string,
  words: string,
  rule = 'SpellCheck',
  instead = ['x'],
  right: string[] = [],
): Mistake[] {
  const [passage] = passages(Text.of(copy.split('\n')), markdownLanguage.parser.parse(copy));
  if (passage === undefined) return [];
  const from = Array.from(passage.text.slice(0, passage.text.indexOf(words))).length;
  const lint: Lint = { rule, from, to: from + Array.from(words).length, instead };
  return mistakesIn(passage, [lint], known(right));
}

test('a mistake stands where its words do', () => {
  const copy = '**New:** 😀 see [teh map](https://x.example) 😀 realy';
  for (const word of ['teh', 'realy']) {
    const [mistake] = said(copy, word);
    expect(copy.slice(mistake?.from, mistake?.to)).toBe(word);
  }
});

test('what stands for something else is never said to be wrong', () => {
  expect(said('Dear {{name}}, hi', STAND_IN)).toEqual([]);
  expect(said('Dear {{name}} again', `${STAND_IN} again`)).toEqual([]);
});

test.each([
  ['GOLL·E went', 'GOLL'],
  ['C++ went', 'C'],
  ['R2D2 went', 'R2D2'],
  ['the FBIs are', 'FBIs'],
  ['the iTide is', 'iTide'],
  ['an x is', 'x'],
  ['in D.C. too', 'D.C.'],
])('names and signs are no prose: %s', (copy, word) => {
  expect(said(copy, word)).toEqual([]);
});

test('known words are right, at the beginning of a sentence and as owners, too', () => {
  const right = ['tidewrack', 'Voss', 'DALL·E', 'Scott-Railton'];
  for (const word of [
    'tidewrack',
    'Tidewrack',
    'TIDEWRACK',
    'Voss’s',
    "Voss'",
    'Scott',
    'Railton’s',
  ])
    expect(said(`A ${word} is`, word, 'SpellCheck', ['x'], right)).toEqual([]);
  expect(said('A voss is', 'voss', 'SpellCheck', ['x'], right)).toHaveLength(1);
});

test('the article before a name is left alone', () => {
  expect(said('a GAN is', 'a', 'AnA', ['an'])).toEqual([]);
  expect(said('an {{object}} is', 'an', 'AnA', ['a'])).toEqual([]);
  expect(said('a apple is', 'a', 'AnA', ['an'])).toHaveLength(1);
});

test('words with marks inside are left to the person’s own hand', () => {
  expect(said('I could *of* gone', 'could of', 'ModalOf', ['could have'])[0]?.instead).toEqual([]);
  expect(said('It’s not your’s', 'your’s', 'ItsPossessive', ["it's"])[0]?.instead).toEqual([
    'it’s',
  ]);
});

test('a language tag says which English it is; without a country it is both', () => {
  const tags = ['en', 'en-GB', 'en-us', 'en-Latn-AU', 'nl', 'enx', ''];
  expect(tags.map((tag) => englishOf(tag)?.join())).toEqual([
    'us,gb',
    'gb',
    'us',
    'au',
    undefined,
    undefined,
    undefined,
  ]);
});
