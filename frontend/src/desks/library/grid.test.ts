import { expect, test } from 'vitest';

import { moved } from './grid';

// Three in a row, and one below.
const tops = [0, 0, 0, 200];

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 3, null],
  ['ArrowLeft', 3, 2],
  ['ArrowDown', 0, 3],
  ['ArrowDown', 2, 3],
  ['ArrowDown', 3, null],
  ['ArrowUp', 3, 0],
  ['ArrowUp', 1, null],
  ['Home', 3, 0],
  ['End', 0, 3],
  ['x', 0, null],
])('%s from %i leads to %s', (key, from, to) => {
  expect(moved(key, from, tops)).toBe(to);
});
