import { expect, test } from 'vitest';

import { backups } from './backups';

const now = Date.parse('2026-11-26T12:00:00Z');

test.each([
  ['2026-11-26T11:59:30Z', 'just now'],
  ['2026-11-26T11:55:00Z', '5 minutes ago'],
  ['2026-11-26T09:30:00Z', '2 hours ago'],
  ['2026-11-25T11:00:00Z', 'yesterday'],
  ['2026-11-12T12:00:00Z', '14 days ago'],
  ['2036-11-26T12:00:00Z', 'by a clock that was ahead'],
])('a backup of %s is %s', (time, text) => {
  expect(backups.age(time, now)).toBe(text);
});

test.each([
  [12, '1 KB'],
  [63_400, '63 KB'],
  [4_250_000, '4.3 MB'],
])('%i bytes are %s', (bytes, text) => {
  expect(backups.size(bytes)).toBe(text);
});
