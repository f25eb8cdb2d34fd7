/** Copy as its reader sees it, for where some words of it are quoted. */

const LINE = /^(?:#{1,6}|>|[-+*]|\d{1,9}[.)])[ \t]+/gm;
const LINK = /\[([^[\]\n]*)\]\([^()\s]*\)/g;
const RUN = /\\[!-/:-@[-`{-~]|\*+|_+|~~+/g;
const LETTER = /[\p{L}\p{N}]/u;

/** Which units of a text only say how it looks. */
function marksIn(text: string): Set<number> {
  const gone = new Set<number>();
  const drop = (from: number, to: number): void => {
    for (let at = from; at < to; at++) gone.add(at);
  };
  for (const { index, 0: mark } of text.matchAll(LINE)) drop(index, index + mark.length);
  for (const { index, 0: link, 1: words = '' } of text.matchAll(LINK)) {
    drop(index, index + 1);
    drop(index + 1 + words.length, index + link.length);
  }
  for (const { index, 0: run } of text.matchAll(RUN)) {
    const end = index + run.length;
    if (run.startsWith('\\')) drop(index, index + 1);
    else if (isMark(run, text.charAt(index - 1), text.charAt(end))) drop(index, end);
  }
  return gone;
}

/** Whether stars or the like can open or close something: 2 * 3 and a_name cannot. */
function isMark(run: string, before: string, after: string): boolean {
  if (before.trim() === '' && after.trim() === '') return false;
  return run.length > 1 || !(LETTER.test(before) && LETTER.test(after));
}

/** The parts of one text, without the marks that nobody reads. */
export function asRead(parts: readonly string[]): string[] {
  const gone = marksIn(parts.join(''));
  let from = 0;
  return parts.map((part) => {
    const begin = from;
    from += part.length;
    return Array.from({ length: part.length }, (_, at) =>
      gone.has(begin + at) ? '' : part.charAt(at),
    ).join('');
  });
}

/** Words that somebody said something about; marks alone stay what they are. */
export function quoted(words: string): string {
  const read = asRead([words]).join('');
  return read.trim() === '' ? words : lines(read);
}

/** An empty line is no more than a break; where a line’s end is all there is, it can be seen. */
function lines(text: string): string {
  return text.trim() === '' ? text.replaceAll(/\n+/g, '¶') : text.replaceAll(/\n{2,}/g, '\n');
}

/** An edit among some words before and behind it. Where marks are what is changed, they are shown. */
export function editAsRead(
  before: string,
  old: string,
  next: string,
  after: string,
): [before: string, old: string, next: string, after: string] {
  const was = asRead([before, old, after]);
  const will = asRead([before, next, after]);
  const isAboutMarks = was.join('') === will.join('');
  const [head = '', now = '', tail = ''] = isAboutMarks ? [before, next, after] : will;
  const [, then = ''] = isAboutMarks ? ['', old] : was;
  return [head, lines(then), lines(now), tail];
}
