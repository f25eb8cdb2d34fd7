/** Which words came by pasting or dropping, and where they are after further changes. */

import type { ChangeDesc, Transaction } from '@codemirror/state';

/** Units of a copy, in UTF-16. */
export interface Span {
  from: number;
  to: number;
}

/**
 * What a transaction puts in that came from elsewhere, of the text after it. Words that are dragged from
 * one place of the copy to another did not: CodeMirror calls that a move.
 */
export function pastedIn(transaction: Transaction): Span[] {
  if (!transaction.isUserEvent('input.paste') && !transaction.isUserEvent('input.drop')) return [];
  const spans: Span[] = [];
  transaction.changes.iterChanges((_from, _to, from, to) => {
    if (from < to) spans.push({ from, to });
  });
  return spans;
}

/** What is left of spans after a change: what was put into the middle of one is not a part of it. */
export function leftOf(spans: readonly Span[], changes: ChangeDesc): Span[] {
  if (spans.length === 0) return [];
  const left: Span[] = [];
  changes.iterGaps((from, to, length) => {
    for (const span of spans) {
      const start = Math.max(span.from, from);
      const end = Math.min(span.to, from + length);
      if (start < end) left.push({ from: to + start - from, to: to + end - from });
    }
  });
  return joined(left);
}

/** Spans in order, those that touch as one. */
export function joined(spans: readonly Span[]): Span[] {
  const all: Span[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = all.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else all.push({ from, to });
  }
  return all;
}
