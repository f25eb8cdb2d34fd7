/**
 * A shallow reader of labels, for an editor that has one paragraph's text and no time for a syntax
 * tree: `**What’s new:** The agency …`. The Go reader is the judge; both run the same test file
 * (internal/markdown/testdata/labels.json), and what this one finds, that one finds too.
 */

export interface Label {
  /** As typed, without emphasis, colon and the space before the colon. */
  label: string;
  /** Where the paragraph's own text begins: an index into it, after label and white space. */
  textStart: number;
}

// A one-off label is short and no sentence.
const MAX_WORDS = 8;
const MAX_CHARACTERS = 80;
const SENTENCE = /[.!?;\n]/;

// How far to look for the end of a label: an address inside it may be long, a paragraph longer.
const MAX_LOOK = 1000;

// CommonMark: up to three spaces of indentation; four make code.
const OPENING = /^ {0,3}(\*{1,3}|_{1,3})(?=\S)/;
const COLON_INSIDE = /[^\S\n]*:[^\S\n]*$/;
const COLON_AFTER = /^[ \u00a0\u202f]*:/;

/** The label that opens a paragraph, or null. The text is that of one whole paragraph. */
export function readLabel(paragraph: string): Label | null {
  const marks = OPENING.exec(paragraph)?.[1];
  if (marks === undefined) return null;
  const start = paragraph.indexOf(marks) + marks.length;
  const close = closing(paragraph.slice(0, MAX_LOOK), marks, start);
  if (close < 0) return null;

  let inner = paragraph.slice(start, close);
  let end = close + marks.length;
  if (COLON_INSIDE.test(inner)) {
    inner = inner.replace(COLON_INSIDE, '');
  } else {
    const colon = COLON_AFTER.exec(paragraph.slice(end))?.[0];
    if (colon === undefined) return null;
    end += colon.length;
  }
  const label = plainWords(inner).trim();
  if (!isLabel(label)) return null;
  return { label, textStart: end + whiteSpaceAt(paragraph, end) };
}

function isLabel(words: string): boolean {
  return (
    words !== '' &&
    !SENTENCE.test(words) &&
    Array.from(words).length <= MAX_CHARACTERS &&
    words.split(/\s+/).length <= MAX_WORDS
  );
}

/**
 * The index of the run of marks that closes the emphasis, -1 when none does. Which run may close is
 * CommonMark's rule of right-flanking delimiters: this is why `**Yes, but:**Only` is no emphasis.
 */
function closing(text: string, marks: string, from: number): number {
  const mark = marks.charAt(0);
  for (let at = text.indexOf(marks, from); at >= 0; at = text.indexOf(marks, at)) {
    const end = runEnd(text, at);
    const before = text.charAt(at - 1);
    if (before !== '\\' && end - at === marks.length && mayClose(before, text.charAt(end), mark)) {
      return at;
    }
    at = end;
  }
  return -1;
}

function runEnd(text: string, at: number): number {
  let end = at + 1;
  while (text.charAt(end) === text.charAt(at)) end++;
  return end;
}

function mayClose(before: string, after: string, mark: string): boolean {
  if (isSpace(before)) return false;
  if (isPunctuation(before) && !isSpace(after) && !isPunctuation(after)) return false;
  // Underscores inside a word are no emphasis.
  return mark === '*' || isSpace(after) || isPunctuation(after);
}

const isSpace = (character: string): boolean => character === '' || /\s/.test(character);
const isPunctuation = (character: string): boolean => /[\p{P}\p{S}]/u.test(character);

const LINK = /!?\[([^\]]*)\]\([^)]*\)/g;
// An escaped character (kept), a mark, or an underscore that is not inside a word.
const MARK = /\\([!-/:-@[-`{-~])|[*`]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

/** What a reader sees of inline Markdown: no marks, no addresses, no backslashes. */
function plainWords(inline: string): string {
  return inline
    .replace(LINK, '$1')
    .replace(MARK, (_, escaped: string | undefined) => escaped ?? '');
}

function whiteSpaceAt(text: string, at: number): number {
  return /^\s*/.exec(text.slice(at))?.[0].length ?? 0;
}
