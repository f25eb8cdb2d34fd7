/** The least changes between two texts. */

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

export interface Difference {
  from: number;
  to: number;
  insert: string;
}

/**
 * The change that makes after of before: what both begin and end with stays. Null when they are the
 * same. No character is cut in half.
 */
export function difference(before: string, after: string): Difference | null {
  if (before === after) return null;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from++;
  if (isLow(before.charCodeAt(from)) || isLow(after.charCodeAt(from))) from--;
  let end = 0;
  while (
    end < most - from &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end--;
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) };
}

/**
 * The changes that make after of before, in order, with lines that both have once between them: two
 * that are far from one another leave alone what somebody types between.
 */
export function differences(before: string, after: string): Difference[] {
  const list: Difference[] = [];
  const add = (from: number, old: string, text: string): void => {
    const one = difference(old, text);
    if (one !== null) list.push({ ...one, from: from + one.from, to: from + one.to });
  };
  const [mine, theirs] = [linesOf(before), linesOf(after)];
  let at = 0;
  let to = 0;
  for (const [line, start] of mine) {
    const there = theirs.get(line);
    // What was moved forward is taken for written there.
    if (start === null || there === undefined || there === null || there < to || start < at)
      continue;
    add(at, before.slice(at, start), after.slice(to, there));
    at = start + line.length;
    to = there + line.length;
  }
  add(at, before.slice(at), after.slice(to));
  return list;
}

/** Where lines begin that a text has once; null for one that it has more often. */
function linesOf(text: string): Map<string, number | null> {
  const lines = new Map<string, number | null>();
  let at = 0;
  for (const line of text.split('\n')) {
    // Short ones are the same by chance.
    if (line.length > 3) lines.set(line, lines.has(line) ? null : at);
    at += line.length + 1;
  }
  return lines;
}
