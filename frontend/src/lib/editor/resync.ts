/** The least change between two texts: what both begin and end with stays. */

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

export interface Difference {
  from: number;
  to: number;
  insert: string;
}

/** The change that makes after of before; null when they are the same. No character is cut in half. */
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
