import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { SuggestedEdit } from '../editor/notes';
import { Suggesting } from './suggesting';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const edit = (insert: string): SuggestedEdit => ({ id: insert, start: 0, end: 0, insert });

interface Call {
  item: string;
  version: number;
  inserts: string;
  answer: (stale?: boolean) => Promise<void>;
  refuse: () => Promise<void>;
}

function setUp(version: (item: string) => number | null = () => 7): {
  suggesting: Suggesting;
  calls: Call[];
  last: () => Call;
  sent: string[];
  failed: unknown[];
} {
  const calls: Call[] = [];
  const sent: string[] = [];
  const failed: unknown[] = [];
  const rest = async (): Promise<void> => {
    await vi.advanceTimersByTimeAsync(0);
  };
  const suggest = (_: string, item: string, at: number, edits: SuggestedEdit[]) =>
    new Promise<{ stale: boolean }>((resolve, reject) => {
      const inserts = edits.map(({ insert }) => insert).join();
      calls.push({
        ...{ item, version: at, inserts },
        answer: (stale = false) => (resolve({ stale }), rest()),
        refuse: () => (reject(new Error('The disk is full.')), rest()),
      });
    });
  const host = {
    version,
    settled: () => Promise.resolve(true),
    sent: (item: string) => sent.push(item),
    failed: (reason: unknown) => failed.push(reason),
    recovered: () => failed.push('recovered'),
  };
  const suggesting = new Suggesting('issue', { suggest }, host);
  const last = (): Call => calls.at(-1) ?? expect.fail('nothing was sent');
  return { suggesting, calls, last, sent, failed };
}

test('of an item one call is in flight, and then the latest list goes', async () => {
  const { suggesting, calls, last, sent } = setUp();
  suggesting.set('a', [edit('one')], 1);
  await vi.advanceTimersByTimeAsync(0);
  suggesting.set('a', [edit('two')], 2);
  suggesting.set('a', [edit('three')], 3);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(calls.map(({ inserts }) => inserts)).toEqual(['one']);
  expect(suggesting.round('a')).toBe(0);
  await last().answer();
  expect(calls.map(({ inserts }) => inserts)).toEqual(['one', 'three']);
  expect(suggesting.round('a')).toBe(1);
  expect(suggesting.isBusy('a')).toBe(true);
  await last().answer();
  expect(suggesting.round('a')).toBe(3);
  expect(suggesting.isBusy('a')).toBe(false);
  expect(sent).toEqual(['a']);
});

test('items do not wait for one another', async () => {
  const { suggesting, calls } = setUp();
  suggesting.set('a', [edit('one')], 1);
  suggesting.set('b', [], 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(calls.map(({ item, inserts }) => `${item} ${inserts}`)).toEqual(['a one', 'b ']);
  await calls[1]?.answer();
  expect([suggesting.isBusy('a'), suggesting.isBusy('b')]).toEqual([true, false]);
});

test('an answer that it is stale is tried again with the version of then', async () => {
  let version = 7;
  const { suggesting, calls, last, failed } = setUp(() => version);
  suggesting.set('a', [edit('one')], 1);
  await vi.advanceTimersByTimeAsync(0);
  await last().answer(true);
  version = 8;
  expect(suggesting.isBusy('a')).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(calls.map((call) => [call.version, call.inserts])).toEqual([
    [7, 'one'],
    [8, 'one'],
  ]);
  await last().answer();
  expect(suggesting.round('a')).toBe(1);
  expect(failed).toEqual([]);
});

test('while words of the copy are on their way nothing is sent, and a later list takes the place', async () => {
  let version: number | null = null;
  const { suggesting, calls } = setUp(() => version);
  suggesting.set('a', [edit('one')], 1);
  await vi.advanceTimersByTimeAsync(300);
  suggesting.set('a', [edit('two')], 2);
  expect(calls).toEqual([]);
  version = 9;
  await vi.advanceTimersByTimeAsync(400);
  expect(calls.map((call) => [call.version, call.inserts])).toEqual([[9, 'two']]);
});

test('what fails is tried again, ever more slowly, until it is there; nobody is told of a moment', async () => {
  const { suggesting, calls, last, failed } = setUp();
  suggesting.set('a', [edit('one')], 1);
  await vi.advanceTimersByTimeAsync(0);
  await last().refuse();
  await vi.advanceTimersByTimeAsync(400);
  expect(calls).toHaveLength(2);
  await last().refuse();
  await vi.advanceTimersByTimeAsync(400);
  expect(calls).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(400);
  expect(calls).toHaveLength(3);
  await last().answer();
  expect(suggesting.round('a')).toBe(1);
  expect(failed).toEqual([]);
});

/** The desk refuses all of item a, as often as it is tried. */
async function refused(): Promise<ReturnType<typeof setUp>> {
  const all = setUp();
  all.suggesting.set('a', [edit('much')], 1);
  await vi.advanceTimersByTimeAsync(0);
  for (let n = 0; n < 4; n++) {
    await all.last().refuse();
    await vi.advanceTimersByTimeAsync(5000);
  }
  expect(all.calls).toHaveLength(4);
  expect(all.failed).toHaveLength(1);
  return all;
}

test('what is refused again and again is told once, kept, and tried with the next change', async () => {
  const { suggesting, calls, last, failed } = await refused();
  await vi.advanceTimersByTimeAsync(40_000);
  expect(calls).toHaveLength(4);
  expect(suggesting.isBusy('a')).toBe(true);
  suggesting.set('a', [edit('less')], 2);
  suggesting.set('a', [edit('little')], 3);
  await vi.advanceTimersByTimeAsync(400);
  expect(calls.slice(4).map(({ inserts }) => inserts)).toEqual(['little']);
  await last().refuse();
  expect(failed).toEqual([expect.any(Error)]);
  suggesting.set('a', [], 4);
  await vi.advanceTimersByTimeAsync(400);
  await last().answer();
  expect(suggesting.round('a')).toBe(4);
  expect(failed).toEqual([expect.any(Error), 'recovered']);
  expect(suggesting.isBusy('a')).toBe(false);
});

test('what is refused is tried rarely without a change, and when it is waited for', async () => {
  const { suggesting, calls, last, failed } = await refused();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(calls).toHaveLength(5);
  await last().refuse();
  const there = suggesting.settled();
  await vi.advanceTimersByTimeAsync(0);
  expect(calls).toHaveLength(6);
  await last().refuse();
  // Nobody waits two seconds for what is refused.
  expect(await there).toBe(false);
  expect(failed).toHaveLength(1);
});

test('it is settled when all is there, and not after two seconds of waiting', async () => {
  const { suggesting, last } = setUp();
  expect(await suggesting.settled()).toBe(true);
  suggesting.set('a', [edit('one')], 1);
  const late = suggesting.settled();
  await vi.advanceTimersByTimeAsync(2000);
  expect(await late).toBe(false);
  const soon = suggesting.settled();
  await last().answer();
  expect(await soon).toBe(true);
});

test('of an item that is no more nothing is tried again', async () => {
  const { suggesting, calls, last, sent } = setUp();
  suggesting.set('a', [edit('one')], 1);
  await vi.advanceTimersByTimeAsync(0);
  suggesting.set('a', [edit('two')], 2);
  suggesting.forget('a');
  await last().refuse();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(calls).toHaveLength(1);
  expect([suggesting.isBusy('a'), sent]).toEqual([false, ['a']]);
  // Put back, it is an item as before.
  suggesting.set('a', [edit('three')], 3);
  await vi.advanceTimersByTimeAsync(0);
  await last().refuse();
  await vi.advanceTimersByTimeAsync(400);
  expect(calls.map(({ inserts }) => inserts)).toEqual(['one', 'three', 'three']);
});
