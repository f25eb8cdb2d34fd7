/** What Enter does in prose, and what may be typed before a headline's mark. */

import type { EditorState, Extension, StateCommand } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

const isBlank = (text: string): boolean => text.trim() === '';
const MARK = /^#{1,6} /;

/** A fence is open above the line: there a line is a line. */
function isCode(state: EditorState, line: number): boolean {
  let fence = '';
  for (let n = 1; n < line; n++) {
    const mark = /^ {0,3}(```|~~~)/.exec(state.doc.line(n).text)?.[1] ?? '';
    if (fence === '') fence = mark;
    else if (mark === fence) fence = '';
  }
  return fence !== '';
}

/**
 * Enter ends the paragraph, as in every text program: in Markdown that is an empty line. What stands
 * right below (a label) stays a paragraph of its own. On a line that is empty already there is
 * nothing to end. Shift+Enter is a line of the same paragraph.
 */
export const paragraph: StateCommand = ({ state, dispatch }) => {
  const { main, ranges } = state.selection;
  if (state.readOnly || ranges.length > 1) return false;
  const line = state.doc.lineAt(main.from);
  const last = state.doc.lineAt(main.to);
  if (/^ {0,3}\||^ {0,3}(?:```|~~~)/.test(line.text) || isCode(state, line.number)) return false;
  const before = line.text.slice(0, main.from - line.from);
  const after = last.text.slice(main.to - last.from);
  const above = line.number === 1 || isBlank(state.doc.line(line.number - 1).text);
  if (isBlank(before) && isBlank(after)) {
    if (main.empty && line.number > 1 && above) return true; // twice from habit is once
    return false;
  }
  if (isBlank(before)) return false;
  const below = last.number < state.doc.lines && !isBlank(state.doc.line(last.number + 1).text);
  const insert = isBlank(after) && below ? '\n\n\n' : '\n\n';
  const rest = isBlank(after) ? after.length : after.length - after.trimStart().length;
  dispatch(
    state.update({
      changes: { from: main.from, to: main.to + rest, insert },
      selection: { anchor: main.from + 2 },
      scrollIntoView: true,
      userEvent: 'input',
    }),
  );
  return true;
};

/** Words that are typed before the mark of a headline belong behind it. */
export const behindTheMark: Extension = EditorView.inputHandler.of((view, from, to, text) => {
  const line = view.state.doc.lineAt(from);
  const mark = MARK.exec(line.text)?.[0] ?? '';
  if (from !== to || from - line.from >= mark.length || /^[#\s]/.test(text) || view.composing)
    return false;
  const at = line.from + mark.length;
  view.dispatch({
    changes: { from: at, insert: text },
    selection: { anchor: at + text.length },
    scrollIntoView: true,
    userEvent: 'input.type',
  });
  return true;
});
