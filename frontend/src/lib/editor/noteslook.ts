/** How comments and suggestions look in the copy. Every colour and size is a token. */

import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/** A line through words, in pieces: in one property WebKit takes neither style nor colour. */
const through = (colour: string): Record<string, string> => ({
  color: colour,
  textDecorationLine: 'line-through',
  textDecorationColor: colour,
  textDecorationThickness: 'var(--hairline)',
});

export const noteLook: Extension = EditorView.theme({
  // Nothing here takes room beside the words: a note that comes or goes moves no line.
  '.cm-note-comment': {
    backgroundColor: 'var(--amber-wash)',
    boxShadow: 'inset 0 calc(-1 * var(--hairline)) var(--amber)',
  },
  '.cm-note-comment.cm-note-chosen': {
    boxShadow: 'inset 0 calc(-1 * var(--focus)) var(--amber), 0 0 0 var(--focus) var(--amber-wash)',
  },
  '.cm-note-place': { position: 'relative' },
  '.cm-note-place::after': {
    content: '""',
    position: 'absolute',
    bottom: '0',
    left: 'calc(-1 * var(--gap-half))',
    width: 'var(--gap-1)',
    borderBottom: 'var(--focus) solid var(--amber)',
  },
  '.cm-suggested-old': through('var(--red)'),
  '.cm-suggested-old *': { color: 'inherit' },
  '.cm-suggested-new': {
    color: 'var(--green)',
    backgroundColor: 'var(--green-wash)',
    textDecorationLine: 'none',
  },
  '.cm-suggested-old.cm-note-chosen': { backgroundColor: 'var(--red-wash)' },
  '.cm-suggested-new.cm-note-chosen': {
    boxShadow: 'inset 0 calc(-1 * var(--focus)) var(--green)',
  },
  '.cm-suggested-old.cm-suggested-both, .cm-suggested-new.cm-suggested-both': {
    color: 'var(--amber)',
    textDecorationColor: 'var(--amber)',
  },
  '.cm-suggested-new.cm-suggested-both': { backgroundColor: 'var(--amber-wash)' },
  '.cm-suggested-both.cm-note-chosen': {
    backgroundColor: 'var(--amber-wash)',
    boxShadow: 'inset 0 calc(-1 * var(--focus)) var(--amber)',
  },

  // Whoever suggests sees it at the caret and along the pane.
  '&.cm-suggesting': { boxShadow: 'inset var(--focus) 0 var(--green)' },
  '&.cm-suggesting .cm-content': { caretColor: 'var(--green)' },
  '&.cm-suggesting .cm-cursor, &.cm-suggesting .cm-dropCursor': {
    borderLeftColor: 'var(--green)',
  },
});
