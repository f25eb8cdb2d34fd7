import { describe, expect, test } from 'vitest';

import shared from '../../../../internal/markdown/testdata/labels.json';
import { readLabel } from './labels';

// The same file that the Go reader runs: the two must agree on every case.
describe('shared cases', () => {
  test.each(shared)('$name', ({ copy, label, text }) => {
    const found = readLabel(copy);
    expect(found?.label ?? null).toBe(label);
    expect(found === null ? null : copy.slice(found.textStart)).toBe(text);
  });
});

describe('what only a shallow reader could get wrong', () => {
  test.each([
    ['emphasis inside the label', '**What *really* matters:** Text.', 'What really matters'],
    ['an escaped mark inside', '**5 \\* 5:** Text.', '5 * 5'],
    ['a link inside', '**[The port](https://port.example/a_b):** Text.', 'The port'],
    ['an underscore inside a word', '__snake_case:__ Text.', 'snake_case'],
    ['three spaces of indentation', '   **Then:** Text.', 'Then'],
  ])('%s', (_, copy, label) => {
    const found = readLabel(copy);
    expect(found?.label).toBe(label);
    expect(copy.slice(found?.textStart)).toBe('Text.');
  });

  test.each([
    ['marks of another length do not close', '**Then:* Text.'],
    ['underscores in the middle of a word do not close', '_Then_again: Text.'],
    ['eighty-one characters', `**${'a'.repeat(81)}:** Text.`],
    ['nothing at all', ''],
    ['marks alone', '****'],
  ])('%s', (_, copy) => {
    expect(readLabel(copy)).toBeNull();
  });

  test('a label ends where nobody would look for it any more', () => {
    expect(readLabel(`**[a](https://port.example/${'a'.repeat(2000)}):** Text.`)).toBeNull();
  });
});
