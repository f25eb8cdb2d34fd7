import { expect, test, vi } from 'vitest';

import type { OutsideEvent } from '../backend';
import { tellOfMirror } from './mirror';
import { Notices } from './notices.svelte';

const event = (part: Partial<OutsideEvent>): OutsideEvent => ({
  kind: '',
  issue: 'i1',
  item: 'aaaa',
  revision: 'r1',
  name: 'The Gauge',
  file: '/home/mira/Galley/tidewater/74/issue.md',
  message: '',
  hint: '',
  ...part,
});

const never = (): Promise<boolean> => Promise.reject(new Error('nothing was offered'));

test('a text that was changed on both sides is offered until it was taken', async () => {
  const notices = new Notices();
  const take = vi.fn(() => Promise.resolve(take.mock.calls.length > 1));
  tellOfMirror(event({ kind: 'both' }), notices, take);
  const offered = (): number => notices.list.find(({ kind }) => kind === 'attend')?.id ?? 0;
  expect(notices.list[0]?.text).toContain('The Gauge');
  notices.act(offered());
  expect(take).toHaveBeenCalledWith('i1', 'aaaa', 'r1');
  await vi.waitFor(() => expect(offered()).toBeGreaterThan(0));
  notices.act(offered());
  await Promise.resolve();
  expect(notices.list).toEqual([]);
});

test('a folder that cannot be written is said once', () => {
  const notices = new Notices();
  const full = event({ kind: 'unwritten', message: 'The disk is full.', hint: 'Make room.' });
  tellOfMirror(full, notices, never);
  tellOfMirror(full, notices, never);
  expect(notices.list.map(({ text, hint }) => [text, hint])).toEqual([
    ['The disk is full.', 'Make room.'],
  ]);
});
