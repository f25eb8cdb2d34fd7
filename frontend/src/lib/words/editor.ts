/** What the editor says. */

interface Range {
  min: number;
  max: number;
}

const budget = ({ min, max }: Range): string =>
  max === 0 ? `at least ${String(min)}` : String(max);

export const editorWords = {
  copy: 'Copy of the item',
  headline: 'Headline',
  meter: (words: number, range: Range): string => `${String(words)} of ${budget(range)}`,
  pair: (words: number, range: Range, other: string): string =>
    `${String(words)} of ${budget(range)} with “${other}”`,

  complete: {
    label: 'label',
    picture: 'Picture',
    bullet: 'Bullet list',
    quote: 'Quotation',
    rule: 'Line',
    insert: 'insert',
  },

  picture: {
    group: (name: string): string => `Picture ${name}`,
    alt: 'Description for readers who can’t see it',
    altShort: 'Describe the picture for readers who can’t see it',
    caption: 'Caption',
    credit: 'Credit',
    missing: 'This picture is not in the issue yet.',
  },

  find: {
    label: 'Find and replace',
    find: 'Find',
    replace: 'Replace with',
    next: 'Next',
    previous: 'Previous',
    one: 'Replace',
    all: 'Replace all',
    close: 'Close',
    matchCase: 'Match case',
    wholeWord: 'Whole words',
    scope: 'Where',
    here: 'In this item',
    everywhere: 'In the whole issue',
    count: (at: number, of: number): string =>
      of === 0 ? 'None' : at === 0 ? String(of) : `${String(at)} of ${String(of)}`,
    replaced: (n: number, items: number): string =>
      items > 1
        ? `${String(n)} replaced in ${String(items)} items; each undoes its own`
        : `${String(n)} replaced`,
    hits: (n: number, items: number): string =>
      n === 0
        ? 'Nowhere in this issue'
        : `${String(n)} in ${String(items)} ${items === 1 ? 'item' : 'items'}`,
  },
};
