/**
 * Which stretches of the page somebody said something about. Places are those of the copy as it is in
 * the editor: they move along with what is typed, as the blocks do.
 */

import type { ChangeDesc } from '@codemirror/state';

import type { Block } from './blocks';
import type { Units } from './shown';

export type Look = 'comment' | 'comment-chosen' | 'suggestion' | 'suggestion-chosen';

/** Words of one block that are marked. */
export interface Stretch extends Units {
  look: Look;
  /** data-pos of the block. */
  pos: string;
  /** The block's copy, in which from and to are. */
  copy: string;
}

interface Said {
  id: string;
  start: number;
  end: number;
}

/** What is said about an item's copy; see editor/notes.ts. */
export interface SaidOf {
  comments: readonly (Said & { open: boolean })[];
  suggestions: readonly Said[];
  chosen: string | null;
}

interface Place extends Units {
  look: Look;
}

export class NoteMap {
  readonly #items = new Map<string, Place[]>();

  /** All that is said about an item. */
  set(item: string, { comments, suggestions, chosen }: SaidOf): void {
    const look = (one: Said, of: 'comment' | 'suggestion'): Place => ({
      look: one.id === chosen ? `${of}-chosen` : of,
      from: one.start,
      to: one.end,
    });
    const places = [
      ...comments.filter(({ open }) => open).map((one) => look(one, 'comment')),
      ...suggestions.map((one) => look(one, 'suggestion')),
    ].filter(({ from, to }) => from < to);
    if (places.length === 0) this.#items.delete(item);
    else this.#items.set(item, places);
  }

  get isEmpty(): boolean {
    return this.#items.size === 0;
  }

  /** The copy changed. Words typed at a note's edge are not a part of it. */
  changed(item: string, changes: ChangeDesc): void {
    const places = this.#items.get(item);
    if (places === undefined) return;
    const at = (position: number, side: 1 | -1): number =>
      changes.mapPos(Math.min(position, changes.length), side);
    this.#items.set(
      item,
      places.map(({ look, from, to }) => ({ look, from: at(from, 1), to: at(to, -1) })),
    );
  }

  /** What is to be marked, block by block. */
  stretches(
    blocksOf: (item: string) => readonly Block[],
    copyOf: (item: string) => string,
  ): Stretch[] {
    return Array.from(this.#items, ([item, places]) => {
      const text = copyOf(item);
      return blocksOf(item).flatMap(({ key, start, end }) => {
        const copy = text.slice(start, end);
        return places
          .filter(({ from, to }) => Math.max(from, start) < Math.min(to, end))
          .map(({ look, from, to }) => ({
            look,
            pos: `${item}/${key}`,
            copy,
            from: Math.max(from, start) - start,
            to: Math.min(to, end) - start,
          }));
      });
    }).flat();
  }
}
