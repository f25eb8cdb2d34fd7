import { afterEach, expect, test } from 'vitest';

import { SideBySide } from '.';
import type { TextChange } from './shapes';

let open: SideBySide | null = null;
afterEach(() => {
  open?.destroy();
  open = null;
  document.body.replaceChildren();
});

function show(from: string, to: string, ...at: [number, number, number, number][]): HTMLElement {
  const changes = at.map(([from_start, from_end, to_start, to_end]): TextChange => ({
    ...{ from_start, from_end, to_start, to_end },
  }));
  const labels = { from: 'Tides, Tuesday', to: 'Tides, now' };
  open = new SideBySide(document.body, { from, to, changes, labels });
  return document.body;
}

const texts = (page: HTMLElement, selector: string): string[] =>
  Array.from(page.querySelectorAll(selector), (one) => one.textContent);

test('what the desk says has changed is marked, and nothing else', () => {
  // One difference for the desk; by letters it would be two.
  const page = show('The old boat\n\nSame', 'The bold coat\n\nSame', [4, 12, 4, 13]);
  expect(texts(page, '.cm-merge-a del')).toEqual(['old boat']);
  expect(texts(page, '.cm-merge-b ins')).toEqual(['bold coat']);
  expect(page.querySelectorAll('.cm-changedText, .cm-changedLine')).toHaveLength(0);
});

test('both columns have names, and nothing in them can be typed', () => {
  const page = show('a', 'b', [0, 1, 0, 1]);
  const columns = Array.from(page.querySelectorAll('.cm-content'));
  expect(columns.map((one) => one.getAttribute('aria-label'))).toEqual([
    'Tides, Tuesday',
    'Tides, now',
  ]);
  for (const one of columns) {
    expect(one.getAttribute('contenteditable')).toBe('false');
    expect(one.getAttribute('aria-readonly')).toBe('true');
  }
});

test('marks of Markdown are hidden, but not where they changed', () => {
  const page = show(
    '# Tides\n\nSee **this** and [it](https://a.example).',
    '# Tides\n\nSee **this** and [it](https://b.example).',
    [39, 40, 39, 40],
  );
  const lines = texts(page, '.cm-merge-b .cm-line');
  expect(lines[0]).toBe('Tides');
  expect(lines[2]).toBe('See this and [it](https://b.example).');
  expect(texts(page, '.cm-merge-b ins')).toEqual(['b']);
});

test('marks that came with their words are as quiet as others; alone they are seen', () => {
  const page = show('', '# Tides', [0, 0, 0, 7]);
  expect(texts(page, '.cm-merge-b .cm-line')).toEqual(['Tides']);
  open?.destroy();
  const bold = show('a tide', 'a **tide**', [2, 2, 2, 4], [6, 6, 8, 10]);
  expect(texts(bold, '.cm-merge-b ins')).toEqual(['**', '**']);
});

test('a break of lines that went can be seen', () => {
  const page = show('One\n\nTwo', 'One Two', [3, 5, 3, 4]);
  expect(texts(page, '.cm-merge-a .cm-gone')).toEqual(['¶']);
  expect(texts(page, '.cm-merge-b ins')).toEqual([' ']);
});

test('the change that is looked at is marked on both sides', () => {
  const page = show('a b c', 'x b y', [0, 1, 0, 1], [4, 5, 4, 5]);
  open?.look(1);
  expect(texts(page, '.cm-looked')).toEqual(['c', 'y']);
  open?.look(-1);
  expect(texts(page, '.cm-looked')).toEqual([]);
});

test('a picture is a quiet line, and its own words where they changed', () => {
  const picture = (alt: string): string => `![${alt}](boat.png)\n\nText`;
  const same = show(picture('A boat'), picture('A boat'));
  expect(texts(same, '.cm-merge-a .cm-picture-line')).toEqual(['Picture: A boat']);
  open?.destroy();
  const other = show(picture('A boat'), picture('A ship'), [4, 8, 4, 8]);
  expect(texts(other, '.cm-picture-line')).toEqual([]);
  expect(texts(other, 'del, ins')).toEqual(['boat', 'ship']);
});

test('a change that is nowhere in the text breaks nothing', () => {
  const page = show('a', 'b', [0, 1, 0, 1], [40, 50, 40, 50]);
  expect(texts(page, 'del, ins')).toEqual(['a', 'b']);
  expect(open?.area(1)).toBeNull();
});
