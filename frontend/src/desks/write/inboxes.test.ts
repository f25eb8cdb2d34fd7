import { expect, test } from 'vitest';

import { beginningOf, INBOXES, charactersOf, cut, lineIn } from './inboxes';

test.each([
  ['tide', 4],
  ['', 0],
  ['👩🏽‍🚀 up', 4],
  ['Zoe\u0308', 3],
])('“%s” has %i characters', (text, number) => {
  expect(charactersOf(text)).toBe(number);
});

test.each([
  ['The tide turns', 20, 'The tide turns'],
  ['The tide turns', 14, 'The tide turns'],
  ['The tide turns', 10, 'The tide…'],
  ['👩🏽‍🚀👩🏽‍🚀👩🏽‍🚀', 2, '👩🏽‍🚀…'],
  ['tide', 0, '…'],
])('“%s” in %i characters is “%s”', (text, room, line) => {
  expect(cut(text, room)).toBe(line);
});

test('where subject and preheader share a line, a long subject leaves less of the other', () => {
  const gmail = INBOXES[0];
  if (gmail === undefined) throw new Error('no inbox');
  const preheader = 'p'.repeat(200);
  const left = (subject: string): number =>
    charactersOf(lineIn(gmail, subject, preheader).preheader);
  expect(left('s'.repeat(20))).toBe(90);
  expect(left('s'.repeat(200))).toBe(40);
});

test('without a preheader an inbox shows how the email begins', () => {
  const html =
    '<html><head><style>p{}</style><title>T</title></head><body><style>a{}</style><p>Read on the web</p>\n<h1>Tidewater</h1>&#847;&zwnj; </body></html>';
  expect(beginningOf(html)).toBe('Read on the web Tidewater');
  expect(beginningOf('')).toBe('');
});
