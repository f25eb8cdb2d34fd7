/** The places of a comparison that next and previous go to, in reading order. */

import type { Compared, ComparedItem, ComparedPicture, HeadChange } from './shapes';

export type Stop =
  | { kind: 'head'; name: string }
  /** The item stands elsewhere, is new, or is gone. */
  | { kind: 'moved' | 'added' | 'removed'; item: string }
  | { kind: 'picture'; item: string; index: number }
  | { kind: 'text'; item: string; index: number };

/** The pictures of an item that are others now. */
export const changedPictures = ({ pictures }: ComparedItem): ComparedPicture[] =>
  pictures.filter(({ from, to }) => from !== to);

export const changedHead = (head: readonly HeadChange[]): HeadChange[] =>
  head.filter(({ from, to }) => from !== to);

/** Whether there is nothing to show of an item. */
export const isSame = (item: ComparedItem): boolean => stopsOfItem(item).length === 0;

export function stopsOfItem(item: ComparedItem): Stop[] {
  const { id, state, moved, changes } = item;
  const list: Stop[] = [];
  if (moved) list.push({ kind: 'moved', item: id });
  // A whole item that comes or goes is one change, however many words it has.
  if (state === 'added' || state === 'removed') return [...list, { kind: state, item: id }];
  changedPictures(item).forEach((_, index) => list.push({ kind: 'picture', item: id, index }));
  changes.forEach((_, index) => list.push({ kind: 'text', item: id, index }));
  return list;
}

export function stopsOf({ head, items }: Compared): Stop[] {
  const ofHead = changedHead(head).map(({ name }): Stop => ({ kind: 'head', name }));
  return [...ofHead, ...items.flatMap(stopsOfItem)];
}

/** Two comparisons may have the same place: so it is found again when one is made anew. */
export const keyOf = (stop: Stop): string => Object.values(stop).map(String).join('/');
