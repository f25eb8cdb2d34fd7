import { describe, expect, test } from 'vitest';

import { darkView, lightView, undoView } from './scheme';

const STYLE = `<style>
@media (prefers-color-scheme: dark) { .ink { color: #eee !important } }
@media screen and (prefers-color-scheme:light){.ink{color:#111}}
@media ( prefers-color-scheme :  dark ) and (max-width: 480px) { .a { margin: 0 } }
</style>`;
const EMAIL = `<!doctype html><html><head>
<meta name="color-scheme" content="light dark">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="#000">
${STYLE}</head><body>
<p>Write <code>@media (prefers-color-scheme: dark)</code> and (min-width:0.015625px).</p>
<picture><source media="(prefers-color-scheme: dark)" srcset="/media/night.png"></picture>
</body></html>`;

/** The media conditions of a view, as a browser of 1000 px reads them. */
function applies(condition: string): boolean {
  const minimum = /min-width\s*:\s*([\d.]+)px/.exec(condition)?.[1];
  const maximum = /max-width\s*:\s*([\d.]+)px/.exec(condition)?.[1];
  if (condition.includes('prefers-color-scheme')) throw new Error('the system still decides');
  return 1000 >= Number(minimum ?? 0) && 1000 <= Number(maximum ?? Infinity);
}

describe('dark view', () => {
  test('dark rules hold and light rules do not', () => {
    const conditions = darkView(STYLE).match(/@media[^{]*/g) ?? [];
    expect(conditions.slice(0, 2).map(applies)).toEqual([true, false]);
  });

  test('the other conditions of a rule stay', () => {
    expect(darkView(STYLE)).toMatch(
      /@media \( min-width : {2}[\d.]+px \) and \(max-width: 480px\)/,
    );
  });

  test('pictures and theme colours for the dark follow', () => {
    const view = darkView(EMAIL);
    expect(view).toMatch(/<source media="\(min-width: [\d.]+px\)"/);
    expect(view).toMatch(/<meta name="theme-color" media="\(min-width: [\d.]+px\)"/);
  });
});

test('light view: light rules hold and dark rules do not', () => {
  const conditions = lightView(STYLE).match(/@media[^{]*/g) ?? [];
  expect(conditions.slice(0, 2).map(applies)).toEqual([false, true]);
});

test('what the copy says about style sheets stays as it is', () => {
  const words = /<p>.*<\/p>/;
  expect(words.exec(darkView(EMAIL))?.[0]).toBe(words.exec(EMAIL)?.[0]);
});

test.each([
  ['dark', darkView, true],
  ['light', lightView, false],
] as const)('%s view is undone to the byte', (_, view, dark) => {
  expect(view(EMAIL)).not.toBe(EMAIL);
  expect(undoView(view(EMAIL), dark)).toBe(EMAIL);
});
