import { ChangeSet, Text } from '@codemirror/state';
import { expect, test } from 'vitest';

import { difference, differences } from './resync';

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
    const all = ChangeSet.of(differences(before, after), before.length);
    const doc = all.apply(Text.of(before.split('\n')));
    expect(doc.toString()).toBe(after);
    if (change === null) continue;
    // A document of the editor takes it: both sides of the change are whole characters.
    expect(Text.of([before.slice(0, change.from)]).toString()).not.toMatch(/[\ud800-\udbff]$/);
  }
});

test('two changes that are far from one another are two', () => {
  const before = 'The tide turns.\n\nThe ferry waits.\n\nThe quay is wet.';
  const after = before.replace('turns', 'turned').replace('wet', 'dry');
  expect(differences(before, after).map(({ insert }) => insert)).toEqual(['ed', 'dry']);
});

test('lines that changed places are made of one another all the same', () => {
  const lines = ['first line', 'second line', 'third line', '', 'second line', 'last line'];
  let seed = 3;
  const random = (n: number): number => (seed = (seed * 48_271) % 2_147_483_647) % n;
  const text = (): string =>
    Array.from({ length: random(9) }, () => lines[random(lines.length)]).join('\n');
  for (let n = 0; n < 2000; n++) {
    const [before, after] = [text(), text()];
    const all = ChangeSet.of(differences(before, after), before.length);
    expect(all.apply(Text.of(before.split('\n'))).toString()).toBe(after);
  }
});
