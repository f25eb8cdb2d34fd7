/** How findings look beside and under the copy. Every colour and size is a token. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const fine = (colour: string, style = 'wavy'): Record<string, string> => ({
  textDecoration: `underline ${style} ${colour}`,
  textDecorationThickness: 'var(--hairline)',
  textDecorationSkipInk: 'none',
  textUnderlineOffset: 'var(--underline)',
});

export const findingLook: Extension = EditorView.theme({
  '.cm-found-error': fine('var(--red)'),
  '.cm-found-warning': fine('var(--amber)'),
  '.cm-found-query': fine('var(--pencil)', 'dotted'),

  '.cm-sign': {
    position: 'absolute',
    left: 'calc(-1 * var(--icon) - var(--gap-3))',
    top: 'calc((var(--line-copy) - var(--icon)) / 2)',
    height: 'var(--icon)',
    lineHeight: '0',
    textIndent: '0',
    cursor: 'default',
  },
  '.cm-headline .cm-sign': { top: 'calc((var(--line-headline) - var(--icon)) / 2)' },
  '.cm-sign-place': { position: 'relative', height: '0' },
  '.cm-sign-place .cm-sign': { top: 'var(--gap-3)' },
  '.cm-sign svg, .cm-card-title svg': {
    width: 'var(--icon)',
    height: 'var(--icon)',
    fill: 'none',
    stroke: 'currentColor',
    strokeWidth: '1.5',
    strokeLinecap: 'round',
    strokeLinejoin: 'round',
  },
  '.cm-sign-error': { color: 'var(--red)' },
  '.cm-sign-warning': { color: 'var(--amber)' },
  '.cm-sign-query': { color: 'var(--pencil)' },

  '.cm-card': {
    width: 'var(--finding-card)',
    maxWidth: '90vw',
    padding: 'var(--gap-3)',
    fontFamily: 'var(--face)',
    fontSize: 'var(--text)',
    lineHeight: 'var(--line)',
  },
  '.cm-card-title': {
    display: 'flex',
    gap: 'var(--gap-2)',
    alignItems: 'center',
    fontWeight: 'var(--weight-strong)',
  },
  '.cm-card-name': { color: 'var(--ink)' },
  '.cm-card-why': { margin: 'var(--gap-1) 0 var(--gap-3)', color: 'var(--ink-soft)' },
  '.cm-card-row': { display: 'flex', flexWrap: 'wrap', gap: 'var(--gap-1) var(--gap-2)' },
  '.cm-card button': {
    minHeight: 'var(--control)',
    padding: '0 var(--gap-2)',
    border: 'var(--hairline) solid transparent',
    borderRadius: 'var(--radius)',
    background: 'none',
    color: 'var(--ink-soft)',
    font: 'inherit',
  },
  '.cm-card button:hover': { background: 'var(--hover)', color: 'var(--ink)' },
  '.cm-card .cm-card-main': {
    borderColor: 'var(--rule-strong)',
    background: 'var(--raised)',
    color: 'var(--pencil)',
    fontWeight: 'var(--weight-strong)',
  },
  '.cm-card button:focus-visible': {
    outline: 'var(--focus) solid var(--pencil)',
    outlineOffset: 'calc(-1 * var(--focus))',
  },
  '.cm-card input': {
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
