/**
 * Keeps the frame's document equal to the desk's page, and touches only what differs. HTML is parsed
 * in a <template>, where rows and cells may stand alone and nothing runs, and its nodes are imported;
 * the frame's sandbox sees to the rest. A picture that was shown keeps its node, so it does not
 * flicker.
 */

export interface Patch {
  from: number;
  remove: number;
  blocks: readonly { key: string; html?: string }[];
  rows: string;
}

/** The elements of a block ("item/key") or the rows of an item ("item"), in their order. */
export function elementsAt(root: ParentNode, pos: string): Element[] {
  return Array.from(root.querySelectorAll(`[data-pos="${CSS.escape(pos)}"]`));
}

/**
 * Applies a patch; `before` are the keys of the item's blocks until now. False when the document is
 * not the one that the patch was made for: then the whole page is needed.
 */
export function applyPatch(
  page: Document,
  item: string,
  before: readonly string[],
  patch: Patch,
  dress: (html: string) => string,
): boolean {
  const rows = elementsAt(page, item);
  if (rows.length === 0) return false;
  if (patch.rows !== '') return replace(page, rows, parse(page, dress(patch.rows)));

  const blockAt = (index: number): Element[] => {
    const key = before[index];
    if (key === undefined) return [];
    return rows.flatMap((row) => elementsAt(row, `${item}/${key}`));
  };
  const fresh = parse(page, dress(patch.blocks.map(({ html }) => html ?? '').join('')));
  if (patch.remove > 0) {
    const old: Element[] = [];
    for (let index = patch.from; index < patch.from + patch.remove; index++) {
      const nodes = blockAt(index);
      if (nodes.length === 0) return false;
      old.push(...nodes);
    }
    return replace(page, old, fresh);
  }
  if (patch.blocks.length === 0) return true;
  // Behind the one before, which the desk vouches for: the next one may stand in a box of its own.
  const last = blockAt(patch.from - 1).at(-1);
  const next = blockAt(patch.from)[0];
  if (last !== undefined) behind(last).after(fresh);
  else if (next !== undefined) next.before(fresh);
  else return false;
  return true;
}

/** Sets the whole page anew. The document, and with it the place that is read, stays. */
export function replacePage(page: Document, html: string): void {
  const fresh = new DOMParser().parseFromString(html, 'text/html');
  const head = page.importNode(fresh.head, true);
  const body = page.importNode(fresh.body, true);
  keepPictures([page.body], body);
  if (page.head.innerHTML !== head.innerHTML) page.head.replaceWith(head);
  page.body.replaceWith(body);
}

function parse(page: Document, html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  return page.importNode(template.content, true);
}

function replace(page: Document, old: readonly Element[], fresh: DocumentFragment): boolean {
  const first = old[0];
  if (first === undefined) return false;
  keepPictures(old, fresh);
  const place = page.createComment('');
  first.before(place);
  for (const [index, element] of old.entries()) {
    // What stood between two of them (white space, a conditional comment) went in with them.
    const next = old[index + 1];
    while (next !== undefined && element.nextSibling !== null && isFiller(element.nextSibling)) {
      element.nextSibling.remove();
    }
    element.remove();
  }
  place.replaceWith(fresh);
  return true;
}

/** The line break behind a block is the block's. */
function behind(element: Element): ChildNode {
  const gap = element.nextSibling;
  return gap?.nodeType === Node.TEXT_NODE && isFiller(gap) ? gap : element;
}

function isFiller(node: Node): boolean {
  return (
    node.nodeType === Node.COMMENT_NODE ||
    (node.nodeType === Node.TEXT_NODE && (node.textContent ?? '').trim() === '')
  );
}

/** Puts the old nodes of pictures that stay in the place of the new ones. */
function keepPictures(old: readonly ParentNode[], fresh: ParentNode): void {
  const shown = new Map<string, HTMLImageElement>();
  for (const part of old) {
    for (const picture of part.querySelectorAll('img')) {
      shown.set(picture.getAttribute('src') ?? '', picture);
    }
  }
  for (const picture of fresh.querySelectorAll('img')) {
    const source = picture.getAttribute('src') ?? '';
    const kept = shown.get(source);
    if (source === '' || kept === undefined) continue;
    shown.delete(source);
    for (const { name } of Array.from(kept.attributes)) {
      if (!picture.hasAttribute(name)) kept.removeAttribute(name);
    }
    for (const { name, value } of Array.from(picture.attributes)) {
      if (kept.getAttribute(name) !== value) kept.setAttribute(name, value);
    }
    picture.replaceWith(kept);
  }
}
