/**
 * Two pages beside each other: what only the one says is struck there, what only the other says is
 * underlined there, and paragraphs that have something in common bear the same number, so that both can
 * be scrolled together.
 */

import { paragraphOf, rowsOf, steps, type Word, wordsOf, wrap } from './worddiff';

export interface BothMarked {
  from: string;
  to: string;
  /** Places where they differ: marked with `data-change`, from 1, on one side or on both. */
  changes: number;
}

/** A paragraph of a page, by its words. */
interface Block {
  element: Element | null;
  words: Word[];
  text: string;
}

const LOOK =
  '<style>ins{text-decoration:underline 2px;text-underline-offset:.2em;' +
  'background:color-mix(in srgb,green 14%,transparent)}' +
  'del{text-decoration:line-through;background:color-mix(in srgb,red 14%,transparent)}</style>';

/** The blocks of each item, in the order of the page. */
function itemsOf(page: Document): Map<string, Block[]> {
  const items = new Map<string, Block[]>();
  for (const row of rowsOf(page)) {
    const id = row.getAttribute('data-pos')?.split('/')[0] ?? '';
    const blocks = items.get(id) ?? [];
    items.set(id, blocks);
    for (const word of wordsOf(page, [row])) {
      const element = paragraphOf(word);
      const last = blocks.at(-1);
      if (last?.element === element) {
        last.words.push(word);
        last.text += ` ${word.text}`;
      } else blocks.push({ element, words: [word], text: word.text });
    }
  }
  return items;
}

/** The ids of both, as they follow each other on the right; what is gone comes where it was. */
function order(left: readonly string[], right: readonly string[]): string[] {
  const list = [...right];
  left.forEach((id, at) => {
    if (list.includes(id)) return;
    list.splice(at === 0 ? 0 : list.indexOf(left[at - 1] ?? '') + 1, 0, id);
  });
  return list;
}

/** Marks both pages. Beside a page that there is not, nothing differs. */
export function bothMarked(from: string, to: string): BothMarked {
  if (from === '' || to === '') return { from, to, changes: 0 };
  const parser = new DOMParser();
  const pages = [from, to].map((html) => parser.parseFromString(html, 'text/html'));
  const [left, right] = pages.map(itemsOf);
  if (left === undefined || right === undefined) return { from, to, changes: 0 };
  const marks = new Marks();
  for (const id of order([...left.keys()], [...right.keys()]))
    marks.item(left.get(id) ?? [], right.get(id) ?? []);
  marks.make();
  const [one = '', other = ''] = pages.map((page) => {
    page.head.insertAdjacentHTML('beforeend', LOOK);
    return `<!doctype html>${page.documentElement.outerHTML}`;
  });
  return { from: one, to: other, changes: marks.changes };
}

class Marks {
  changes = 0;
  #pairs = 0;
  /** Made in the end, and from the end: each splits the text that later words are in. */
  readonly #deeds: (() => void)[] = [];

  /** Paragraphs first, and words only where those differ: a long issue takes no longer than a short one. */
  item(left: readonly Block[], right: readonly Block[]): void {
    let [i, j] = [0, 0];
    const texts = (list: readonly Block[]): string[] => list.map(({ text }) => text);
    for (const { same, left: gone, right: come } of steps(texts(left), texts(right))) {
      for (let k = 0; k < same; k++) this.#pair(left[i + k]?.element, right[j + k]?.element);
      [i, j] = [i + same, j + same];
      this.#words(left.slice(i, i + gone), right.slice(j, j + come));
      [i, j] = [i + gone, j + come];
    }
  }

  make(): void {
    for (const deed of this.#deeds.reverse()) deed();
  }

  #words(left: readonly Block[], right: readonly Block[]): void {
    const [a, b] = [left, right].map((list) => list.flatMap(({ words }) => words));
    if (a === undefined || b === undefined) return;
    const texts = (list: readonly Word[]): string[] => list.map(({ text }) => text);
    let [i, j] = [0, 0];
    for (const { same, left: gone, right: come } of steps(texts(a), texts(b))) {
      for (let k = 0; k < same; k++) this.#pair(paragraphOf(a[i + k]), paragraphOf(b[j + k]));
      [i, j] = [i + same, j + same];
      if (gone > 0 || come > 0) this.changes++;
      const number = String(this.changes);
      for (const word of a.slice(i, i + gone)) this.#deeds.push(() => wrap(word, 'del', number));
      for (const word of b.slice(j, j + come)) this.#deeds.push(() => wrap(word, 'ins', number));
      [i, j] = [i + gone, j + come];
    }
  }

  /** Each paragraph has one beside it: the first that it shares words with. */
  #pair(one: Element | null | undefined, other: Element | null | undefined): void {
    if (!one || !other || one.hasAttribute('data-pair') || other.hasAttribute('data-pair')) return;
    const number = String(++this.#pairs);
    one.setAttribute('data-pair', number);
    other.setAttribute('data-pair', number);
  }
}
