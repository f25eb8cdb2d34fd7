import { describe, expect, test } from 'vitest';

import { caps, isChord, pressed, tidy } from './keys';

const event = (key: string, held = '', code = ''): Parameters<typeof pressed>[0] => ({
  key,
  code,
  ctrlKey: held.includes('c'),
  metaKey: held.includes('m'),
  altKey: held.includes('a'),
  shiftKey: held.includes('s'),
});

describe('what was pressed', () => {
  test.each([
    ['Ctrl K', event('k', 'c', 'KeyK'), 'Mod+K'],
    ['Ctrl Shift E', event('E', 'cs', 'KeyE'), 'Mod+Shift+E'],
    ['a question mark', event('?', 's', 'Slash'), '?'],
    ['an arrow', event('ArrowUp', 'a'), 'Alt+ArrowUp'],
    ['Alt and a letter that Alt changes', event('ø', 'a', 'KeyO'), 'Alt+O'],
    ['a Cyrillic layout', event('л', 'c', 'KeyK'), 'Mod+K'],
    ['a modifier alone', event('Control', 'c'), ''],
    ['Space', event(' ', 'c'), 'Mod+Space'],
  ])('%s', (_, given, keys) => {
    expect(pressed(given, false)).toBe(keys);
  });

  test('on a Mac ⌘ is Mod, and Ctrl is itself', () => {
    expect(pressed(event('k', 'm'), true)).toBe('Mod+K');
    expect(pressed(event('k', 'c'), true)).toBe('Ctrl+K');
  });
});

test('keys have one spelling', () => {
  expect(tidy('Shift+Mod+e')).toBe('Mod+Shift+E');
  expect(tidy('Mod++')).toBe('Mod++');
  expect(tidy('')).toBe('');
});

test('a chord writes no letter', () => {
  expect(['Mod+K', 'Alt+ArrowUp', 'F6', '?', 'Shift+A', 'Delete'].map(isChord)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
});

test('caps are drawn as the platform draws them', () => {
  expect(caps('Mod+Shift+K', true)).toEqual(['⌘⇧K']);
  expect(caps('Mod+Shift+K', false)).toEqual(['Ctrl', 'Shift', 'K']);
  expect(caps('Mod++', false)).toEqual(['Ctrl', '+']);
  expect(caps('', false)).toEqual([]);
});
