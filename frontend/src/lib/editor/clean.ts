/**
 * What copy may hold, on both sides of the window: Go's change.Clean does the same, unit for unit, so
 * that positions stay what they were.
 */

import { EditorState, Transaction, type Extension } from '@codemirror/state';

// Line ends of other programs; what XML 1.0 (2.2) forbids; halves of characters.
const LINE_END = /[\f\v\u0085\u2028\u2029]/g;
const FORBIDDEN = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/g;
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text as copy may hold it. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(LINE_END, '\n')
    .replace(FORBIDDEN, '\ufffd')
    .replace(HALF, '\ufffd');
}

/** Cleans whatever is put in, by whatever way. */
export function cleaning(): Extension {
  return EditorState.transactionFilter.of((transaction) => {
    if (!transaction.docChanged) return transaction;
    const put: { from: number; to: number; text: string }[] = [];
    transaction.changes.iterChanges((from, to, _from, _to, inserted) => {
      put.push({ from, to, text: inserted.toString() });
    });
    if (put.every(({ text }) => clean(text) === text)) return transaction;
    return {
      changes: put.map(({ from, to, text }) => ({ from, to, insert: clean(text) })),
      effects: transaction.effects,
      scrollIntoView: transaction.scrollIntoView,
      userEvent: transaction.annotation(Transaction.userEvent) ?? 'input',
    };
  });
}
