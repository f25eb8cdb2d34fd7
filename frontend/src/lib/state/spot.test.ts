import { expect, test, vi } from 'vitest';

import { readSpot, spotKeeper } from './spot';

const spot = { desk: 'write', issue: 'i74', item: 'a', caret: 12 } as const;

test('the place is told while someone types on, and not at every key', async () => {
  vi.useFakeTimers();
  const told: string[] = [];
  const keep = spotKeeper((text) => {
    told.push(text);
    return Promise.resolve();
  });
  for (let caret = 0; caret < 40; caret++) {
    keep({ ...spot, caret });
    await vi.advanceTimersByTimeAsync(10);
  }
  await vi.runAllTimersAsync();
  vi.useRealTimers();
  expect(told.length).toBeLessThan(5);
  expect(readSpot(told.at(-1) ?? '')).toEqual({ ...spot, caret: 39 });
});

test('what is no place is none', () => {
  for (const kept of [
    '',
    'null',
    '{}',
    '[1]',
    JSON.stringify({ ...spot, desk: 'attic' }),
    JSON.stringify({ ...spot, caret: 'x' }),
  ])
    expect(readSpot(kept)).toBeNull();
});
