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

/** The Englishes of a language tag (BCP 47), for one without a country both; null for another language. */
export function englishOf(tag: string): readonly Dialect[] | null {
  const [language, ...rest] = tag.toLowerCase().split('-');
  if (language !== 'en') return null;
  const country = rest.find((part) => part in COUNTRIES) ?? '';
  const dialect = COUNTRIES[country];
  return dialect === undefined ? ['us', 'gb'] : [dialect];
}
