/** What the page and the worker say to each other: plain values, one answer to each question. */

/** A country's English. */
export type Dialect = 'us' | 'gb' | 'au' | 'ca' | 'in';

export type Question =
  | { id: number; ask: 'begin'; dialects: readonly Dialect[]; words: readonly string[] }
  | { id: number; ask: 'judge'; text: string };

/** A mistake, as the linter has it: places count characters, not UTF-16 units. */
export interface Lint {
  rule: string;
  from: number;
  to: number;
  /** What would stand in its place; empty takes it away. */
  instead: readonly string[];
}

export type Answer = { id: number; lints: readonly Lint[] } | { id: number; failed: string };
