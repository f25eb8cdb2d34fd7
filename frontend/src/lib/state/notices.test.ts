import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Fault } from '../backend/fault';
import { Notices } from './notices.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const texts = (notices: Notices): string[] => notices.list.map(({ text }) => text);

test('a notice goes by itself, an error stays until it was read', () => {
  const notices = new Notices();
  notices.done('Copied.');
  const error = notices.fault(new Fault('full', 'The disk is full.', 'Make room.'));
  vi.advanceTimersByTime(60_000);
  expect(texts(notices)).toEqual(['The disk is full.']);
  notices.dismiss(error);
  expect(notices.list).toEqual([]);
});

test('what went wrong and cost nobody anything goes by itself too', async () => {
  const notices = new Notices();
  const fails = (): Promise<never> => Promise.reject(new Fault('x', 'No network.', 'Try later.'));
  expect(await notices.told(fails, false)).toBe(false);
  expect(notices.list.map(({ kind }) => kind)).toEqual(['error']);
  vi.advanceTimersByTime(60_000);
  expect(notices.list).toEqual([]);
});

test('what it offers is done once', () => {
  const notices = new Notices();
  const run = vi.fn();
  const id = notices.done('Deleted.', { label: 'Undo', run });
  notices.act(id);
  notices.act(id);
  expect(run).toHaveBeenCalledOnce();
  expect(notices.list).toEqual([]);
});

test('while it is looked at it stays', () => {
  const notices = new Notices();
  const id = notices.done('Copied.');
  notices.hold(id);
  vi.advanceTimersByTime(60_000);
  expect(texts(notices)).toEqual(['Copied.']);
  notices.release(id);
  vi.advanceTimersByTime(60_000);
  expect(notices.list).toEqual([]);
});

test('the same trouble twice is one notice', () => {
  const notices = new Notices();
  notices.fault(new Fault('full', 'The disk is full.', ''));
  notices.fault(new Fault('full', 'The disk is full.', ''));
  expect(notices.list).toHaveLength(1);
});

test('of many the oldest go, and errors are the last to', () => {
  const notices = new Notices();
  notices.fault(new Fault('full', 'The disk is full.', ''));
  for (const text of ['1', '2', '3', '4', '5']) notices.done(text);
  expect(texts(notices)).toEqual(['The disk is full.', '4', '5']);
});

test('told says what went wrong, and whether it did', async () => {
  const notices = new Notices();
  expect(await notices.told(() => Promise.resolve())).toBe(true);
  expect(await notices.told(() => Promise.reject(new Fault('x', 'No.', '')))).toBe(false);
  expect(texts(notices)).toEqual(['No.']);
});

test('what has to be read stays until it was', () => {
  const notices = new Notices();
  const id = notices.lasting('Mended.', null, 'All of it is here.');
  notices.hold(id);
  notices.release(id);
  vi.advanceTimersByTime(3_600_000);
  expect(notices.list.map(({ text }) => text)).toEqual(['Mended.']);
  notices.dismiss(id);
  expect(notices.list).toEqual([]);
});

test('Escape takes what is in passing, and nothing that stays', () => {
  const notices = new Notices();
  notices.lasting('Mended.', null, '');
  notices.attend('Both wrote.', { label: 'Take', run: vi.fn() }, '');
  notices.done('Copied.');
  notices.fault(new Fault('full', 'The disk is full.', ''));
  expect(notices.dismissLast()).toBe(true);
  expect(notices.dismissLast()).toBe(false);
  expect(texts(notices)).toEqual(['Mended.', 'Both wrote.', 'The disk is full.']);
});

test('of many, what stays is the last to go', () => {
  const notices = new Notices();
  notices.lasting('Mended.', null, '');
  for (const text of ['1', '2', '3', '4']) notices.done(text);
  expect(texts(notices)).toEqual(['Mended.', '3', '4']);
});

test('three are shown, and one that has to be read waits until another was', () => {
  const notices = new Notices();
  const shown = (): string[] => notices.shown.map(({ text }) => text);
  for (const text of ['A', 'B', 'C', 'D']) notices.fault(new Fault('x', text, ''));
  expect(shown()).toEqual(['B', 'C', 'D']);
  const undo = { label: 'Undo', run: vi.fn() };
  notices.done('1', undo);
  notices.done('2', undo);
  expect(shown()).toEqual(['D', '1', '2']);
  vi.advanceTimersByTime(60_000);
  expect(shown()).toEqual(['B', 'C', 'D']);
  notices.dismiss(notices.shown[1]?.id ?? 0);
  expect(shown()).toEqual(['A', 'B', 'D']);
  notices.fault(new Fault('x', 'C', ''));
  notices.fault(new Fault('x', 'A', ''));
  expect(shown()).toEqual(['D', 'C', 'A']);
});

test('what nobody reads is not kept for ever', () => {
  const notices = new Notices();
  for (let n = 1; n <= 50; n++) notices.fault(new Fault('x', String(n), ''));
  expect(texts(notices)).toHaveLength(12);
  expect(texts(notices).at(-1)).toBe('50');
});

test('what only shows something leaves the notice where it is', () => {
  const notices = new Notices();
  const run = vi.fn();
  const id = notices.lasting('Mended.', { label: 'Show', run, shows: true }, '');
  notices.act(id);
  notices.act(id);
  expect(run).toHaveBeenCalledTimes(2);
  expect(texts(notices)).toEqual(['Mended.']);
});

test('a later word about the same takes the place of the earlier one, and can be taken back', () => {
  const notices = new Notices();
  notices.done('Copied.');
  notices.done('Restored 1.', null, '', 'restored');
  notices.done('Restored 2.', null, '', 'restored');
  expect(texts(notices)).toEqual(['Copied.', 'Restored 2.']);
  notices.unsay('restored');
  expect(texts(notices)).toEqual(['Copied.']);
});
