import { expect, test } from 'vitest';

import { labelLines, labelsOf, pairLines, pairsOf } from './lines';

test('labels are lines, and an asterisk says that one has to be there', () => {
  const story = { labels: ['What’s new', 'Yes, but'], required: ['What’s new'] };
  expect(labelLines(story)).toBe('What’s new*\nYes, but');
  expect(labelsOf('What’s new *\n\n Yes, but: \n')).toEqual(story);
});

test('spellings are pairs; a line that is none is not half taken', () => {
  const pairs = [{ found: 'e-mail', wanted: 'email' }];
  expect(pairLines(pairs)).toBe('email = e-mail');
  expect(pairsOf('email = e-mail\n')).toEqual(pairs);
  expect(pairsOf('email = e-mail\nemail')).toBeNull();
  expect(pairsOf('= x')).toBeNull();
  expect(pairsOf('')).toEqual([]);
});
