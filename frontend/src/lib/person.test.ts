import { expect, test } from 'vitest';

import { personColour } from './person';

test('a person keeps their colour, and few share one', () => {
  const names = [
    'Mira Vale',
    'Ada Quill',
    'Jonas Reed',
    'Ines Øst',
    'Tomás Ferrer',
    'Maren',
    '🌊',
    '',
  ];
  expect(names.map(personColour)).toEqual(names.map(personColour));
  for (const name of names) expect('abcdef').toContain(personColour(name));
  expect(new Set(names.map(personColour)).size).toBeGreaterThan(3);
});
