import { expect, test } from 'vitest';

import { frame } from './frame';
import { library } from './library';

const now = new Date(2026, 10, 26, 9);
const at = (day: number, hour = 12): string => new Date(2026, 10, day, hour).toISOString();

test.each([
  ['never exported', { changed: at(26, 8), exported: '' }, 'Changed today'],
  ['last night', { changed: at(25, 23), exported: '' }, 'Changed yesterday'],
  ['exported and left', { changed: at(24), exported: '2026-11-24' }, 'Exported 24 Nov'],
  [
    'changed after its export',
    { changed: at(26, 8), exported: '2026-11-24' },
    'Exported 24 Nov, changed today',
  ],
  ['no time at all', { changed: '0001-01-01T00:00:00Z', exported: '' }, ''],
])('%s', (_, issue, words) => {
  expect(library.state(issue, now)).toBe(words);
});

test('an issue without a number goes by its subject', () => {
  expect(library.name({ number: '', subject: 'Ropes' })).toBe('“Ropes”');
  expect(library.name({ number: '74', subject: 'Ropes' })).toBe('Issue 74');
});

test('words stand against a budget when there is one', () => {
  expect(frame.foot.words(1972, null)).toBe('1,972 words');
  expect(frame.foot.words(1, { min: 0, max: 0 })).toBe('1 word');
  expect(frame.foot.words(271, { min: 0, max: 300 })).toBe('271 of 300 words');
  expect(frame.foot.reading(20)).toBe('1 min read');
});
