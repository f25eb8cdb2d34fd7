import { expect, test } from 'vitest';

import { Fault } from '../backend/fault';
import { Backups, type BackupsBackend } from './backups.svelte';
import { backups as say } from '../words/backups';
import { Notices } from './notices.svelte';

const entry = {
  name: 'one',
  time: '2026-11-26T12:00:00Z',
  bytes: 1,
  full: true,
  why: '',
  problem: '',
  had: false,
};

function make(over: Partial<BackupsBackend> = {}, settled = true) {
  const calls: string[] = [];
  const notices = new Notices();
  const backend: BackupsBackend = {
    list: () => Promise.resolve({ dir: '/data/backups', list: [entry], problem: '', hint: '' }),
    backUp: () => Promise.resolve({ had: calls.push('backup') > 1 }),
    restore: (name) => Promise.resolve(calls.push(`restore ${name}`)),
    stop: () => Promise.resolve(calls.push('stop')),
    ...over,
  };
  return { calls, notices, backups: new Backups(backend, notices, () => Promise.resolve(settled)) };
}

test('a restore asks first, and does what was asked about', async () => {
  const { calls, backups } = make();
  await backups.restore();
  expect(calls).toEqual([]);
  backups.asked = entry;
  await backups.restore();
  expect(calls).toEqual(['restore one']);
  expect(backups.asked).toBeNull();
});

test('nothing is restored over words that are not with the desk yet', async () => {
  const { calls, notices, backups } = make({}, false);
  backups.asked = entry;
  await backups.restore();
  expect(calls).toEqual([]);
  expect(notices.list[0]?.kind).toBe('error');
});

test('a backup of what is backed up already is not called a new one', async () => {
  const { notices, backups } = make();
  for (const told of [say.made, say.had]) {
    await backups.backUp();
    expect(notices.list.map(({ text }) => text)).toEqual([told]);
  }
});

test('what goes wrong is told, what was stopped is no error', async () => {
  const full = make({ backUp: () => Promise.reject(new Fault('full', 'The disk is full.', '')) });
  await full.backups.backUp();
  expect(full.notices.list.map(({ kind, text }) => [kind, text])).toEqual([
    ['error', 'The disk is full.'],
  ]);
  expect(full.backups.work).toBe('');
  const stopped = make({ backUp: () => Promise.reject(new Fault('cancelled', 'Stopped.', '')) });
  await stopped.backups.backUp();
  expect(stopped.notices.list[0]?.kind).toBe('done');
});
