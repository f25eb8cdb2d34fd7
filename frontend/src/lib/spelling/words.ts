/** Words and the English that they are in. */

import type { Dialect } from './protocol';

/** How a word is kept to be compared: no possessive, straight apostrophes. */
export const plain = (word: string): string =>
  word.replaceAll('’', "'").replace(/'s?$/i, '').normalize('NFC');

/** Words by which a word is known: each as it is written, and its parts between signs. */
export function known(words: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const word of words) {
    for (const one of word.split(/\s+/)) {
      if (one === '') continue;
      all.add(plain(one));
      for (const part of one.split(/[^\p{L}\p{N}'’]+/u)) if (part !== '') all.add(plain(part));
    }
  }
  return all;
}

/** A word in small letters is known at the beginning of a sentence too, and in capitals. */
export function isKnown(word: string, words: ReadonlySet<string>): boolean {
  const one = plain(word);
  if (words.has(one) || words.has(one.toLowerCase())) return true;
  return one === one.toUpperCase() && words.has(one.charAt(0) + one.slice(1).toLowerCase());
}

/** The ways in which one word is written on both sides of the ocean, made one. */
const SAME: readonly [RegExp, string][] = [
  [/ou(?=r)/g, 'o'],
  [/(?<=[iy])s(?=e|ing|ation|able)/g, 'z'],
  [/(?<=[bt])re(?=s?$|d$)/g, 'er'],
  [/l+(?=ed|ing|er|or|ous)/g, 'l'],
  [/ae|oe/g, 'e'],
  [/ogue/g, 'og'],
  [/ence/g, 'ense'],
  [/grey/g, 'gray'],
  [/programme/g, 'program'],
  [/mould/g, 'mold'],
  [/judgement/g, 'judgment'],
  [/que(?=s?$)/g, 'ck'],
];
const levelled = (word: string): string =>
  SAME.reduce((text, [from, to]) => text.replace(from, to), plain(word).toLowerCase());

/** Whether two spellings differ only as British and American English do. */
export const sameInEnglish = (one: string, other: string): boolean =>
  levelled(one) === levelled(other);

export interface English {
  dialect: Dialect;
  /** The tag names no country. */
  any: boolean;
}

const COUNTRIES: Record<string, Dialect> = {
  us: 'us',
  gb: 'gb',
  ie: 'gb',
  nz: 'gb',
  za: 'gb',
  au: 'au',
  ca: 'ca',
  in: 'in',
};

/** The English of a language tag (BCP 47); null for another language. */
export function englishOf(tag: string): English | null {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language !== 'en') return null;
  const country = rest.find((part) => part in COUNTRIES) ?? '';
  const dialect = COUNTRIES[country];
  return dialect === undefined ? { dialect: 'us', any: true } : { dialect, any: false };
}
