/** The words of a finding in their sentence, as a reader would see it. Pure: values in, values out. */

import type { FlightFinding } from '../backend';

/** Stands for the words themselves while the marks around them are taken off. */
const HOLE = '\uE000';

const OPENING = /^\s*(?:#{1,6}|>|[-*+]|\d{1,3}[.)])\s+/;
const LINK = /!?\[([^[\]]*)\]\(([^()]*)\)/g;
const DOUBLE = /(?<!\\)(?:\*\*|~~|(?<![\p{L}\p{N}])__|__(?![\p{L}\p{N}]))/gu;
const SINGLE = /(?<![\\\p{L}\p{N}*_])([*_`])(?=\S)([^*_`]*[^*_`\s\\])\1(?![\p{L}\p{N}*_])/gu;
const ESCAPE = /\\([!-/:-@[-`{-~])/g;

/** Takes off what no reader sees: emphasis, the signs of headings and lists, and where links lead unless that is meant. */
function unmarked(text: string): string {
  return text
    .replace(OPENING, '')
    .replace(LINK, (_, shown: string, target: string) =>
      target.includes(HOLE) ? `${shown} (${target})`.trimStart() : shown,
    )
    .replace(DOUBLE, '')
    .replace(SINGLE, '$2')
    .replace(ESCAPE, '$1');
}

const PICTURE = /^!\[([^\]]+)\]\([^)]*\)$/;

/** Words that are a picture are what is said of it; others stay as they are written, for that may be what is wrong. */
export const pictureless = (words: string): string => PICTURE.exec(words)?.[1] ?? words;

/** How much of the sentence is shown before the words, and after them, in characters. */
const BEFORE = 44;
const AFTER = 52;

const LETTER = /[\p{L}\p{M}\p{N}]/u;

/** Where the words stand in their sentence: as words of their own, if they do so anywhere. */
function placeIn(context: string, words: string): number {
  if (words === '') return -1;
  const joins = (one: string, other: string): boolean => LETTER.test(one) && LETTER.test(other);
  for (let at = context.indexOf(words); at >= 0; at = context.indexOf(words, at + 1)) {
    const end = at + words.length;
    const isPart =
      joins(context.charAt(at - 1), words.charAt(0)) ||
      joins(words.charAt(words.length - 1), context.charAt(end));
    if (!isPart) return at;
  }
  return context.indexOf(words);
}

/** The sentence around the words: before, the words, after. The far ends of a long one are left out. */
export function marked({ context, words, part }: FlightFinding): [string, string, string] {
  const at = placeIn(context, words);
  const shown = pictureless(words);
  // A part of the email is no Markdown.
  const plain = part === '' ? unmarked : (text: string) => text;
  if (at < 0) return context === '' ? ['', shown, ''] : [plain(context), '', ''];
  const whole = plain(context.slice(0, at) + HOLE + context.slice(at + words.length));
  const [before = '', after = ''] = whole.split(HOLE);
  const from = before.length > BEFORE ? before.indexOf(' ', before.length - BEFORE) + 1 : 0;
  const to = after.length > AFTER ? after.lastIndexOf(' ', AFTER) : after.length;
  return [
    from > 0 ? `… ${before.slice(from)}` : before,
    shown,
    to > 0 && to < after.length ? `${after.slice(0, to)} …` : after,
  ];
}
