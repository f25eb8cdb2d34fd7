import { describe, expect, it } from 'vitest';

import { marked, steps } from './worddiff';

const page = (words: string): string =>
  `<html><head></head><body><p>Masthead</p><div data-pos="a"><p data-pos="a/0">${words}</p></div></body></html>`;
const body = (html: string): string =>
  (/<p data-pos="a\/0">(.*?)<\/p>/.exec(html)?.[1] ?? '').replace(/ data-change="\d+"/g, '');

describe('the words that differ', () => {
  it('leads from one text to the other, whatever they are', () => {
    for (let seed = 1; seed < 300; seed++) {
      const list = (n: number): string[] =>
        Array.from(
          { length: (seed * n) % 23 },
          (_, k) => 'abcd'[(seed * n * (k + 3) * (k + n)) % 4] ?? '',
        );
      const [left, right] = [list(7), list(11)];
      let [i, j] = [0, 0];
      for (const { same, left: come, right: go } of steps(left, right)) {
        expect(left.slice(i, i + same)).toEqual(right.slice(j, j + same));
        [i, j] = [i + same + come, j + same + go];
      }
      expect([i, j]).toEqual([left.length, right.length]);
    }
  });

  it('marks what comes back and what goes', () => {
    const { html, back, away } = marked(
      page('One <b>old</b> word here'),
      page('One new word here too'),
    );
    expect(body(html)).toBe('One <b><del>new</del> <ins>old</ins></b> word here <del>too</del>');
    expect([back, away]).toEqual([1, 2]);
  });

  it('strikes at the end of a paragraph what ended it', () => {
    const rows = (first: string, second: string): string =>
      `<html><body><div data-pos="a"><p>${first}</p><p>${second}</p></div></body></html>`;
    const { html } = marked(rows('One', 'Two'), rows('One more', 'Two'));
    expect(html).toContain('<p>One <del data-change="1">more</del></p><p>Two</p>');
    expect(marked(rows('One', 'Two'), rows('One', 'Now Two')).html).toContain(
      '<p>One</p><p><del data-change="1">Now</del> Two</p>',
    );
  });

  it('numbers the places where they differ', () => {
    const { html, changes } = marked(page('Two old words and more'), page('Three words less and'));
    expect(changes).toBe(3);
    expect(
      Array.from(html.matchAll(/<(ins|del) data-change="(\d)"/g), (m) => m.slice(1, 3)),
    ).toEqual([
      ['del', '1'],
      ['ins', '1'],
      ['ins', '1'],
      ['del', '2'],
      ['ins', '3'],
    ]);
  });

  it('marks nothing where the words are the same', () => {
    const { html, back, away } = marked(page('The same'), page('<i>The</i> same'));
    expect([body(html), back, away]).toEqual(['The same', 0, 0]);
  });
});
