import { expect, test } from 'vitest';

import type { Shortcut } from './command';
import { conflicts, keysOf, withKeys } from './keymap';

const bold: Shortcut = { id: 'bold', title: 'Bold', group: 'text', keys: 'Mod+B' };
const book: Shortcut = { id: 'book', title: 'Book', group: 'go' };
const all = [bold, book];

test('a key is the command’s own until somebody chooses another', () => {
  expect(keysOf(bold, {})).toBe('Mod+B');
  expect(keysOf(bold, { bold: 'Shift+Mod+b' })).toBe('Mod+Shift+B');
});

test('it can be taken away', () => {
  expect(keysOf(bold, withKeys({}, bold, ''))).toBe('');
});

test('to choose its own key again leaves nothing behind', () => {
  expect(withKeys({ bold: 'Mod+J', book: 'Mod+K' }, bold, 'Mod+B')).toEqual({ book: 'Mod+K' });
});

test('two commands on one key are told of each other', () => {
  const overrides = withKeys({}, book, 'Mod+B');
  expect(conflicts(all, overrides, 'book').map(({ id }) => id)).toEqual(['bold']);
  expect(conflicts(all, overrides, 'bold').map(({ id }) => id)).toEqual(['book']);
  expect(conflicts(all, {}, 'book')).toEqual([]);
});
