import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { FlightFinding } from '../backend';
import { Margin, REST } from './margin';

const one = [{ words: 'teh' }] as unknown as FlightFinding[];
let version: number | null;
let asked: [string, number][];
let marked: [string, readonly FlightFinding[]][];
let answer: () => Promise<FlightFinding[] | null>;
let margin: Margin;

beforeEach(() => {
  vi.useFakeTimers();
  version = 1;
  asked = [];
  marked = [];
  answer = () => Promise.resolve(one);
  margin = new Margin({
    item: (item, of) => {
      asked.push([item, of]);
      return answer();
    },
    version: () => version,
    mark: (item, found) => marked.push([item, found]),
  });
});
afterEach(() => void vi.useRealTimers());

test('an item is judged when it is opened, and again when typing rests', async () => {
  margin.opened('a');
  await vi.advanceTimersByTimeAsync(0);
  expect(marked).toEqual([['a', one]]);
  margin.changed('a');
  await vi.advanceTimersByTimeAsync(REST - 50);
  margin.changed('a');
  await vi.advanceTimersByTimeAsync(REST - 50);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(50);
  expect(asked).toHaveLength(2);
});

test('it waits for the desk to have all of the text', async () => {
  version = null;
  margin.opened('a');
  await vi.advanceTimersByTimeAsync(REST);
  expect(asked).toEqual([]);
  version = 7;
  await vi.advanceTimersByTimeAsync(REST);
  expect(asked).toEqual([['a', 7]]);
});

test('an answer about a text that was changed meanwhile marks nothing', async () => {
  let finish: (found: FlightFinding[]) => void = () => undefined;
  answer = () => new Promise((resolve) => (finish = resolve));
  margin.opened('a');
  await vi.advanceTimersByTimeAsync(0);
  margin.changed('a');
  finish(one);
  await vi.advanceTimersByTimeAsync(0);
  expect(marked).toEqual([]);
});

test('a change of an item that is not open asks nothing, and a failure marks nothing', async () => {
  margin.opened('a');
  await vi.advanceTimersByTimeAsync(0);
  margin.changed('b');
  answer = () => Promise.reject(new Error('away'));
  margin.again();
  await vi.advanceTimersByTimeAsync(REST);
  expect(marked).toHaveLength(1);
  margin.stop();
});
