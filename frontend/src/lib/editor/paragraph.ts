/** Paragraphs of the copy, as far as an editor has to know them. */

import type { EditorState, Line, Text } from '@codemirror/state';

import { readLabel, type Label } from '../dialect/labels';

const BLANK = /^\s*$/;
const LOOK = 1000;

export const isBlank = (line: Line): boolean => BLANK.test(line.text);

/** Whether a paragraph could begin on a line: the one above is blank, or a heading, or there is none. */
export function beginsParagraph(doc: Text, line: Line): boolean {
  if (isBlank(line)) return false;
  if (line.number === 1) return true;
  const above = doc.line(line.number - 1);
  return isBlank(above) || /^#{1,6}\s/.test(above.text);
}

/** The label that opens the paragraph on a line. */
export function labelAt(doc: Text, line: Line): Label | null {
  if (!beginsParagraph(doc, line) || !/^ {0,3}[*_]/.test(line.text)) return null;
  let text = line.text;
  for (let n = line.number + 1; n <= doc.lines && text.length < LOOK; n++) {
    const next = doc.line(n);
    if (isBlank(next)) break;
    text += `\n${next.text}`;
  }
  return readLabel(text);
}

/** The first plain paragraph below the headline: the standfirst. Null when there is none. */
export function standfirst(state: EditorState): { from: number; to: number } | null {
  const { doc } = state;
  let n = 1;
  const past = (test: (line: Line) => boolean): void => {
    while (n <= doc.lines && test(doc.line(n))) n++;
  };
  past(isBlank);
  if (n > doc.lines || !/^#\s+\S/.test(doc.line(n).text)) return null;
  n++;
  past((line) => isBlank(line) || /^ {0,3}!\[/.test(line.text));
  if (n > doc.lines) return null;
  const first = doc.line(n);
  if (/^ {0,3}(?:[#>|`~]|[-+*] |\d{1,9}[.)] |<)/.test(first.text) || labelAt(doc, first) !== null)
    return null;
  past((line) => !isBlank(line));
  return { from: first.from, to: doc.line(n - 1).to };
}

/** The words of a text, as Go counts them: runs between white space with a letter or digit. */
export function countWords(text: string): number {
  let words = 0;
  for (const run of text.split(/\s+/)) if (/[\p{L}\p{N}]/u.test(run)) words++;
  return words;
}
