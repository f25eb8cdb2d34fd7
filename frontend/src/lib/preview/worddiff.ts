/**
 * What of a page's words is another page's: the history shows it in the rendered item. A word is what
 * stands between blanks.
 */

/** More pairs than this are not compared: the middle is shown as wholly new then. */
const MOST = 4_000_000;

export interface Step {
  /** How many words are the same, then only on the left, then only on the right. */
  same: number;
  left: number;
  right: number;
}

/** The steps that lead through both lists. */
export function steps(left: readonly string[], right: readonly string[]): Step[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  )
    end++;
  const a = left.slice(start, left.length - end);
  const b = right.slice(start, right.length - end);
  const middle =
    a.length * b.length > MOST ? [{ same: 0, left: a.length, right: b.length }] : common(a, b);
  return [{ same: start, left: 0, right: 0 }, ...middle, { same: end, left: 0, right: 0 }];
}

/** The longest common run of words, by the table that everybody knows. */
function common(a: readonly string[], b: readonly string[]): Step[] {
  const wide = b.length + 1;
  const table = new Uint32Array((a.length + 1) * wide);
  const at = (i: number, j: number): number => table[i * wide + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * wide + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const list: Step[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const step: Step = { same: 0, left: 0, right: 0 };
    while (i < a.length && j < b.length && a[i] === b[j])
      [i, j, step.same] = [i + 1, j + 1, step.same + 1];
    while ((i < a.length || j < b.length) && !(i < a.length && j < b.length && a[i] === b[j])) {
      if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1)))
        [i, step.left] = [i + 1, step.left + 1];
      else [j, step.right] = [j + 1, step.right + 1];
    }
    list.push(step);
  }
  return list;
}

export interface Word {
  text: string;
  node: Text;
  start: number;
}

/** The outermost rows that have names: the items. */
export const rowsOf = (page: Document): Element[] =>
  Array.from(page.querySelectorAll('[data-pos]')).filter(
    (row) => !row.parentElement?.closest('[data-pos]'),
  );

export function wordsOf(page: Document, rows = rowsOf(page)): Word[] {
  const list: Word[] = [];
  for (const row of rows) {
    const walker = page.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      for (const { 0: text, index } of (node as Text).data.matchAll(/\S+/g))
        list.push({ text, node: node as Text, start: index });
  }
  return list;
}

/** A page with what differs marked. */
export interface Marked {
  html: string;
  /** Words that only it has, and that it has not. */
  back: number;
  away: number;
  /** Places where it differs: each is marked with `data-change`, from 1. */
  changes: number;
}

/** Marks in `then` what it has and `now` has not, and puts in, struck through, what only `now` has. */
export function marked(then: string, now: string): Marked {
  const parser = new DOMParser();
  const page = parser.parseFromString(then, 'text/html');
  const left = wordsOf(page);
  const right = wordsOf(parser.parseFromString(now, 'text/html'));
  let [i, j, back, away, changes] = [0, 0, 0, 0, 0];
  const deeds: (() => void)[] = [];
  const texts = (list: readonly Word[]): string[] => list.map(({ text }) => text);
  for (const { same, left: come, right: go } of steps(texts(left), texts(right))) {
    [i, j] = [i + same, j + same];
    const before = left[i - 1];
    const after = left[i];
    // What ended a paragraph is struck at its end, and not where the next one begins.
    const behind =
      after === undefined || (before !== undefined && goesOn(right, j) && !goesOn(left, i));
    const place = behind ? before : after;
    const strikes = go > 0 && place !== undefined;
    if (come > 0 || strikes) changes++;
    const number = String(changes);
    if (strikes) {
      const gone = texts(right.slice(j, j + go)).join(' ');
      deeds.push(() => strike(place, gone, behind, number));
    }
    for (const word of left.slice(i, i + come)) deeds.push(() => wrap(word, 'ins', number));
    [i, j, back, away] = [i + come, j + go, back + come, away + go];
  }
  // From the end, so that places before stay what they are.
  for (const deed of deeds.reverse()) deed();
  page.head.insertAdjacentHTML('beforeend', LOOK);
  return { html: `<!doctype html>${page.documentElement.outerHTML}`, back, away, changes };
}

/** The paragraph that a word stands in. */
export const paragraphOf = (word: Word | undefined): Element | null =>
  word?.node.parentElement?.closest('p, li, h1, h2, h3, h4, td') ?? null;

/** Whether a word stands in the same paragraph as the one before it. */
const goesOn = (list: readonly Word[], index: number): boolean =>
  paragraphOf(list[index]) === paragraphOf(list[index - 1]);

const LOOK =
  '<style>ins{text-decoration:underline 2px;text-underline-offset:.2em;' +
  'background:color-mix(in srgb,currentColor 10%,transparent)}' +
  'del{text-decoration:line-through}</style>';

/** Marks a word. Of a page the last one comes first: places before it stay what they are. */
export function wrap({ node, start, text }: Word, tag: 'ins' | 'del', change: string): void {
  const word = node.splitText(start);
  word.splitText(text.length);
  const mark = node.ownerDocument.createElement(tag);
  mark.dataset.change = change;
  word.replaceWith(mark);
  mark.append(word);
}

function strike(word: Word, gone: string, behind: boolean, change: string): void {
  const { node, start, text } = word;
  const page = node.ownerDocument;
  const after = node.splitText(behind ? start + text.length : start);
  const del = page.createElement('del');
  del.dataset.change = change;
  del.textContent = gone;
  after.before(behind ? ' ' : '', del, behind ? '' : ' ');
}
