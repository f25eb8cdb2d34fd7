/** From what the linter says to what a person is shown. */

import type { Passage } from './prose';
import type { Lint } from './protocol';
import { isKnown } from './words';

export interface Mistake {
  /** Where in the copy, in UTF-16 units. */
  from: number;
  to: number;
  /** The words as they stand there. */
  words: string;
  /** A word is misspelled; else words were mixed up. */
  isSpelling: boolean;
  instead: readonly string[];
}

const SPELLING = new Set(['SpellCheck', 'The']);
const MOST = 5;

/** The mistakes of a passage that are worth a person's look. `right` are words that are so, beside the linter's own. */
export function mistakesIn(
  passage: Passage,
  lints: readonly Lint[],
  right: ReadonlySet<string>,
): Mistake[] {
  const signs = Array.from(passage.text);
  const found: Mistake[] = [];
  for (const lint of lints) {
    const places = passage.at.slice(lint.from, lint.to);
    const first = places[0] ?? -1;
    const last = places.at(-1) ?? -1;
    if (first < 0 || last < 0 || places.includes(-1)) continue;
    const words = signs.slice(lint.from, lint.to).join('');
    const to = last + (signs[lint.to - 1]?.length ?? 1);
    const before = signs[lint.from - 1] ?? '';
    const after = signs.slice(lint.to, lint.to + 40).join('');
    const isSpelling = SPELLING.has(lint.rule);
    if (lint.rule === 'SpellCheck' && isRight(words, before, after, right)) continue;
    // Whether a name or a row of capitals is said with a vowel, nobody can tell from its letters.
    if (lint.rule === 'AnA' && !/^\s+\p{Ll}{2,}(?![\p{L}\p{N}-])/u.test(after)) continue;
    // Emphasis that begins inside would be lost with the words: those are for a person's own hand.
    const isWhole = to - first === words.length;
    const curly = passage.text.includes('’');
    const instead = isWhole
      ? lint.instead.map((text) => (curly ? text.replaceAll("'", '’') : text))
      : [];
    found.push({
      from: first,
      to,
      words,
      isSpelling,
      instead: Array.from(new Set(instead))
        .filter((text) => text !== words)
        .slice(0, MOST),
    });
  }
  return found.sort((one, other) => one.from - other.from);
}

/** Letters that are no word of prose: names of products, formulas, initials, rows of capitals. */
const isNoProse = (word: string): boolean =>
  word.replaceAll(/[^\p{L}]/gu, '').length < 2 ||
  /\p{N}|\.\p{L}/u.test(word) ||
  /\p{Ll}\p{Lu}/u.test(word) ||
  /^\p{Lu}{2,6}(?:['’]?s)?$/u.test(word);

function isRight(word: string, before: string, after: string, right: ReadonlySet<string>): boolean {
  // A part of something with a sign in it: GOLL·E, C++, R&D, snake_case.
  if (/[\p{N}·&+#/@_\\]/u.test(before) || /^[\p{N}·&+#@_\\/]/u.test(after)) return true;
  return isNoProse(word) || isKnown(word, right);
}
