import { expect, test } from 'vitest';

import { bothMarked } from './both';

const page = (...items: [id: string, ...paragraphs: string[]][]): string =>
  `<html><head></head><body>${items
    .map(
      ([id, ...texts]) =>
        `<div data-pos="${id}">${texts.map((text, k) => `<p data-pos="${id}/${String(k)}">${text}</p>`).join('')}</div>`,
    )
    .join('')}</body></html>`;

const marks = (html: string): string[] =>
  Array.from(
    new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-change]'),
    (one) =>
      `${one.tagName.toLowerCase()} ${one.getAttribute('data-change') ?? ''} ${one.textContent}`,
  );

const pairs = (html: string): string[] =>
  Array.from(
    new DOMParser().parseFromString(html, 'text/html').querySelectorAll('[data-pair]'),
    (one) => `${one.getAttribute('data-pair') ?? ''} ${one.textContent}`,
  );

test('what went is struck on the left, what came is underlined on the right', () => {
  const both = bothMarked(page(['a', 'One old word', 'Same']), page(['a', 'One new word', 'Same']));
  expect(both.changes).toBe(1);
  expect(marks(both.from)).toEqual(['del 1 old']);
  expect(marks(both.to)).toEqual(['ins 1 new']);
});

test('what only one side has is one place, too', () => {
  const both = bothMarked(page(['a', 'One', 'Gone now']), page(['a', 'One more']));
  expect(marks(both.from)).toEqual(['del 1 Gone', 'del 1 now']);
  expect(marks(both.to)).toEqual(['ins 1 more']);
});

test('the same words say nothing, though they are in other tags', () => {
  const both = bothMarked(page(['a', 'One <b>two</b>']), page(['a', '<i>One</i> two']));
  expect([both.changes, marks(both.from), marks(both.to)]).toEqual([0, [], []]);
});

test('items are compared with themselves, wherever they stand', () => {
  const [a, b, c]: [string, string][] = [
    ['a', 'The tide'],
    ['b', 'The boat'],
    ['c', 'The pier'],
  ];
  if (a === undefined || b === undefined || c === undefined) return;
  const both = bothMarked(page(a, b), page(b, ['a', 'The tides']));
  expect(marks(both.from)).toEqual(['del 1 tide']);
  expect(marks(both.to)).toEqual(['ins 1 tides']);
  const gone = bothMarked(page(a, c, b), page(a, b));
  expect([gone.changes, marks(gone.from)]).toEqual([1, ['del 1 The', 'del 1 pier']]);
});

test('paragraphs with words in common bear the same number', () => {
  const both = bothMarked(
    page(['a', 'One', 'Two old', 'Three']),
    page(['a', 'One', 'Between', 'Two new', 'Three']),
  );
  const numbers = (html: string): [string, string][] =>
    pairs(html).map((one) => [one.slice(one.indexOf(' ') + 1), one.split(' ')[0] ?? '']);
  const [left, right] = [new Map(numbers(both.from)), new Map(numbers(both.to))];
  expect([...left.keys()]).toEqual(['One', 'Two old', 'Three']);
  expect(right.get('One')).toBe(left.get('One'));
  expect(right.get('Two new')).toBe(left.get('Two old'));
  expect(right.get('Three')).toBe(left.get('Three'));
  expect(right.has('Between')).toBe(false);
});

test('beside a page that there is not, nothing is marked', () => {
  const only = page(['a', 'One']);
  expect(bothMarked('', only)).toEqual({ from: '', to: only, changes: 0 });
});

test('a long issue with a word changed at each end has two changes', () => {
  const paragraphs = Array.from({ length: 300 }, (_, k) => `${'word '.repeat(20)}${String(k)}`);
  const last = paragraphs.length - 1;
  const other = paragraphs.map((text, k) => (k === 0 || k === last ? `${text} more` : text));
  const both = bothMarked(page(['a', ...paragraphs]), page(['a', ...other]));
  expect(both.changes).toBe(2);
});
