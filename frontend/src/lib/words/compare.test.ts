import { describe, expect, test } from 'vitest';

import { compare } from './compare';

const now = new Date(2026, 10, 27, 8, 40);
const version = (time: string, why: string[] = [], initials = 'W', id = 'r'): string =>
  compare.version({ id, time, initials, why }, now);

describe('what a version is called', () => {
  test.each([
    ['today', '2026-11-27T07:05:00', [], 'Today 07:05 · W'],
    ['yesterday, though less than a day ago', '2026-11-26T23:59:00', [], 'Yesterday 23:59 · W'],
    ['this week', '2026-11-24T17:20:00', ['change'], 'Tuesday 17:20 · W'],
    ['a week ago', '2026-11-20T17:20:00', [], '20 Nov 17:20 · W'],
    ['another year', '2025-11-24T17:20:00', [], '24 Nov 2025 17:20 · W'],
    ['the future, of another clock', '2026-11-29T10:00:00', [], '29 Nov 10:00 · W'],
    ['what became of it', '2026-11-24T10:42:00', ['exported'], 'Exported 24 Nov, 10:42'],
    [
      'the weightier of two',
      '2026-11-27T08:00:00',
      ['review', 'signed'],
      'Signed off today, 08:00',
    ],
  ])('%s', (_, time, why, wanted) => {
    expect(version(time, why)).toBe(wanted);
  });

  test('who it was is left out where nobody knows', () => {
    expect(version('2026-11-24T17:20:00', [], '')).toBe('Tuesday 17:20');
  });

  test('now is now, and what has no time has its name', () => {
    expect(version('2026-11-24T17:20:00', ['exported'], 'W', 'now')).toBe('Now');
    expect(version('', [], 'W', 'looked')).toBe('When you last looked');
  });

  test('to be restored it is only a time', () => {
    const exported = { id: 'r', time: '2026-11-24T10:42:00', initials: 'W', why: ['exported'] };
    expect(compare.when(exported, now)).toBe('Tuesday 10:42');
  });
});

test('how many changes there are, and which one is looked at', () => {
  const said = (at: number, of: number): string => Object.values(compare.change(at, of)).join(' ');
  expect(said(3, 12)).toBe('3 of 12 changes');
  expect(said(1, 1)).toBe('1 of 1 change');
  expect(said(0, 2)).toBe('2 changes');
  expect(said(0, 0)).toBe('No changes');
});

test('nothing changed is said of what was asked for', () => {
  expect(compare.none('exported', 'a', 'b')).toBe('No changes since the last export.');
  expect(compare.none('', 'Tuesday 17:20 · W', 'Now')).toBe(
    'No changes between “Tuesday 17:20 · W” and “Now”.',
  );
});

test('words that came and went', () => {
  expect(compare.difference(3, 2)).toBe('+3 −2 words');
  expect(compare.difference(0, 1)).toBe('−1 word');
  expect(compare.difference(0, 0)).toBe('');
});
