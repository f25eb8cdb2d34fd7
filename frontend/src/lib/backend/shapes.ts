/**
 * What is fetched as bytes and not through a bound call, so that Wails makes no type of it. A test in
 * app/ holds these against Go's types.
 */

import type { desk } from './wailsjs/go/models';

/** GET /draft/<issue>: an issue that is open for writing. */
export interface DraftView {
  issue: string;
  publication: string;
  name: string;
  card: desk.Card;
  rundown: desk.ItemView[];
  copies: desk.CopyView[];
  grammar: Grammar;
  page: Page;
  notes: string[];
}

/** What the house style offers. */
export interface Grammar {
  house: string;
  kinds: KindView[];
  labels: desk.LabelView[];
  slots: string[];
}

/** A kind of item that can be added. */
export interface KindView {
  kind: string;
  story: string;
  title: string;
  like: string;
  labels: string[];
  required: string[];
  words: desk.Range;
  picture: boolean;
}

/** GET /page/<issue>: the preview. */
export interface Page {
  number: number;
  html: string;
  items: PageItem[];
  size: desk.Size;
  problem: string;
}

/** An item's blocks on the page. */
export interface PageItem {
  id: string;
  blocks: desk.PageBlock[];
}

/** GET /simulated/<issue>?client=: the preview as a mail program would show it. */
export interface Simulated {
  html: string;
  /** What the simulation changed: sentences. */
  notes: string[];
  /** Of the knowledge that it goes by: 2025-09-09. */
  date: string;
}

/** What was wrong with the store, and what was done about it: a part of GET /begin. */
export interface MendedView {
  message: string;
  hint: string;
  whole: boolean;
  /** There are damaged files to be looked at. */
  aside: boolean;
}
