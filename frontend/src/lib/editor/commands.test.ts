import { EditorState, type StateCommand, type Transaction } from '@codemirror/state';
import { expect, test } from 'vitest';

import { bullets, headline, makeLink, numbers, quote, toggleMarks } from './commands';

/** Runs a command; bars in the text are the selection, before and after. */
function done(command: StateCommand, text: string): string {
  const anchor = text.indexOf('|');
  const head = text.lastIndexOf('|');
  const state = EditorState.create({
    doc: text.replaceAll('|', ''),
    selection: { anchor, head: head > anchor ? head - 1 : anchor },
  });
  let after: EditorState = state;
  command({ state, dispatch: (transaction: Transaction) => (after = transaction.state) });
  const { from, to } = after.selection.main;
  const doc = after.doc.toString();
  return from === to
    ? `${doc.slice(0, from)}|${doc.slice(from)}`
    : `${doc.slice(0, from)}|${doc.slice(from, to)}|${doc.slice(to)}`;
}

test.each([
  ['bold', toggleMarks('**'), 'a |b c| d', 'a **|b c|** d'],
  ['not bold', toggleMarks('**'), 'a **|b c|** d', 'a |b c| d'],
  ['the word at hand', toggleMarks('**'), 'a wo|rd', 'a **wo|rd**'],
  ['italic in bold', toggleMarks('*'), '**|a|**', '***|a|***'],
  ['a link', makeLink, 'the |port| is', 'the [port](|) is'],
  ['a headline', headline, 'The ti|de', '# The ti|de'],
  ['no headline', headline, '# The ti|de', 'The ti|de'],
  ['bullets', bullets, '|a\n\nb|', '- |a\n\n- b|'],
  ['no bullets', bullets, '- |a\n- b|', '|a\nb|'],
  ['numbers', numbers, '|a\nb|', '1. |a\n2. b|'],
  ['numbers of bullets', numbers, '- |a\n- b|', '1. |a\n2. b|'],
  ['a quotation', quote, 'a|', '> a|'],
])('%s', (_, command, before, after) => {
  expect(done(command, before)).toBe(after);
});
