/** A stretch of a draft: as it is, or not in the story. */
export interface Stretch {
  text: string;
  isMark: boolean;
}

/** Cuts a draft at its marks, which are in order and in UTF-16 units. */
export function stretchesOf(
  text: string,
  marks: readonly { start: number; end: number }[],
): Stretch[] {
  const list: Stretch[] = [];
  let at = 0;
  for (const { start, end } of marks) {
    if (start > at) list.push({ text: text.slice(at, start), isMark: false });
    list.push({ text: text.slice(Math.max(at, start), end), isMark: true });
    at = Math.max(at, end);
  }
  if (at < text.length) list.push({ text: text.slice(at), isMark: false });
  return list.filter((one) => one.text !== '');
}
