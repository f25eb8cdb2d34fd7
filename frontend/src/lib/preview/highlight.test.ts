import { beforeEach, describe, expect, test } from 'vitest';

import { Highlights, placeOf, textOf } from './highlight';
import type { Stretch } from './notes';

const HTML =
  '<!doctype html><html><body><p data-pos="it/a">The <b>ti</b>de<br>turns 🌊 twice</p><p data-pos="it/b">Other</p></body></html>';
let page: Document;
beforeEach(() => {
  page = new DOMParser().parseFromString(HTML, 'text/html');
});
const blocks = () => Array.from(page.querySelectorAll('[data-pos="it/a"]'));

/** The words of a place. */
function wordsIn(range: StaticRangeInit | null): string {
  if (range === null) return '';
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  let [words, isIn] = ['', false];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.nodeValue ?? '';
    isIn ||= node === startContainer;
    const from = node === startContainer ? startOffset : 0;
    if (isIn) words += text.slice(from, node === endContainer ? endOffset : text.length);
    if (node === endContainer) isIn = false;
  }
  return words;
}

describe('the text of a block', () => {
  test('parts words where an element does', () => {
    expect(textOf(blocks()).text).toBe('\nThe tide\nturns 🌊 twice');
  });

  test.each(['tide', 'The ti', 'de\nturns', '🌊', 'twice'])('has a range for “%s”', (words) => {
    const text = textOf(blocks());
    const from = text.text.indexOf(words);
    expect(wordsIn(placeOf(text, from, from + words.length))).toBe(words.replace('\n', ''));
  });

  test('has none where nothing stands', () => {
    expect(placeOf(textOf([]), 0, 0)).toBeNull();
  });
});

/** What of the API is used, as a browser has it. */
function browser(): Map<string, StaticRangeInit[]> {
  const highlights = new Map<string, StaticRangeInit[]>();
  class Highlight extends Array<StaticRangeInit> {}
  class StaticRange {
    readonly startContainer: Node;
    readonly startOffset: number;
    readonly endContainer: Node;
    readonly endOffset: number;
    constructor(of: StaticRangeInit) {
      this.startContainer = of.startContainer;
      this.startOffset = of.startOffset;
      this.endContainer = of.endContainer;
      this.endOffset = of.endOffset;
    }
  }
  class CSSStyleSheet {
    text = '';
    replaceSync(text: string): void {
      this.text = text;
    }
  }
  Object.defineProperty(page, 'defaultView', {
    value: { CSS: { highlights }, Highlight, StaticRange, CSSStyleSheet },
  });
  Object.defineProperty(page, 'adoptedStyleSheets', { value: [], writable: true });
  return highlights;
}

const stretch = (from: number, to: number, look: Stretch['look'] = 'comment'): Stretch => ({
  look,
  pos: 'it/a',
  copy: 'The **tide** turns 🌊 twice',
  from,
  to,
});
const seen = (highlights: Map<string, StaticRangeInit[]>): Record<string, string[]> =>
  Object.fromEntries(Array.from(highlights, ([look, of]) => [look, Array.from(of, wordsIn)]));

describe('marks', () => {
  // “ti” and “de” are two texts and one word.
  test('are ranges of the document, which stays what it was', () => {
    const highlights = browser();
    const before = page.documentElement.outerHTML;
    const marks = new Highlights();
    marks.set(page, [stretch(4, 18), stretch(22, 27, 'suggestion-chosen')]);
    expect(seen(highlights)).toEqual({ comment: ['tideturns'], 'suggestion-chosen': ['twice'] });
    expect(page.documentElement.outerHTML).toBe(before);
    marks.set(page, []);
    expect(seen(highlights)).toEqual({});
  });

  test('of a block that was made anew are made anew, and others stay', () => {
    const highlights = browser();
    const marks = new Highlights();
    marks.set(page, [stretch(22, 27)]);
    const [first] = highlights.get('comment') ?? [];
    marks.set(page, [stretch(22, 27)]);
    expect(highlights.get('comment')?.[0]).toBe(first);
    blocks()[0]?.replaceWith(blocks()[0]?.cloneNode(true) ?? '');
    marks.set(page, [stretch(22, 27)]);
    expect(highlights.get('comment')?.[0]).not.toBe(first);
    expect(seen(highlights)).toEqual({ comment: ['twice'] });
  });

  test('where the browser has no such thing there are none, and nothing breaks', () => {
    expect(() => new Highlights().set(page, [stretch(22, 27)])).not.toThrow();
  });
});
