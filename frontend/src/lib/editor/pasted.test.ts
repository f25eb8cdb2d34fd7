import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';

import { pastedIn } from './pasted';

const start = EditorState.create({ doc: 'The 🌊 tide' });
const put = (userEvent: string) =>
  start.update({
    changes: [
      { from: 4, to: 6, insert: 'high' },
      { from: 11, insert: ' came' },
    ],
    userEvent,
  });

test.each(['input.paste', 'input.drop', 'input.drop.text'])('%s puts words in', (event) => {
  const transaction = put(event);
  const words = pastedIn(transaction).map(({ from, to }) =>
    transaction.newDoc.sliceString(from, to),
  );
  expect(words).toEqual(['high', ' came']);
});

test.each(['input.type', 'move.drop', 'undo', 'delete.cut', 'input.fix'])(
  '%s does not',
  (event) => {
    expect(pastedIn(put(event))).toEqual([]);
  },
);

test('what is only taken away leaves nothing', () => {
  const cut = start.update({ changes: { from: 0, to: 4 }, userEvent: 'input.paste' });
  expect(pastedIn(cut)).toEqual([]);
});
