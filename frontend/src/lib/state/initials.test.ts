import { expect, test } from 'vitest';

import { initialsOf, shortened } from './initials';

test('initials are of the first word and the last, whatever stands between', () => {
  expect(initialsOf('Mira Ivens')).toBe('MI');
  expect(initialsOf('  wren ')).toBe('W');
  expect(initialsOf('Ana-Lucía de la Ø.')).toBe('AØ');
  expect(initialsOf('Seán O’Dea')).toBe('SO');
  expect(initialsOf('𝔘na 9th')).toBe('𝔘9');
  expect(initialsOf(' – ')).toBe('');
});

test('three letters are enough', () => {
  expect(shortened('MIvE')).toBe('MIv');
  expect(shortened('𝔘𝔙𝔚𝔛')).toBe('𝔘𝔙𝔚');
});
