import { expect, test, vi } from 'vitest';

import { parsed, Preferences, usual } from './preferences.svelte';

test.each([
  ['no JSON', 'theme', '{', usual.theme],
  ['a theme of a newer Galley', 'theme', '"sepia"', usual.theme],
  ['a size that nobody can read', 'text_size', '4', usual.text_size],
  ['a number as text', 'text_size', '"18"', usual.text_size],
  ['panes of another shape', 'panes', '[1,2]', usual.panes],
  ['a pane of no width', 'panes', '{"left":0,"right":500}', usual.panes],
  ['keys that are a list', 'keys', '["Mod+K"]', usual.keys],
  ['a mode of a newer Galley', 'spelling', '"guessing"', usual.spelling],
  ['nothing', 'recent', 'null', usual.recent],
] as const)('%s is as usual', (_, name, json, value) => {
  expect(parsed(name, json)).toEqual(value);
});

test('what can be used of a value is used', () => {
  expect(parsed('keys', '{"bold":"Mod+J","italic":7}')).toEqual({ bold: 'Mod+J' });
  expect(parsed('panes', '{"left":300,"right":500}')).toEqual({
    left: 300,
    right: 500,
    leftShown: true,
    rightShown: true,
  });
});

test('what was kept is taken, and the rest is as usual', () => {
  const preferences = new Preferences({ setPreference: () => Promise.resolve() });
  preferences.take({ theme: '"dark"', desk: '7', strange: '{}' });
  expect(preferences.values).toEqual({ ...usual, theme: 'dark' });
});

test('a change holds at once and is written when the hand rests', () => {
  vi.useFakeTimers();
  const setPreference = vi.fn(() => Promise.resolve());
  const preferences = new Preferences({ setPreference });
  preferences.pane({ left: 300 });
  preferences.pane({ left: 310 });
  expect(preferences.values.panes.left).toBe(310);
  expect(setPreference).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(setPreference.mock.calls).toEqual([
    ['panes', JSON.stringify({ ...usual.panes, left: 310 })],
  ]);
  vi.useRealTimers();
});
