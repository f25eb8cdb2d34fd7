/** How copy looks beside copy: as in the editor, a little smaller, in two columns. Colours and sizes are tokens. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

export const compareLook: Extension = EditorView.theme({
  '&': { height: 'auto' },
  '.cm-scroller': {
    fontSize: 'calc(var(--text-copy) * 0.92)',
    lineHeight: 'calc(var(--line-copy) * 0.9)',
  },
  '.cm-content': {
    maxWidth: 'none',
    padding: 'var(--gap-2) var(--column-edge) var(--gap-5)',
    cursor: 'text',
    userSelect: 'text',
    WebkitUserSelect: 'text',
  },
  '.cm-between': { lineHeight: 'var(--gap-3)', fontSize: 'var(--text-tiny)' },
  '.cm-headline': { fontSize: '1.3em', lineHeight: 'var(--line-title)' },
  // Here they stand only where they changed: they are to be read.
  '.cm-quiet': { color: 'var(--ink-soft)' },
  '.cm-picture-line': { color: 'var(--ink-soft)', font: 'var(--text-small) var(--face)' },
  '.cm-gone': {
    borderRadius: 'var(--gap-half)',
    background: 'var(--red-wash)',
    color: 'var(--red)',
    textDecoration: 'line-through',
  },
  '.cm-come': {
    borderRadius: 'var(--gap-half)',
    background: 'var(--green-wash)',
    color: 'var(--green)',
    textDecoration: 'none',
  },
  '.cm-looked': { boxShadow: '0 0 0 var(--hairline) currentColor' },
});
