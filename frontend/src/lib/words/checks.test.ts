import { expect, test } from 'vitest';

import { checkWhy } from './checks';

test('the window does not say in which file a setting stands', () => {
  expect(
    checkWhy('Nobody is the sender: name one, as in A <a@b.example> (sender in publication.toml).'),
  ).toBe('Nobody is the sender: name one, as in A <a@b.example>.');
  expect(checkWhy('It has no subject: give it one (subject in the front matter).')).toBe(
    'It has no subject: give it one.',
  );
  expect(checkWhy('A gauge (in the harbour) is fine.')).toBe('A gauge (in the harbour) is fine.');
});
