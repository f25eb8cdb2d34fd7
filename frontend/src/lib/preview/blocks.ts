/**
 * Which words of an item's copy stand in which block of the page. Positions are those of the copy as
 * it is in the editor: they move along with every change that the desk has not answered yet.
 */

import type { ChangeDesc } from '@codemirror/state';

export interface Block {
  key: string;
  start: number;
  end: number;
}

/** Blocks `from` … `from + remove` were replaced; see desk.Patch. */
export interface Replaced {
  from: number;
  remove: number;
  blocks: readonly Block[];
  /** Not empty: all blocks were. */
  rows: string;
}

export class BlockMap {
  readonly #items = new Map<string, Block[]>();

  /** A new page. What is not on it has no blocks. */
  set(items: readonly { id: string; blocks: readonly Block[] }[]): void {
    this.#items.clear();
    for (const { id, blocks } of items) this.#items.set(id, blocks.map(place));
  }

  blocks(item: string): readonly Block[] {
    return this.#items.get(item) ?? [];
  }

  /** The copy changed. Words typed at a block's edge belong to it. */
  changed(item: string, changes: ChangeDesc): void {
    const blocks = this.#items.get(item);
    if (blocks !== undefined) this.#items.set(item, moved(blocks, changes));
  }

  /**
   * The desk answered. Its positions are those of the copy that it was sent; `later` is what was
   * typed since. Blocks that stay were moved by `changed` already: here the desk's own count, where
   * it gives one, wins.
   */
  replaced(item: string, { from, remove, blocks, rows }: Replaced, later: ChangeDesc | null): void {
    const fresh = later === null ? blocks.map(place) : moved(blocks, later);
    const before = this.#items.get(item) ?? [];
    this.#items.set(
      item,
      rows === '' ? [...before.slice(0, from), ...fresh, ...before.slice(from + remove)] : fresh,
    );
  }

  /** The block at a position of the copy; between two, the one before; null when there is none. */
  at(item: string, position: number): Block | null {
    const blocks = this.blocks(item);
    // The order on the page may be another one than in the copy: a story's picture stands first.
    const around = blocks.find(({ start, end }) => start <= position && position <= end);
    if (around !== undefined) return around;
    const before = blocks
      .filter(({ end }) => end < position)
      .reduce<Block | null>(
        (best, one) => (best === null || one.end > best.end ? one : best),
        null,
      );
    return before ?? blocks[0] ?? null;
  }

  find(item: string, key: string): Block | null {
    return this.blocks(item).find((block) => block.key === key) ?? null;
  }
}

const place = ({ key, start, end }: Block): Block => ({ key, start, end });

// A place behind the text is none: the end stands in for it, whatever went wrong before.
const moved = (blocks: readonly Block[], changes: ChangeDesc): Block[] =>
  blocks.map(({ key, start, end }) => ({
    key,
    start: changes.mapPos(Math.min(start, changes.length), -1),
    end: changes.mapPos(Math.min(end, changes.length), 1),
  }));
