/** How cards look, and the lines under the words that they are about. Every colour and size is a token. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** A line under words. Not in one property: there WebKit takes neither style nor colour. */
export const underline = (colour: string, style: 'wavy' | 'dotted'): Record<string, string> => ({
  textDecorationLine: 'underline',
  textDecorationStyle: style,
  textDecorationColor: colour,
  textDecorationThickness: style === 'wavy' ? 'var(--hairline)' : 'var(--focus)',
  textDecorationSkipInk: 'none',
  textUnderlineOffset: 'var(--underline)',
});

export const cardLook: Extension = EditorView.theme({
  '.cm-card': {
    boxSizing: 'border-box',
    display: 'grid',
    gap: 'var(--gap-2)',
    width: 'max-content',
    minWidth: 'var(--card)',
    maxWidth: 'min(var(--finding-card), 90vw)',
    padding: 'var(--gap-3)',
    outline: 'none',
    fontFamily: 'var(--face)',
    fontSize: 'var(--text)',
    lineHeight: 'var(--line)',
    overflowWrap: 'anywhere',
  },
  '.cm-card-title': {
    display: 'flex',
    gap: 'var(--gap-2)',
    alignItems: 'center',
    fontWeight: 'var(--weight-strong)',
  },
  '.cm-card-name': { color: 'var(--ink)' },
  '.cm-card-why': { color: 'var(--ink-soft)' },
  '.cm-card-keys': { color: 'var(--ink-soft)', fontSize: 'var(--text-small)' },
  '.cm-card-row': { display: 'flex', flexWrap: 'wrap', gap: 'var(--gap-1) var(--gap-2)' },
  '.cm-card label': { display: 'flex', gap: 'var(--gap-2)', alignItems: 'center' },
  '.cm-card button': {
    minHeight: 'var(--control)',
    padding: '0 var(--gap-2)',
    border: 'var(--hairline) solid transparent',
    borderRadius: 'var(--radius)',
    background: 'none',
    color: 'var(--ink-soft)',
    font: 'inherit',
  },
  // Its words stand under the words above it.
  '.cm-card-row > button:first-child:not(.cm-card-main)': {
    marginLeft: 'calc(-1 * var(--gap-2))',
  },
  '.cm-card button:hover': { background: 'var(--hover)', color: 'var(--ink)' },
  '.cm-card .cm-card-main': {
    borderColor: 'var(--rule-strong)',
    background: 'var(--raised)',
    color: 'var(--pencil)',
    fontWeight: 'var(--weight-strong)',
  },
  // Also after Ctrl+., which browsers do not count as going about by keys.
  '.cm-card button:focus': {
    outline: 'var(--focus) solid var(--pencil)',
    outlineOffset: 'calc(-1 * var(--focus))',
  },
  '.cm-card input[type=checkbox]': { margin: '0', accentColor: 'var(--pencil)' },
  '.cm-card input[type=text]': {
    flex: '1',
    minWidth: '0',
    height: 'var(--control)',
    padding: '0 var(--gap-2)',
    border: 'var(--hairline) solid var(--rule-strong)',
    borderRadius: 'var(--radius)',
    background: 'var(--sheet)',
    color: 'var(--ink)',
    font: 'inherit',
  },
});
