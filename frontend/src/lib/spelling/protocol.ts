/** What the page and the worker say to each other: plain values, one answer to each question. */

/** The English that is written; a language tag without a country is both at once. */
export type Dialect = 'us' | 'gb' | 'au' | 'ca' | 'in';

export type Question =
  | { id: number; ask: 'begin'; dialect: Dialect; words: readonly string[] }
  | { id: number; ask: 'judge'; text: string };

/** A mistake, as the linter has it: places count characters, not UTF-16 units. */
export interface Lint {
  rule: string;
  from: number;
  to: number;
  message: string;
  /** What would stand in its place; empty takes it away. */
  instead: readonly string[];
}

export type Answer = { id: number; lints: readonly Lint[] } | { id: number; failed: string };
