/** How findings look beside and under the copy. Every colour and size is a token. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { underline } from './cardlook';

export const findingLook: Extension = EditorView.theme({
  '.cm-found-error': underline('var(--red)', 'wavy'),
  '.cm-found-warning': underline('var(--amber)', 'wavy'),
  '.cm-found-query': underline('var(--pencil)', 'dotted'),

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
});
