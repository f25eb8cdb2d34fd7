/** Two pages that are scrolled together: which height of the one stands beside which of the other. */

/** A height of each page that belong together, in pixels. */
export type Pair = readonly [one: number, other: number];

/**
 * The pairs of two pages by their numbers, from the top to the bottom of both. What was moved cannot
 * stand beside itself: as many as can keep their order do.
 */
export function pairsOf(one: ReadonlyMap<string, number>, other: Map<string, number>): Pair[] {
  const all: Pair[] = [];
  for (const [number, top] of one) {
    const beside = other.get(number);
    if (beside !== undefined) all.push([top, beside]);
  }
  all.sort((a, b) => a[0] - b[0]);
  // The longest run of them that rises on the other side, too.
  const lengths: number[] = [];
  const before: number[] = [];
  let best = -1;
  all.forEach(([, top], k) => {
    lengths[k] = 1;
    before[k] = -1;
    for (let n = 0; n < k; n++)
      if ((all[n]?.[1] ?? 0) < top && (lengths[n] ?? 0) >= (lengths[k] ?? 0)) {
        lengths[k] = (lengths[n] ?? 0) + 1;
        before[k] = n;
      }
    if (best < 0 || (lengths[k] ?? 0) > (lengths[best] ?? 0)) best = k;
  });
  const run: Pair[] = [];
  for (let k = best; k >= 0; k = before[k] ?? -1) {
    const pair = all[k];
    if (pair !== undefined) run.unshift(pair);
  }
  return run;
}

/** The height of the other page that stands beside a height of the one. */
export function beside(at: number, pairs: readonly Pair[]): number {
  let [low, lowOther] = [0, 0];
  for (const [one, other] of pairs) {
    if (one > at) {
      const share = one === low ? 0 : (at - low) / (one - low);
      return lowOther + share * (other - lowOther);
    }
    [low, lowOther] = [one, other];
  }
  return lowOther + at - low;
}

/** The same pairs, seen from the other page. */
export const turned = (pairs: readonly Pair[]): Pair[] =>
  pairs.map(([one, other]) => [other, one] as const);
