import { expect, test } from 'vitest';

import { atSlashes } from './breaks';

test.each([
  ['Kept in /home/mira/aside/1.', ['Kept in /', 'home/', 'mira/', 'aside/', '1.']],
  ['C:\\Texts\\issue.md', ['C:\\', 'Texts\\', 'issue.md']],
  ['No path at all', ['No path at all']],
  ['', []],
])('“%s” breaks behind its slashes, and nothing is lost', (said, parts) => {
  expect(atSlashes(said)).toEqual(parts);
  expect(atSlashes(said).join('')).toBe(said);
});
