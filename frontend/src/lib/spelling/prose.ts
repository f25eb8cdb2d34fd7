/**
 * What of a copy is judged: the words that a reader reads, paragraph by paragraph, without marks,
 * addresses, code, HTML, pictures and labels. What stands for something else (a slot, a merge tag, an
 * address, code) is one word in the sentence, so that the sentence stays one; nothing is ever said
 * about it.
 */

import type { Text } from '@codemirror/state';
import type { SyntaxNodeRef, Tree } from '@lezer/common';

import { readLabel } from '../dialect/labels';

export interface Passage {
  /** Where it stands in the copy, in UTF-16 units. */
  from: number;
  to: number;
  /** What is judged. */
  text: string;
  /** For each character of the text (not UTF-16 unit) where it stands in the copy; -1 for what stands for something else. */
  at: readonly number[];
}

/** Stands for what is not judged. The linter is told that it is a word. */
export const STAND_IN = 'Zzq';

/** A longer paragraph is no prose that somebody wrote. */
const LONGEST = 12_000;

interface Cut {
  from: number;
  to: number;
  as: string;
}

const BLOCKS = /^(?:Paragraph|Task|TableCell|(?:ATX|Setext)Heading[1-6])$/;
const MARKS = new Set([
  'EmphasisMark',
  'StrikethroughMark',
  'HeaderMark',
  'QuoteMark',
  'TaskMarker',
  'HTMLTag',
  'Comment',
  'ProcessingInstruction',
]);
const WORDS = new Set(['InlineCode', 'Image', 'Autolink', 'URL']);
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&nbsp;': ' ',
  '&rsquo;': '’',
  '&quot;': '"',
};

/** Slots and the merge tags of every provider; addresses, file names and handles. */
const TAGS =
  /\{\{[^{}\n]{1,120}\}\}|\{%[^\n]{1,120}?%\}|<%[^\n]{1,120}?%>|\*\|[^|\n]{1,60}\|\*|%%?[\w.-]{2,60}%%?|\[\[[^[\]\n]{1,60}\]\]|\[[A-Z][A-Z_]{2,40}\]|\{[\w.| -]{1,60}\}/g;
const NAMES =
  /(?<![\w@#/.-])(?:[@#][\w-]{2,60}|[\w.+-]{1,60}@[\w-]{1,60}(?:\.[\w-]{1,60})+|(?:[\w-]{1,60}\.){1,8}[a-z][a-z0-9]{1,20}(?:\/(?:[^\s)>\]]{0,300}[^\s)>\].,;:!?’”])?)?)(?![\w@])/g;

const closesLink = (node: SyntaxNodeRef): number =>
  node.node.getChildren('LinkMark')[1]?.from ?? node.to;

/** What is not read, or not as it is written. */
function cutsIn(tree: Tree, source: string, from: number, to: number): Cut[] {
  const cuts: Cut[] = [];
  const slice = (node: SyntaxNodeRef): string => source.slice(node.from - from, node.to - from);
  tree.iterate({
    from,
    to,
    enter: (node) => {
      if (node.from < from || node.to > to) return;
      const cut = (start: number, end: number, as: string): number =>
        cuts.push({ from: start, to: end, as });
      if (MARKS.has(node.name)) cut(node.from, node.to, '');
      else if (node.name === 'Escape') cut(node.from, node.from + 1, '');
      else if (node.name === 'HardBreak') cut(node.from, node.to, ' ');
      else if (node.name === 'Entity') cut(node.from, node.to, ENTITIES[slice(node)] ?? STAND_IN);
      else if (node.name === 'Link') {
        cut(node.from, node.from + 1, '');
        cut(closesLink(node), node.to, '');
      } else if (WORDS.has(node.name)) cut(node.from, node.to, STAND_IN);
    },
  });
  for (const pattern of [TAGS, NAMES])
    for (const { index, 0: found } of source.matchAll(pattern))
      cuts.push({ from: from + index, to: from + index + found.length, as: STAND_IN });
  return cuts.sort((one, other) => one.from - other.from || other.to - one.to);
}

function passage(doc: Text, tree: Tree, node: SyntaxNodeRef): Passage | null {
  const source = doc.sliceString(node.from, node.to);
  if (source.length > LONGEST) return null;
  const label = node.name === 'Paragraph' ? readLabel(source) : null;
  let text = '';
  const at: number[] = [];
  let position = node.from + (label?.textStart ?? 0);
  const read = (to: number): void => {
    for (const sign of source.slice(position - node.from, Math.max(to, position) - node.from)) {
      text += sign === '\n' ? ' ' : sign;
      at.push(position);
      position += sign.length;
    }
  };
  for (const cut of cutsIn(tree, source, node.from, node.to)) {
    if (cut.to <= position) continue;
    read(cut.from);
    text += cut.as;
    at.push(...Array.from(cut.as, () => -1));
    position = Math.max(position, cut.to);
  }
  read(node.to);
  return /\p{L}{2}/u.test(text) ? { from: node.from, to: node.to, text, at } : null;
}

/** The passages of a copy between two places. */
export function passages(doc: Text, tree: Tree, from = 0, to = doc.length): Passage[] {
  const found: Passage[] = [];
  tree.iterate({
    from,
    to,
    enter: (node) => {
      if (!BLOCKS.test(node.name)) return true;
      const one = passage(doc, tree, node);
      if (one !== null) found.push(one);
      return false;
    },
  });
  return found;
}
