/** The places of a comparison that next and previous go to, in reading order. */

import type { Compared, ComparedItem } from './shapes';

/** What is said of an item as a whole. */
export type Note = 'moved' | 'added' | 'removed' | 'kind';

export type Stop =
  | { kind: 'head'; index: number }
  /** The item stands elsewhere, is new, is gone, or is of another kind. */
  | { kind: Note; item: string }
  | { kind: 'picture'; item: string; index: number }
  | { kind: 'text'; item: string; index: number };

/** Whether there is nothing to show of an item. */
export const isSame = (item: ComparedItem): boolean =>
  stopsOfItem(item).length === 0 && item.lost !== true;

/** Whether it was of another kind. */
const isOther = ({ kind_from = '' }: ComparedItem): boolean => kind_from !== '';

/** What is said of an item as a whole, in the order of its stops. */
export const notesOf = (item: ComparedItem): Note[] =>
  stopsOfItem(item).flatMap(({ kind }) =>
    kind === 'head' || kind === 'picture' || kind === 'text' ? [] : [kind],
  );

export function stopsOfItem(item: ComparedItem): Stop[] {
  const { id, state, moved, changes, pictures } = item;
  const list: Stop[] = [];
  if (moved) list.push({ kind: 'moved', item: id });
  // A whole item that comes or goes is one change, however many words it has.
  if (state === 'added' || state === 'removed') return [...list, { kind: state, item: id }];
  if (isOther(item)) list.push({ kind: 'kind', item: id });
  pictures.forEach((_, index) => list.push({ kind: 'picture', item: id, index }));
  changes.forEach((_, index) => list.push({ kind: 'text', item: id, index }));
  return list;
}

export function stopsOf({ head, items }: Compared): Stop[] {
  const ofHead = head.map((_, index): Stop => ({ kind: 'head', index }));
  return [...ofHead, ...items.flatMap(stopsOfItem)];
}

/** Two comparisons may have the same place: so it is found again when one is made anew. */
export const keyOf = (stop: Stop): string => Object.values(stop).map(String).join('/');
