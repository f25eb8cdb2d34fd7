/**
 * From a word of the preview to the same word of the copy. The copy has marks that the preview hasn't
 * (`**`, addresses, escapes), so the word is looked for, not counted out.
 */

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'][\p{L}\p{N}\p{M}]+)*/gu;

interface Found {
  word: string;
  at: number;
}

const wordsOf = (text: string): Found[] =>
  Array.from(text.matchAll(WORD), (match) => ({ word: match[0], at: match.index }));

/** The word at an offset, else the nearest before it, else the first. */
function nearest(words: readonly Found[], offset: number): number {
  const after = words.findIndex(({ at }) => at > offset);
  return Math.max(0, after < 0 ? words.length - 1 : after - 1);
}

/** How many of the words around are the same: the more, the surer. */
function likeness(seen: readonly Found[], a: number, copy: readonly Found[], b: number): number {
  let same = 0;
  for (let step = 1; step <= REACH; step++) {
    if (seen[a - step]?.word === copy[b - step]?.word) same++;
    if (seen[a + step]?.word === copy[b + step]?.word) same++;
  }
  return same;
}

const REACH = 4;

/**
 * The offset in `copy` (a block's source) of what stands at `offset` in `shown` (the block's text as
 * the preview shows it); 0 when no word of the copy is that one.
 */
export function sourceOffset(shown: string, offset: number, copy: string): number {
  const seen = wordsOf(shown);
  const index = nearest(seen, offset);
  const target = seen[index];
  if (target === undefined) return 0;
  const source = wordsOf(copy);
  const share = index / seen.length;
  let best: { at: number; score: number } | null = null;
  for (const [place, { word, at }] of source.entries()) {
    if (word !== target.word) continue;
    // Among equals, the one that is about as far into the block.
    const score = likeness(seen, index, source, place) - Math.abs(place / source.length - share);
    if (best === null || score > best.score) best = { at, score };
  }
  if (best === null) return 0;
  return best.at + Math.min(Math.max(offset - target.at, 0), target.word.length);
}
