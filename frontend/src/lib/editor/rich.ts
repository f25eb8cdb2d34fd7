/** Rich text from elsewhere as Markdown: words, emphasis, links, lists and headings, and no styles. */

import { clean } from './clean';

const SKIP = new Set([
  'STYLE',
  'SCRIPT',
  'HEAD',
  'META',
  'TITLE',
  'TEMPLATE',
  'NOSCRIPT',
  'IFRAME',
  'OBJECT',
  'SVG',
  'MATH',
]);
const BLOCK =
  /^(?:P|DIV|SECTION|ARTICLE|HEADER|FOOTER|MAIN|ASIDE|FIGURE|FIGCAPTION|TABLE|TBODY|THEAD|TR|DL|DT|DD|ADDRESS|FORM|BODY|CENTER)$/;
/** As deep as anybody nests; a page from elsewhere may be deeper. */
const DEEPEST = 60;

/** Marks of Markdown in words mean themselves. */
const literal = (text: string): string =>
  text.replace(/[\\*_`[\]<]/g, '\\$&').replace(/^(\s*)([#>+-]|\d+[.)])(?=\s)/gm, '$1\\$2');

const isBold = (element: HTMLElement): boolean =>
  /^(?:B|STRONG)$/.test(element.tagName)
    ? !/normal|^[1-4]00$/.test(element.style.fontWeight)
    : /bold|^[6-9]00$/.test(element.style.fontWeight);
const isItalic = (element: HTMLElement): boolean =>
  /^(?:I|EM|CITE)$/.test(element.tagName) || element.style.fontStyle === 'italic';

/** Puts marks around words, outside of which white space stays. */
function wrapped(text: string, mark: string): string {
  const words = text.trim();
  if (words === '' || words.startsWith(mark) || words.includes('\n\n')) return text;
  const start = text.indexOf(words);
  return `${text.slice(0, start)}${mark}${words}${mark}${text.slice(start + words.length)}`;
}

/** The address of a link, out of a search engine’s detour; empty for one that Galley does not keep. */
function address(link: HTMLAnchorElement): string {
  let href = link.getAttribute('href') ?? '';
  try {
    const url = new URL(href);
    if (/(?:^|\.)google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url')
      href = url.searchParams.get('q') ?? href;
  } catch {
    return '';
  }
  return /^(?:https?|mailto|tel):/i.test(href)
    ? href.replace(/[\s()<>]/g, (sign) =>
        encodeURIComponent(sign).replace('(', '%28').replace(')', '%29'),
      )
    : '';
}

/** All words of a node, however deep they stand. */
function wordsOf(root: Node): string {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let words = '';
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    words += node.textContent ?? '';
  return words;
}

function inline(node: Node, depth: number): string {
  if (depth > DEEPEST) return literal(wordsOf(node));
  if (node.nodeType === Node.TEXT_NODE)
    return literal((node.textContent ?? '').replace(/[\s\n]+/g, ' '));
  if (!(node instanceof HTMLElement) || SKIP.has(node.tagName)) return '';
  if (node.tagName === 'BR') return '\n';
  const words = Array.from(node.childNodes, (child) => inline(child, depth + 1)).join('');
  if (node.tagName === 'A') {
    const to = address(node as HTMLAnchorElement);
    return to === '' || words.trim() === '' ? words : `[${words.trim()}](${to})`;
  }
  if (isBold(node)) return wrapped(isItalic(node) ? wrapped(words, '*') : words, '**');
  return isItalic(node) ? wrapped(words, '*') : words;
}

function list(element: HTMLElement, indent: string, depth: number): string {
  let n = 0;
  const lines: string[] = [];
  for (const child of element.children) {
    if (/^[OU]L$/.test(child.tagName)) {
      lines.push(list(child as HTMLElement, `${indent}  `, depth + 1)); // Docs nests beside the item
      continue;
    }
    n++;
    const mark = element.tagName === 'OL' ? `${String(n)}. ` : '- ';
    const nested = Array.from(child.children).filter((one) => /^[OU]L$/.test(one.tagName));
    const words = Array.from(child.childNodes)
      .filter((one) => !nested.includes(one as Element))
      .map((one) => inline(one, depth + 1))
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
    lines.push(`${indent}${mark}${words}`);
    for (const one of nested)
      lines.push(list(one as HTMLElement, indent + ' '.repeat(mark.length), depth + 1));
  }
  return lines.join('\n');
}

function blocks(parent: Node, into: string[], depth: number): void {
  let line = '';
  const end = (): void => {
    const text = line.replace(/ *\n */g, '\n').trim();
    if (text !== '') into.push(text);
    line = '';
  };
  for (const node of parent.childNodes) {
    const tag = node instanceof HTMLElement ? node.tagName : '';
    if (depth > DEEPEST || tag === '') line += inline(node, depth);
    else if (/^H[1-6]$/.test(tag)) {
      end();
      const words = inline(node, depth).replace(/\*\*/g, '').replace(/\s+/g, ' ').trim();
      if (words !== '') into.push(`${'#'.repeat(Number(tag.slice(1)))} ${words}`);
    } else if (/^[OU]L$/.test(tag)) {
      end();
      const text = list(node as HTMLElement, '', depth);
      if (text !== '') into.push(text);
    } else if (tag === 'BLOCKQUOTE') {
      end();
      const inner: string[] = [];
      blocks(node, inner, depth + 1);
      if (inner.length > 0) into.push(inner.join('\n\n').replace(/^/gm, '> '));
    } else if (tag === 'HR') {
      end();
      into.push('***');
    } else if (
      BLOCK.test(tag) ||
      (node as HTMLElement).querySelector('p,div,ul,ol,h1,h2,h3,blockquote') !== null
    ) {
      end();
      blocks(node, into, depth + 1);
    } else line += inline(node, depth);
  }
  end();
}

/** Reads HTML of a clipboard. The document is inert: nothing in it loads or runs. */
export function markdownOf(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html');
  const found: string[] = [];
  blocks(page.body, found, 0);
  return clean(found.join('\n\n'));
}

/** Whether HTML says more than its plain text: something that would be lost. */
export const isRich = (html: string): boolean =>
  /<(?:a\s[^>]*href|ul|ol|h[1-6]|b|strong|i|em|blockquote)\b|font-(?:weight|style)/i.test(html);
