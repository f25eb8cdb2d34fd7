import { ChangeSet } from '@codemirror/state';
import { expect, test } from 'vitest';

import { BlockMap } from './blocks';

// “One two.\n\nThree four.\n\nFive.” is 27 long.
const LENGTH = 27;
const blocks = [
  { key: 'a', start: 0, end: 8 },
  { key: 'b', start: 10, end: 21 },
  { key: 'c', start: 23, end: 27 },
];

function map(): BlockMap {
  const made = new BlockMap();
  made.set([{ id: 'item', blocks }]);
  return made;
}

test.each([
  [0, 'a'],
  [8, 'a'],
  [9, 'a'],
  [10, 'b'],
  [27, 'c'],
  [99, 'c'],
])('position %i is in block %s', (position, key) => {
  expect(map().at('item', position)?.key).toBe(key);
});

test('nothing is found where nothing is', () => {
  expect(map().at('other', 0)).toBeNull();
  expect(map().find('item', 'z')).toBeNull();
});

test('before the first block the first one is meant', () => {
  const late = new BlockMap();
  late.set([{ id: 'item', blocks: [{ key: 'a', start: 5, end: 9 }] }]);
  expect(late.at('item', 1)?.key).toBe('a');
});

test('positions move with what is typed; words at an edge belong to the block', () => {
  const made = map();
  made.changed('item', ChangeSet.of({ from: 8, insert: '!!' }, LENGTH));
  made.changed('item', ChangeSet.of({ from: 12, insert: 'x' }, LENGTH + 2));
  expect(made.blocks('item')).toEqual([
    { key: 'a', start: 0, end: 10 },
    { key: 'b', start: 12, end: 24 },
    { key: 'c', start: 26, end: 30 },
  ]);
});

test('an answer’s own positions are moved by what was typed since', () => {
  const made = map();
  const sent = ChangeSet.of({ from: 10, to: 15, insert: 'Thirteen' }, LENGTH);
  made.changed('item', sent);
  const later = ChangeSet.of({ from: 0, insert: 'So: ' }, sent.newLength);
  made.changed('item', later);
  made.replaced(
    'item',
    { from: 1, remove: 1, rows: '', blocks: [{ key: 'd', start: 10, end: 24 }] },
    later,
  );
  expect(made.blocks('item')).toEqual([
    { key: 'a', start: 0, end: 12 },
    { key: 'd', start: 14, end: 28 },
    { key: 'c', start: 30, end: 34 },
  ]);
});

test('with rows all blocks are new', () => {
  const made = map();
  const only = [{ key: 'z', start: 0, end: 27 }];
  made.replaced('item', { from: 0, remove: 0, rows: '<tr></tr>', blocks: only }, null);
  expect(made.blocks('item')).toEqual(only);
});
