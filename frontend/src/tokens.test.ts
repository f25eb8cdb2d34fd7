import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

const source = readFileSync('src/tokens.css', 'utf8');
const [light = '', dark = ''] = source.split(":root[data-theme='dark']");

function colours(css: string): Map<string, string> {
  return new Map(
    Array.from(css.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g), ([, name, hex]) => [
      name ?? '',
      hex ?? '',
    ]),
  );
}

/** WCAG 2.2, “relative luminance”. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'rail', 'desk', 'sheet', 'raised', 'hover'];
const pairs = [
  ...grounds.flatMap((ground) => [
    ['ink', ground],
    ['ink-soft', ground],
  ]),
  ...['pencil', 'red', 'amber', 'green'].flatMap((colour) => [
    [colour, `${colour}-wash`],
    [colour, 'paper'],
    [colour, 'rail'],
    [colour, 'sheet'],
    [colour, 'raised'],
  ]),
  ['on-pencil', 'pencil'],
  ...['a', 'b', 'c', 'd', 'e', 'f'].map((one) => ['on-person', `person-${one}`]),
  ['ink', 'pencil-wash'],
  ['ink-soft', 'pencil-wash'],
];

describe.each([
  ['light', colours(light)],
  ['dark', colours(dark)],
])('the %s theme', (_, theme) => {
  test.each(pairs)('%s on %s can be read (4.5:1, WCAG 1.4.3)', (text = '', ground = '') => {
    const [a, b] = [theme.get(text), theme.get(ground)];
    if (a === undefined || b === undefined) throw new Error(`no ${text} or ${ground}`);
    expect(contrast(a, b)).toBeGreaterThanOrEqual(4.5);
  });

  test('it has every colour of the other', () => {
    expect([...theme.keys()].sort()).toEqual([...colours(light).keys()].sort());
  });
});
