import { expect, test } from 'vitest';

import { reviewHost } from './reviewing';
import type { Workspace } from './workspace.svelte';

const host = () =>
  reviewHost({ notices: {}, preferences: {}, library: {} } as unknown as Workspace);

test('the notes of an issue that is still sending are not begun twice', () => {
  const reviews = host();
  const first = reviews.review('one');
  expect(reviews.review('one')).toBe(first);
  first.suggesting.set('item', [], 1);
  reviews.review('two');
  expect(reviews.review('one')).toBe(first);
});

test('of an issue that has told all of it they are read anew', () => {
  const reviews = host();
  const first = reviews.review('one');
  reviews.review('two');
  expect(reviews.review('one')).not.toBe(first);
});
