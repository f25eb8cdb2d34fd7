/** Which lines stand beside which: the blocks that changed, as the merge view lays them out. */

import { Chunk } from '@codemirror/merge';
import type { Text } from '@codemirror/state';

import type { TextChange } from './shapes';

/** Lines of both sides that stand beside each other; `to` is one past the last line. */
export interface Block {
  fromA: number;
  toA: number;
  fromB: number;
  toB: number;
}

/** A change, and its number among all that were told. */
export type Numbered = TextChange & { number: number };

/** The changes as far as they are in the texts, in their order: a wrong one must not break the page. */
export function fitting(changes: readonly TextChange[], from: string, to: string): Numbered[] {
  const list: Numbered[] = [];
  let [atA, atB] = [0, 0];
  changes.forEach((change, number) => {
    const { from_start, from_end, to_start, to_end } = change;
    if (from_start < atA || to_start < atB || from_end < from_start || to_end < to_start) return;
    if (from_end > from.length || to_end > to.length) return;
    list.push({ ...change, number });
    [atA, atB] = [from_end, to_end];
  });
  return list;
}

/** The lines that one change is in, on both sides. */
function linesOf(change: TextChange, a: Text, b: Text): Block {
  const { from_start, from_end, to_start, to_end } = change;
  const startA = a.lineAt(from_start);
  const startB = b.lineAt(to_start);
  const endA = a.lineAt(from_end);
  const endB = b.lineAt(to_end);
  // Whole lines that come or go are beside nothing, and not beside the line that follows them.
  const begins = startA.from === from_start && startB.from === to_start;
  const ends = endA.from === from_end && endB.from === to_end;
  if (begins && ends) return { fromA: from_start, toA: from_end, fromB: to_start, toB: to_end };
  // The same at the end of a line: the break belongs to what comes.
  const behind = startA.to === from_start && startB.to === to_start;
  if (behind && endA.to === from_end && endB.to === to_end && !begins)
    return { fromA: startA.to + 1, toA: endA.to + 1, fromB: startB.to + 1, toB: endB.to + 1 };
  return { fromA: startA.from, toA: endA.to + 1, fromB: startB.from, toB: endB.to + 1 };
}

/**
 * The blocks of lines with changes in them, in order. Two are one only when they share a line, so that
 * every paragraph stands beside its own, even where all of them changed.
 */
export function blocksOf(changes: readonly TextChange[], a: Text, b: Text): Block[] {
  const list: Block[] = [];
  for (const change of changes) {
    const next = linesOf(change, a, b);
    const last = list.at(-1);
    if (last !== undefined && (next.fromA < last.toA || next.fromB < last.toB)) {
      last.toA = Math.max(last.toA, next.toA);
      last.toB = Math.max(last.toB, next.toB);
    } else list.push(next);
  }
  return list;
}

/** The blocks for the merge view. What is changed in them is marked by `marks.ts`. */
export const chunksOf = (blocks: readonly Block[]): Chunk[] =>
  blocks.map(({ fromA, toA, fromB, toB }) => new Chunk([], fromA, toA, fromB, toB));
