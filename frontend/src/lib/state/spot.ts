/** Where the person is, for the case that the page has to be started again. */

import { desks, type Desk } from './workspace.svelte';

export interface Spot {
  desk: Desk;
  issue: string;
  item: string;
  caret: number;
}

/** How long the caret has to stay where it is before it is told. */
const REST = 150;

/** Tells the program where the caret is, when it has come to rest: a key must not wait for that. */
export function spotKeeper(keep: (spot: string) => Promise<void>): (spot: Spot) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Spot | null = null;
  return (spot) => {
    last = spot;
    // Someone who types without a rest is told of all the same.
    timer ??= setTimeout(() => {
      timer = undefined;
      void keep(JSON.stringify(last)).catch(() => undefined);
    }, REST);
  };
}

/** Reads what was kept; null when it is none. */
export function readSpot(kept: string): Spot | null {
  try {
    const { desk, issue, item, caret } = JSON.parse(kept) as Record<string, unknown>;
    const known = desks.find((one) => one === desk);
    const isSpot = typeof issue === 'string' && typeof item === 'string' && Number.isInteger(caret);
    return known !== undefined && isSpot
      ? { desk: known, issue, item, caret: Number(caret) }
      : null;
  } catch {
    return null;
  }
}
