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

export type Severity = 'error' | 'warning' | 'query';

/** GET /preflight/<issue>: what preflight says of an issue. */
export interface Flight {
  findings: FlightFinding[];
  waived: WaivedFinding[];
  errors: number;
  warnings: number;
  queries: number;
  /** All that were made, in display order. */
  checks: string[];
  size: desk.Size;
  links: LinksView;
}

/** A finding with its place in the copy as it is typed. */
export interface FlightFinding {
  check: string;
  severity: Severity;
  /** Its 1-based place in the rundown; 0 is the issue itself. */
  item: number;
  item_id: string;
  headline: string;
  /** The label over the words; empty for none. */
  section: string;
  /** Of the email, where the copy has no place for it. */
  part: '' | 'html' | 'text' | 'eml';
  line: number;
  column: number;
  words: string;
  context: string;
  why: string;
  /** UTF-16 units in the item's copy; -1 for what does not stand in it. */
  start: number;
  end: number;
  fix: FlightFix | null;
}

/** What one key would do. */
export interface FlightFix {
  label: string;
  edits: FlightEdit[];
}

/** Replaces a stretch of an item's copy. */
export interface FlightEdit {
  item_id: string;
  start: number;
  end: number;
  insert: string;
}

/** A finding that somebody accepted. */
export interface WaivedFinding extends FlightFinding {
  reason: string;
  who: string;
  /** YYYY-MM-DD. */
  date: string;
  /** For the whole issue, not for its item alone. */
  whole: boolean;
}

/** What is known of an issue's links. */
export interface LinksView {
  total: number;
  checked: number;
  dead: number;
  /** When the first of them was asked, in RFC 3339; empty for none. */
  oldest: string;
}

/** GET /review/<issue>: what people say about an issue, and how far it is. */
export interface ReviewView {
  me: Me;
  /** It came in a review file, and is only read here. */
  guest: boolean;
  /** Of the items’ copies; places are in these. */
  versions: Record<string, number>;
  /** In order of the rundown, then of the copy; the issue’s own first. */
  comments: CommentView[];
  /** Those that are open, in the same order. */
  suggestions: SuggestionView[];
  items: ReviewItem[];
  issue: IssueSignView;
  people: PersonView[];
}

/** Who sits at this desk; asked is false for a name that only the system gave. */
export interface Me {
  name: string;
  initials: string;
  asked: boolean;
}

export interface PersonView {
  name: string;
  initials: string;
}

/** A comment with its thread. */
export interface CommentView {
  id: string;
  /** Empty for one about the issue. */
  item: string;
  words: string;
  /** UTF-16 units; -1 where it stands nowhere in the copy. */
  start: number;
  end: number;
  /** The words are gone; `words` is what they were. */
  lost: boolean;
  who: string;
  initials: string;
  mine: boolean;
  time: string;
  text: string;
  edited: boolean;
  open: boolean;
  resolver: string;
  replies: ReplyView[];
}

/** An answer in a thread. */
export interface ReplyView {
  id: string;
  who: string;
  initials: string;
  mine: boolean;
  time: string;
  text: string;
  edited: boolean;
}

/** An edit that somebody would make. */
export interface SuggestionView {
  id: string;
  item: string;
  start: number;
  end: number;
  lost: boolean;
  before: string;
  old: string;
  new: string;
  after: string;
  reason: string;
  who: string;
  initials: string;
  mine: boolean;
  model: string;
  /** Two people changed these words: the copy has the one, `new` is the other. */
  both: boolean;
  time: string;
}

/** How far an item is, and through whom. */
export interface ReviewItem {
  id: string;
  state: string;
  who: string;
  initials: string;
  time: string;
  note: string;
  /** It followed from a change of the copy. */
  auto: boolean;
  signer: string;
  /** YYYY-MM-DD. */
  signed_on: string;
  /** It is not what was signed. */
  stale: boolean;
  /** It has to be signed before the issue is ready. */
  read: boolean;
  comments: number;
  edits: number;
}

/** How far the whole issue is. */
export interface IssueSignView {
  ready: boolean;
  /** Items that are not ready. */
  left: number;
  signer: string;
  signed_on: string;
  /** Parts of what stands around the items that are not what was signed. */
  changed: string[];
}
