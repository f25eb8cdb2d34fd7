import { describe, expect, test } from 'vitest';

import { words } from './words';

/** What the desk says that Gmail shows. */
const CLIP_BYTES = 102_400;

const size = (bytes: number): { bytes: number; clip_bytes: number } => ({
  bytes,
  clip_bytes: CLIP_BYTES,
});

describe('size', () => {
  test.each([
    [0, '0.0 of 102 KB'],
    [18_612, '18.6 of 102 KB'],
    [38_249, '38.2 of 102 KB'],
    [CLIP_BYTES, '102.4 of 102 KB'],
    [1_234_567, '1,234.6 of 102 KB'],
  ])('%i bytes are “%s”', (bytes, text) => {
    expect(words.size(size(bytes))).toBe(text);
  });

  test('the clip falls with the byte that is one too many, where preflight has it', () => {
    expect(words.isClipped(size(CLIP_BYTES - 1))).toBe(false);
    expect(words.isClipped(size(CLIP_BYTES))).toBe(true);
    expect(words.sizeMeans(size(CLIP_BYTES - 1))).toBe('Gmail shows this email whole');
    expect(words.sizeMeans(size(CLIP_BYTES))).toBe('Gmail cuts this email off at 102 KB');
  });

  test('the meter is full at the clip and not fuller after it', () => {
    expect(words.sizeShare(size(CLIP_BYTES / 4))).toBe(0.25);
    expect(words.sizeShare(size(CLIP_BYTES * 3))).toBe(1);
  });
});

describe('date', () => {
  test.each([
    ['2026-11-25', '25 November 2026'],
    ['2024-02-29', '29 February 2024'],
    ['2026-02-31', '2026-02-31'],
    ['2026-13-01', '2026-13-01'],
    ['next Tuesday', 'next Tuesday'],
    ['', ''],
  ])('%s reads %s', (typed, text) => {
    expect(words.date(typed)).toBe(text);
  });
});

test.each([
  ['74', '2026-11-25', 'Issue 74 · 25 November 2026'],
  ['', '2026-11-25', '25 November 2026'],
  ['12½', '', 'Issue 12½'],
  ['', '', ''],
])('number “%s” and date “%s” make “%s”', (number, date, line) => {
  expect(words.issueLine(number, date)).toBe(line);
});

test.each([
  ['Tidewater', '74', 'Tidewater, Issue 74 – Galley'],
  ['Tidewater', '', 'Tidewater – Galley'],
  ['', '74', 'Issue 74 – Galley'],
  ['', '', 'Galley'],
])('publication “%s” and number “%s” name the window “%s”', (publication, number, title) => {
  expect(words.windowTitle(publication, number)).toBe(title);
});
