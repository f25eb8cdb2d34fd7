import { EditorState, type Transaction } from '@codemirror/state';
import { expect, test } from 'vitest';

import { paragraph } from './enter';

/** What Enter makes of copy in which | is the caret; null when it is somebody else's. */
function enter(copy: string): string | null {
  const at = copy.lastIndexOf('|');
  const state = EditorState.create({
    doc: copy.slice(0, at) + copy.slice(at + 1),
    selection: { anchor: at },
  });
  let made: Transaction | null = null;
  const took = paragraph({ state, dispatch: (transaction) => (made = transaction) });
  const after = (made as Transaction | null)?.state ?? state;
  const text = after.doc.toString();
  const { head } = after.selection.main;
  return took ? `${text.slice(0, head)}|${text.slice(head)}` : null;
}

test.each([
  ['ends the paragraph', 'One|', 'One\n\n|'],
  ['parts it where the caret is', 'One |two', 'One \n\n|two'],
  ['leaves no space at the beginning', 'One| two', 'One\n\n|two'],
  [
    'leaves a label that stands right below one',
    '# Head|\n**New:** x',
    '# Head\n\n|\n\n**New:** x',
  ],
  ['keeps the paragraph that follows', 'One|\n\nTwo', 'One\n\n|\n\nTwo'],
  ['pressed twice from habit is once', 'One\n\n|', 'One\n\n|'],
])('%s', (_, before, after) => {
  expect(enter(before)).toBe(after);
});

test.each([
  ['in a table', '| a | b ||'],
  ['in code', '```\ncode|'],
  ['on an empty line below words', 'One\n|'],
  ['before the first word', '|One'],
])('%s a line is a line', (_, copy) => {
  expect(enter(copy)).toBeNull();
});
