import type { ChangeDesc, Text } from '@codemirror/state';

/** Words that somebody is about to comment on; start is -1 for the item, item empty for the issue. */
export interface Quote {
  item: string;
  start: number;
  end: number;
  words: string;
}

/** The quote after its copy was changed here; where all its words went it is about the item. */
export function movedQuote(quote: Quote, changes: ChangeDesc, after: Text): Quote {
  if (quote.start < 0) return quote;
  const start = changes.mapPos(quote.start, 1);
  const end = Math.max(start, changes.mapPos(quote.end, -1));
  const words = after.sliceString(start, end);
  return words === '' && quote.words !== '' ? whole(quote) : { ...quote, start, end, words };
}

/**
 * The quote in a text that may be another one than it was taken from: its words where they stand
 * nearest, or else the item. It is never about words that somebody did not mean.
 */
export function foundQuote(quote: Quote, text: string): Quote {
  const { start, end, words } = quote;
  if (start < 0 || text.slice(start, end) === words) return quote;
  if (words === '') return whole(quote);
  const [behind, before] = [text.indexOf(words, start), text.lastIndexOf(words, start)];
  const isBefore = before >= 0 && (behind < 0 || start - before < behind - start);
  const at = isBefore ? before : behind;
  return at < 0 ? whole(quote) : { ...quote, start: at, end: at + words.length };
}

const whole = (quote: Quote): Quote => ({ ...quote, start: -1, end: -1, words: '' });
