import { expect, test } from 'vitest';

import { Trouble } from './trouble.svelte';

const full = { message: 'The disk is full.', hint: 'Make room.' };
const low = { message: 'The disk is filling up.', hint: 'Make room.' };

test('what is not saved comes first, and each goes by itself', () => {
  const trouble = new Trouble();
  expect(trouble.now).toBeNull();
  trouble.room(low);
  expect([trouble.now, trouble.isStuck]).toEqual([low, false]);
  trouble.unsaved('a', full);
  trouble.unsaved('b', full);
  expect([trouble.now, trouble.isStuck]).toEqual([full, true]);
  trouble.saved('a');
  expect(trouble.isStuck).toBe(true);
  trouble.saved('b');
  expect([trouble.now, trouble.isStuck]).toEqual([low, false]);
  trouble.room({ message: '', hint: '' });
  expect(trouble.now).toBeNull();
});
