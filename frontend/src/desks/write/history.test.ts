import { expect, it } from 'vitest';

import { authorOf, dayOf, fileOf } from './history';

it('calls days what people call them', () => {
  const now = new Date(2026, 10, 26, 9);
  const at = (day: number): string => new Date(2026, 10, day, 23, 30).toISOString();
  expect(dayOf(at(26), now)).toBe('Today');
  expect(dayOf(at(25), now)).toBe('Yesterday');
  expect(dayOf(at(1), now)).toBe('Sunday 1 November 2026');
});

it('knows what came from outside', () => {
  expect(authorOf('outside: letter.md')).toEqual({ name: 'letter.md', outside: true });
  expect(fileOf('74-2026-11-25-the-tide/issue.md')).toBe('issue.md');
  expect(authorOf('Mira')).toEqual({ name: 'Mira', outside: false });
});
