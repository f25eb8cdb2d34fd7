/** How words look by the way in which they came. Every colour and size is a token. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** The class of words that came in that way: typed, pasted, imported, outside, model or confirmed. */
export const looksOf = (how: string): string => `cm-author-${how}`;

const wash = (share: string): string =>
  `color-mix(in srgb, var(--of, var(--ink-faint)) ${share}, transparent)`;

/** A line under words, in pieces: in one property WebKit takes neither style nor colour. */
const line = (style: 'dashed' | 'dotted'): Record<string, string> => ({
  textDecorationLine: 'underline',
  textDecorationStyle: style,
  textDecorationColor: wash(style === 'dotted' ? '40%' : '100%'),
  textDecorationThickness: style === 'dotted' ? 'var(--focus)' : 'var(--hairline)',
  textDecorationSkipInk: 'none',
  textUnderlineOffset: 'var(--underline)',
});

const hatch = (angle: string): Record<string, string> => ({
  backgroundColor: wash('8%'),
  backgroundImage: `repeating-linear-gradient(${angle}, ${wash('22%')} 0 var(--hairline), transparent var(--hairline) var(--gap-1))`,
});

export const authorLook: Extension = EditorView.theme({
  '.cm-author': { backgroundColor: wash('14%') },
  '.cm-author-pasted': line('dashed'),
  // Of an imported issue this is nearly everything: it is the calmest.
  '.cm-author-imported': { backgroundColor: wash('7%'), ...line('dotted') },
  '.cm-author-outside': hatch('135deg'),
  '.cm-author-model': hatch('45deg'),
  '.cm-author-confirmed': { ...hatch('45deg'), ...line('dashed') },
});
