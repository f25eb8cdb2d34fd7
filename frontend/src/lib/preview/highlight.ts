/**
 * Words of the frame's document with a colour behind them. The document itself stays as it is, byte for
 * byte: ranges are given to the CSS Custom Highlight API, and the look to a style sheet that no element
 * holds. Where a browser has neither (WebKit before 2.42) nothing is marked but the block that the caret
 * is in.
 */

import { elementsAt } from './patch';
import type { Look, Stretch } from './notes';
import { shownRange } from './shown';

const LOOKS: readonly Look[] = ['comment', 'comment-chosen', 'suggestion', 'suggestion-chosen'];

/** A line at words, in pieces: in one property WebKit takes neither size nor colour. */
const lineOf = (kind: string, size: string, colour: string): string =>
  `text-decoration-line:${kind};text-decoration-thickness:${size};text-decoration-color:${colour};`;

/** Of each look, how it marks; the colours are translucent, for light emails and dark ones. */
function styleOf(token: (name: string) => string): string {
  const lines: Record<Look, string> = {
    comment: '',
    'comment-chosen': lineOf('underline', token('--focus'), token('--on-mail-comment-line')),
    suggestion: lineOf('line-through', token('--hairline'), token('--on-mail-suggestion-line')),
    'suggestion-chosen': lineOf(
      'line-through',
      token('--hairline'),
      token('--on-mail-suggestion-line'),
    ),
  };
  return LOOKS.map(
    (look) => `::highlight(${look}){${lines[look]}background-color:${token(`--on-mail-${look}`)}}`,
  ).join('');
}

type View = Window & typeof globalThis;

/** The window of a document, when it can mark words without being changed. */
function able(page: Document): View | null {
  const view = page.defaultView;
  if (view === null || !('Highlight' in view) || !('adoptedStyleSheets' in page)) return null;
  return 'highlights' in view.CSS ? view : null;
}

interface Text {
  text: string;
  nodes: { node: Node; at: number }[];
}

/** Elements that part words, though no letter stands between them. */
const PARTS = /^(?:BR|P|DIV|TABLE|TR|TD|TH|LI|UL|OL|H[1-6]|BLOCKQUOTE|IMG|HR)$/;

/** The text of a block, with a line's end where an element parts it. */
export function textOf(elements: readonly Element[]): Text {
  const found: Text = { text: '', nodes: [] };
  for (const element of elements) {
    found.text += '\n';
    const walker = element.ownerDocument.createTreeWalker(
      element,
      NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
    );
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        found.nodes.push({ node, at: found.text.length });
        found.text += node.nodeValue ?? '';
      } else if (PARTS.test(node.nodeName)) found.text += '\n';
    }
  }
  return found;
}

/** Where units of that text stand in the document; null when no letter does. */
export function placeOf({ nodes }: Text, from: number, to: number): StaticRangeInit | null {
  const first = nodes.findLast(({ at }) => at <= from);
  const last = nodes.findLast(({ at }) => at < to);
  if (first === undefined || last === undefined) return null;
  const within = ({ node, at }: typeof first, position: number): number =>
    Math.min(position - at, node.nodeValue?.length ?? 0);
  return {
    startContainer: first.node,
    startOffset: within(first, from),
    endContainer: last.node,
    endOffset: within(last, to),
  };
}

/** Marks of one document. What did not change since the last time is not reckoned again. */
export class Highlights {
  #known = new Map<string, AbstractRange | null>();
  #first = new Map<string, Element | undefined>();
  #dressed: Document | null = null;
  #has = false;

  /** Marks these stretches, and nothing else. */
  set(page: Document, stretches: readonly Stretch[]): void {
    if (stretches.length === 0 && !this.#has) return;
    const view = able(page);
    if (view === null) return;
    this.#dress(page, view);
    const ranges = this.#ranges(page, view, stretches);
    for (const look of LOOKS) {
      const of = stretches.flatMap((one, n) => (one.look === look ? (ranges[n] ?? []) : []));
      if (of.length === 0) view.CSS.highlights.delete(look);
      else view.CSS.highlights.set(look, new view.Highlight(...of));
    }
    this.#has = stretches.length > 0;
  }

  #ranges(page: Document, view: View, stretches: readonly Stretch[]): (AbstractRange | null)[] {
    const [known, first] = [this.#known, this.#first];
    this.#known = new Map();
    this.#first = new Map();
    return stretches.map(({ pos, copy, from, to }) => {
      const elements = elementsAt(page, pos);
      const key = `${pos} ${String(from)} ${String(to)} ${copy}`;
      let range = first.get(pos) === elements[0] ? known.get(key) : undefined;
      if (range === undefined) {
        const text = textOf(elements);
        const found = shownRange(copy, { from, to }, text.text);
        const place = found === null ? null : placeOf(text, found.from, found.to);
        range = place === null ? null : new view.StaticRange(place);
      }
      this.#first.set(pos, elements[0]);
      this.#known.set(key, range);
      return range;
    });
  }

  #dress(page: Document, view: View): void {
    if (this.#dressed === page) return;
    this.#dressed = page;
    const tokens = getComputedStyle(document.documentElement);
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(styleOf((name) => tokens.getPropertyValue(name).trim()));
    page.adoptedStyleSheets = [sheet];
  }
}
