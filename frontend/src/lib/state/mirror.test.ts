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

test('a text that was changed on both sides is offered, and the notice says where it is', () => {
  const notices = new Notices();
  const take = vi.fn(() => Promise.resolve());
  tellOfMirror(event({ kind: 'both' }), notices, take);
  const [notice] = notices.list;
  expect(notice?.text).toContain('The Gauge');
  expect(notice?.hint).toContain('/home/mira/Galley/tidewater/74/issue.md');
  notices.act(notice?.id ?? 0);
  expect(take).toHaveBeenCalledWith('i1', 'aaaa', 'r1');
});

test('a folder that cannot be written is said once', () => {
  const notices = new Notices();
  const full = event({ kind: 'unwritten', message: 'The disk is full.', hint: 'Make room.' });
  tellOfMirror(full, notices);
  tellOfMirror(full, notices);
  expect(notices.list.map(({ text, hint }) => [text, hint])).toEqual([
    ['The disk is full.', 'Make room.'],
  ]);
});
