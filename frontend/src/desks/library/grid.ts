/**
 * Where a key leads in a grid of cards; null when it leads nowhere. The cards' tops say which of them
 * stand in a row.
 */
export function moved(key: string, now: number, tops: readonly number[]): number | null {
  const last = tops.length - 1;
  const row = (from: number, step: 1 | -1): number | null => {
    const top = tops[now] ?? 0;
    let at = from;
    while (at >= 0 && at <= last && tops[at] === top) at += step;
    if (at < 0 || at > last) return null;
    // The same place in the other row, or its end.
    const first = tops.indexOf(tops[at] ?? 0);
    const column = now - tops.indexOf(top);
    return Math.min(first + column, tops.lastIndexOf(tops[at] ?? 0));
  };
  const to: Record<string, () => number | null> = {
    ArrowRight: () => (now < last ? now + 1 : null),
    ArrowLeft: () => (now > 0 ? now - 1 : null),
    ArrowDown: () => row(now, 1),
    ArrowUp: () => row(now, -1),
    Home: () => 0,
    End: () => last,
  };
  return to[key]?.() ?? null;
}
