/**
 * The frame that shows the page. In its sandbox WebKit fires no listener at all, so everything is
 * asked from outside: what is at a point, how tall the content is, whether a picture is still coming.
 */

import { contentHeight } from './height';
import { Highlights } from './highlight';
import type { Stretch } from './notes';
import { type Patch, applyPatch, elementsAt, replacePage } from './patch';

/** What is at a point of the frame. */
export interface Hit {
  item: string;
  /** Empty between the blocks of an item. */
  key: string;
  /** The block's text as the preview shows it, and where in it the point is. */
  text: string;
  offset: number;
  /** The address of the link there; empty for none. */
  link: string;
}

/** Above a paragraph that is gone to: less than stands between two. */
const AIR = 12;

export interface Area {
  top: number;
  bottom: number;
}

export class Frame {
  readonly #element: HTMLIFrameElement;
  readonly #grown: (height: number) => void;
  readonly #highlights = new Highlights();
  #stretches: () => readonly Stretch[] = () => [];
  #request = 0;
  #marking = 0;
  #loaded = false;

  /** `grown` is told the content's height whenever it may be another one. */
  constructor(element: HTMLIFrameElement, grown: (height: number) => void) {
    this.#element = element;
    this.#grown = grown;
    element.addEventListener('load', this.#onload);
  }

  destroy(): void {
    cancelAnimationFrame(this.#request);
    cancelAnimationFrame(this.#marking);
    this.#element.removeEventListener('load', this.#onload);
  }

  readonly #onload = (): void => {
    this.#loaded = true;
    this.measure();
    this.highlight();
  };

  get #document(): Document | null {
    return this.#loaded ? this.#element.contentDocument : null;
  }

  /** The first page is the frame's source; later ones are put into its document. */
  page(html: string): void {
    const page = this.#document;
    if (page === null) this.#element.srcdoc = html;
    else replacePage(page, html);
    this.measure();
    this.follow();
  }

  patch(
    item: string,
    before: readonly string[],
    patch: Patch,
    dress: (html: string) => string,
  ): boolean {
    const page = this.#document;
    if (page === null || !applyPatch(page, item, before, patch, dress)) return false;
    this.follow();
    return true;
  }

  measure(): void {
    this.#grown(contentHeight(this.#element));
  }

  /**
   * Measures once per screen frame, for as long as a picture is on its way. Before the frame is drawn
   * the page is laid out anyway: any earlier it would be done twice.
   */
  follow(): void {
    cancelAnimationFrame(this.#request);
    this.#request = requestAnimationFrame(() => {
      this.measure();
      const waits =
        !this.#loaded ||
        Array.from(this.#document?.images ?? []).some(
          (picture) => picture.hasAttribute('src') && !picture.complete,
        );
      if (waits) this.follow();
    });
  }

  /**
   * Marks words, once and before the frame is drawn next: not while a key is being answered, and not
   * so late that a mark which stays would go out between two pictures.
   */
  highlight(stretches = this.#stretches): void {
    this.#stretches = stretches;
    cancelAnimationFrame(this.#marking);
    this.#marking = requestAnimationFrame(() => {
      const page = this.#document;
      if (page !== null) this.#highlights.set(page, this.#stretches());
    });
  }

  /** Where a block or an item stands, in the frame's pixels. */
  area(pos: string): Area | null {
    const page = this.#document;
    return page === null || pos === '' ? null : around(elementsAt(page, pos));
  }

  /**
   * The same of a difference, by its number. `from` is where to begin to read: its paragraph where that
   * is near, else two lines before, and between two lines, so that none is cut.
   */
  difference(number: number): (Area & { from: number }) | null {
    const marks = this.#document?.querySelectorAll(`[data-change="${String(number)}"]`) ?? [];
    const [first] = marks;
    const area = around(Array.from(marks));
    if (first === undefined || area === null) return null;
    const { height } = first.getClientRects()[0] ?? first.getBoundingClientRect();
    const style = first.ownerDocument.defaultView?.getComputedStyle(first);
    const line = parseFloat(style?.lineHeight ?? '') || height;
    const before = area.top - (line - height) / 2 - 2 * line;
    const paragraph = first.closest('p, li, h1, h2, h3, h4, td')?.getBoundingClientRect().top ?? 0;
    return { ...area, from: paragraph < before ? before : paragraph - AIR };
  }

  /** Where the paragraphs begin that a page beside it has, too, by their numbers; see both.ts. */
  get pairs(): Map<string, number> {
    const marks = this.#document?.querySelectorAll('[data-pair]') ?? [];
    return new Map(
      Array.from(marks, (one) => [
        one.getAttribute('data-pair') ?? '',
        one.getBoundingClientRect().top,
      ]),
    );
  }

  /** Where the item begins. */
  get start(): number {
    const item = this.#document?.querySelector('[data-pos]');
    return (item?.getBoundingClientRect().top ?? 0) - AIR;
  }

  /** The first block whose end is below a height: the one that is being read there. */
  blockBelow(height: number): string {
    const blocks = this.#document?.querySelectorAll('[data-pos*="/"]') ?? [];
    for (const block of blocks) {
      if (block.getBoundingClientRect().bottom > height)
        return block.getAttribute('data-pos') ?? '';
    }
    return '';
  }

  textAt(pos: string): string {
    const page = this.#document;
    if (page === null) return '';
    return elementsAt(page, pos)
      .map((element) => element.textContent.trim())
      .join('\n');
  }

  hit(x: number, y: number): Hit | null {
    const page = this.#document;
    const element = page?.elementFromPoint(x, y);
    const block = element?.closest('[data-pos]');
    if (page === null || element === null || element === undefined || !block) return null;
    const pos = block.getAttribute('data-pos') ?? '';
    const [item = '', key = ''] = pos.split('/');
    const link = element.closest('[data-href]')?.getAttribute('data-href') ?? '';
    if (key === '') return { item, key, text: '', offset: 0, link };
    const parts = elementsAt(page, pos);
    // caretPositionFromPoint, which is the standard, is not in the WebKit of Debian 12.
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- as said
    const range = page.caretRangeFromPoint(x, y);
    const text = parts.map((part) => part.textContent).join('\n');
    return { item, key, link, text, offset: range === null ? 0 : offsetIn(parts, range) };
  }
}

function around(elements: readonly Element[]): Area | null {
  const boxes = elements.map((element) => element.getBoundingClientRect());
  if (boxes.length === 0) return null;
  return {
    top: Math.min(...boxes.map(({ top }) => top)),
    bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
  };
}

/** Where a place is in the text of elements, counted as `textContent` has it. */
function offsetIn(parts: readonly Element[], { startContainer, startOffset }: Range): number {
  let offset = 0;
  for (const part of parts) {
    if (part.contains(startContainer)) {
      const before = part.ownerDocument.createRange();
      before.setStart(part, 0);
      before.setEnd(startContainer, startOffset);
      return offset + before.toString().length;
    }
    offset += part.textContent.length + 1;
  }
  return 0;
}
