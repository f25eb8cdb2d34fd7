/**
 * From a stretch of a block's copy to the same words as the preview shows them: the contrary of
 * locate.ts. The preview has no marks, addresses or labels of links, and while somebody types it is a
 * moment behind, so the words of both are laid beside each other. Where that leaves a doubt there is no
 * answer: no mark is better than one on other words.
 */

import { steps } from './worddiff';

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'][\p{L}\p{N}\p{M}]+)*/gu;

// What the preview does not show as words of its own: pictures, addresses, slots, entities.
const UNSHOWN = [
  /!\[[^\]\n]*\]\([^\s)]*/g, // its caption is
  /(?<=\])\([^)\n]*\)/g,
  /\{\{[^}\n]*\}\}/g,
  /&#?\w+;/g,
];

/** Units of a text, in UTF-16. */
export interface Units {
  from: number;
  to: number;
}

interface Found extends Units {
  word: string;
}

const wordsOf = (text: string): Found[] =>
  Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    word: word.replaceAll('’', "'"),
    from: index,
    to: index + word.length,
  }));

/** The copy with blanks in the place of what is not shown, so that places stay what they are. */
const readable = (copy: string): string =>
  UNSHOWN.reduce((text, what) => text.replace(what, (found) => ' '.repeat(found.length)), copy);

/** Which word of the preview each word of the copy is; -1 for none. */
function pairs(copy: readonly Found[], shown: readonly Found[]): number[] {
  const texts = (list: readonly Found[]): string[] => list.map(({ word }) => word);
  const of = copy.map(() => -1);
  let [i, j] = [0, 0];
  for (const { same, left, right } of steps(texts(copy), texts(shown))) {
    for (let k = 0; k < same; k++) of[i + k] = j + k;
    [i, j] = [i + same + left, j + same + right];
  }
  return of;
}

/**
 * Where the words from `from` to `to` of a block's copy stand in `shown`, the block's text in the
 * preview; null when they are not there, or it is not sure.
 */
export function shownRange(copy: string, { from, to }: Units, shown: string): Units | null {
  const source = wordsOf(readable(copy));
  const seen = wordsOf(shown);
  const of = pairs(source, seen);
  // Two texts that have little in common agree in a word here and there by chance.
  if (2 * of.filter((at) => at >= 0).length < source.length) return null;
  const asked = source.flatMap((word, index) =>
    word.from < to && word.to > from ? [{ ...word, at: of[index] ?? -1 }] : [],
  );
  const there = asked.filter(({ at }) => at >= 0);
  const [first, last] = [there[0], there.at(-1)];
  if (first === undefined || last === undefined || 2 * there.length < asked.length) return null;
  // Words between them that were not asked for are those that are being typed, or none.
  const missing = asked.length - there.length;
  if (last.at - first.at + 1 - there.length > missing) return null;
  const [begin, end] = [seen[first.at], seen[last.at]];
  if (begin === undefined || end === undefined) return null;
  return {
    from: begin.from + Math.max(0, from - first.from),
    to: end.to - Math.max(0, last.to - to),
  };
}
