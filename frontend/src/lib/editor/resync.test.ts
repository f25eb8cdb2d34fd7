import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';

import { difference } from './resync';

const apply = (before: string, change: ReturnType<typeof difference>): string =>
  change === null ? before : before.slice(0, change.from) + change.insert + before.slice(change.to);

test('only what differs is touched', () => {
  expect(difference('The tide turns', 'The tide never turns')).toEqual({
    from: 9,
    to: 9,
    insert: 'never ',
  });
  expect(difference('same', 'same')).toBeNull();
});

test('no character is cut in half', () => {
  const change = difference('a😀b', 'a😁b');
  expect(change).toEqual({ from: 1, to: 3, insert: '😁' });
});

test('it always makes the one of the other', () => {
  let seed = 7;
  const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const pieces = ['a', '😀', '😁', '\n', 'e\u0301', 'שלום', '**', ' '];
  const text = (): string =>
    Array.from({ length: random(12) }, () => pieces[random(pieces.length)]).join('');
  for (let n = 0; n < 2000; n++) {
    const [before, after] = [text(), text()];
    const change = difference(before, after);
    expect(apply(before, change)).toBe(after);
    if (change === null) continue;
    // A document of the editor takes it: both sides of the change are whole characters.
    expect(Text.of([before.slice(0, change.from)]).toString()).not.toMatch(/[\ud800-\udbff]$/);
  }
});
