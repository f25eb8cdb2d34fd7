import { expect, test } from 'vitest';

import { beside, pairsOf, turned } from './together';

const tops = (...list: [string, number][]): Map<string, number> => new Map(list);

test('what belongs together stands beside itself', () => {
  const pairs = pairsOf(tops(['1', 10], ['2', 100]), tops(['1', 20], ['2', 300], ['3', 400]));
  expect(pairs).toEqual([
    [10, 20],
    [100, 300],
  ]);
  expect([0, 10, 55, 100, 150].map((at) => beside(at, pairs))).toEqual([0, 20, 160, 300, 350]);
  expect(beside(beside(70, pairs), turned(pairs))).toBeCloseTo(70);
});

test('what was moved does not turn the others around', () => {
  const left = tops(['1', 0], ['2', 100], ['3', 200], ['4', 300]);
  expect(pairsOf(left, tops(['2', 0], ['3', 100], ['4', 200], ['1', 300]))).toEqual([
    [100, 0],
    [200, 100],
    [300, 200],
  ]);
  expect(pairsOf(tops(), tops(['1', 5]))).toEqual([]);
});

test('the further down here, the further down there', () => {
  const pairs = pairsOf(tops(['1', 50], ['2', 60]), tops(['1', 500], ['2', 501]));
  let last = -1;
  for (let at = 0; at < 200; at++) {
    const there = beside(at, pairs);
    expect(there).toBeGreaterThan(last);
    last = there;
  }
});
