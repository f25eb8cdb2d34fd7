/**
 * What copy may hold, on both sides of the window: Go's change.Clean does the same, unit for unit, so
 * that positions stay what they were.
 */

import { EditorState, Transaction, type Extension } from '@codemirror/state';

// Line ends of other programs; what XML 1.0 (2.2) forbids; halves of characters.
const LINE_END = /[\f\v\u0085\u2028\u2029]/g;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
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
    let unclean = false;
    const specs: { from: number; to: number; insert: string }[] = [];
    transaction.changes.iterChanges((from, to, _a, _b, inserted) => {
      const text = inserted.toString();
      const cleaned = clean(text);
      if (cleaned !== text) unclean = true;
      specs.push({ from, to, insert: cleaned });
    });
    if (!unclean) return transaction;
    return [
      {
        changes: specs,
        effects: transaction.effects,
        scrollIntoView: transaction.scrollIntoView,
        annotations: Transaction.userEvent.of(
          transaction.annotation(Transaction.userEvent) ?? 'input',
        ),
      },
    ];
  });
}
