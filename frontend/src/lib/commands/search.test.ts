import { expect, test } from 'vitest';

import type { Shortcut } from './command';
import { found, remembered, score } from './search';

const commands = [
  'Go to Write',
  'New issue',
  'Import a file as an issue',
  'Copy the email’s HTML',
].map((title): Shortcut => ({ id: title, title, group: 'go' }));
const titles = (typed: string, recent: string[] = []): string[] =>
  found(commands, typed, recent).map(({ title }) => title);

test('letters in their order are enough', () => {
  expect(titles('gtw')).toEqual(['Go to Write']);
  expect(titles('xyz')).toEqual([]);
});

test('beginnings of words come first', () => {
  expect(titles('issue')[0]).toBe('New issue');
  expect(titles('ni')[0]).toBe('New issue');
});

test('case, accents and the shape of an apostrophe do not matter', () => {
  expect(score("EMAIL'S", 'Copy the email’s HTML')).toBeGreaterThan(0);
  expect(score('resume', 'Résumé')).toBeGreaterThan(0);
});

test('with nothing typed the recent ones lead, and the others keep their order', () => {
  expect(titles('', ['Import a file as an issue'])).toEqual([
    'Import a file as an issue',
    'Go to Write',
    'New issue',
    'Copy the email’s HTML',
  ]);
});

test('the recent ones are few, and each is there once', () => {
  expect(remembered(['a', 'b', 'c', 'd', 'e', 'f'], 'c')).toEqual(['c', 'a', 'b', 'd', 'e', 'f']);
  expect(remembered(['a', 'b', 'c', 'd', 'e', 'f'], 'g')).toHaveLength(6);
});
