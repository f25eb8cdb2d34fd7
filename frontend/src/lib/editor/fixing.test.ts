import { ChangeSet } from '@codemirror/state';
import { expect, test } from 'vitest';

import type { FlightFinding } from '../backend';
import { joined, shifted, stands } from './fixing';

const finding = (change: Partial<FlightFinding>): FlightFinding => ({
  check: 'word.repeated',
  severity: 'warning',
  item: 1,
  item_id: 'a',
  headline: 'Pier Pressure',
  section: '',
  part: '',
  line: 1,
  column: 1,
  words: 'the the',
  context: '',
  why: '',
  start: 5,
  end: 12,
  fix: { label: 'the', edits: [{ item_id: 'a', start: 5, end: 12, insert: 'the' }] },
  ...change,
});
const text = 'Near the the pier';

test('a finding moves with what is typed before it, and stays in itself at its edges', () => {
  const before = ChangeSet.of({ from: 0, insert: 'Very ' }, text.length);
  expect(shifted(finding({}), 'a', before)).toMatchObject({
    start: 10,
    end: 17,
    fix: { edits: [{ start: 10, end: 17 }] },
  });
  const edges = ChangeSet.of(
    [
      { from: 5, insert: 'x' },
      { from: 12, insert: 'y' },
    ],
    text.length,
  );
  expect(shifted(finding({}), 'a', edges)).toMatchObject({ start: 6, end: 13 });
});

test('a change of another item leaves it where it is, and moves what its fix does there', () => {
  const both = [
    { item_id: 'a', start: 5, end: 12, insert: 'the' },
    { item_id: 'b', start: 3, end: 4, insert: '' },
  ];
  const other = ChangeSet.of({ from: 0, insert: '__' }, 9);
  const moved = shifted(finding({ fix: { label: '', edits: both } }), 'b', other);
  expect(moved).toMatchObject({ start: 5, end: 12 });
  expect(moved.fix?.edits.map(({ start }) => start)).toEqual([5, 5]);
});

test('of a place past the text nothing is left', () => {
  const short = ChangeSet.of({ from: 0, insert: 'x' }, 8);
  expect(shifted(finding({}), 'a', short)).toMatchObject({ start: -1, end: -1, fix: null });
});

test('words stand where they are said to stand, or not', () => {
  expect(stands(finding({}), text)).toBe(true);
  expect(stands(finding({}), 'Near that the pier')).toBe(false);
  expect(stands(finding({ start: -1, end: -1 }), '')).toBe(true);
});

test('joined fixes do not cut into each other, and the same edit is made once', () => {
  const edit = (start: number, end: number, insert = '') => ({ item_id: 'a', start, end, insert });
  const of = (...edits: ReturnType<typeof edit>[]) => finding({ fix: { label: '', edits } });
  const all = [of(edit(0, 4)), of(edit(2, 6)), of(edit(0, 4), edit(8, 9)), finding({ fix: null })];
  const { edits, mended } = joined(all);
  expect(edits.get('a')).toEqual([edit(0, 4), edit(8, 9)]);
  expect(mended).toEqual([all[0], all[2]]);
});
