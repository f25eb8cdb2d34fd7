import { expect, test } from 'vitest';

import type { ItemView } from '../../lib/backend';
import { closerOf, placeOf, sectionOf } from './section';

const section = (label: string, start: number, words: number, max = 0): object => ({
  label,
  name: label,
  start,
  words,
  budget: { min: 0, max },
});
const item = (sections: object[], like = 'story'): ItemView =>
  ({ id: 'a', like, sections }) as unknown as ItemView;
const labels = ['What’s new', 'We’re thinking'];

test('a story without a closer is offered one', () => {
  expect(closerOf(item([section('What’s new', 0, 9)]), labels)).toBe('We’re thinking');
  expect(closerOf(item([section('We’re thinking', 0, 0)]), labels)).toBe('We’re thinking');
  expect(closerOf(item([section('We’re thinking', 0, 4)]), labels)).toBe('');
  expect(closerOf(item([]), labels)).toBe('');
  expect(closerOf(item([section('What’s new', 0, 9)], 'letter'), labels)).toBe('');
});

test('the caret’s section is tightened, or the one that is most over', () => {
  const all = item([section('What’s new', 10, 30, 20), section('We’re thinking', 90, 80, 40)]);
  expect(sectionOf(all, 20)).toBe('What’s new');
  expect(sectionOf(all, 200)).toBe('We’re thinking');
  expect(sectionOf(all, 0)).toBe('We’re thinking');
  expect(sectionOf(item([section('What’s new', 10, 10, 20)]), 0)).toBe('');
});

test('a card is about the end of its section, or the beginning of the item', () => {
  const all = item([section('What’s new', 10, 30), section('We’re thinking', 90, 80)]);
  const at = (offer: string, label: string): number => placeOf(all, { offer, label, plan: null });
  expect(at('why', 'What’s new')).toBe(89);
  expect(at('closer', 'We’re thinking')).toBe(Number.MAX_SAFE_INTEGER);
  expect(at('headline', '')).toBe(0);
});
