/** Focus mode: the paragraph at hand stands in full ink, and in the middle of the pane. */

import { Compartment, type EditorState, type Extension, StateEffect } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

const place = new Compartment();
const here = Decoration.line({ class: 'cm-here' });

/** The first and last line of the paragraph that the caret is in. */
export function paragraphAt(state: EditorState): { first: number; last: number } {
  const { doc } = state;
  let first = doc.lineAt(state.selection.main.head).number;
  let last = first;
  const blank = (n: number): boolean => doc.line(n).text.trim() === '';
  while (first > 1 && !blank(first) && !blank(first - 1)) first--;
  while (last < doc.lines && !blank(last) && !blank(last + 1)) last++;
  return { first, last };
}

function decorate({ state }: EditorView): DecorationSet {
  const { first, last } = paragraphAt(state);
  const lines = [];
  for (let n = first; n <= last; n++) lines.push(here.range(state.doc.line(n).from));
  return Decoration.set(lines);
}

const dimmed: Extension = [
  EditorView.editorAttributes.of({ class: 'cm-focusing' }),
  ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorate(view);
      }
      update(update: ViewUpdate): void {
        if (update.docChanged || update.selectionSet) this.decorations = decorate(update.view);
      }
    },
    { decorations: (value) => value.decorations },
  ),
  EditorView.updateListener.of(({ view, docChanged, selectionSet, state }) => {
    if (!docChanged && !selectionSet) return;
    const { head } = state.selection.main;
    requestAnimationFrame(() => {
      if (view.composing || head > view.state.doc.length) return;
      view.dispatch({ effects: EditorView.scrollIntoView(head, { y: 'center' }) });
    });
  }),
];

export const focusMode = (on: boolean): Extension => place.of(on ? dimmed : []);
export const setFocusMode = (on: boolean): StateEffect<unknown> =>
  place.reconfigure(on ? dimmed : []);
