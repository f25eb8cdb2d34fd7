/** What a comparison is, as the desk answers it (GET /compare/<issue>). Places are UTF-16 units. */

/** A state of an issue, or of an item, that can be compared. */
export interface VersionView {
  /** “now” for what it is now. */
  id: string;
  /** By which it can be asked for too: now, looked, signed, exported, sent. */
  names?: string[];
  /** RFC 3339. */
  time: string;
  who: string;
  initials: string;
  /** What became of it: exported, review, signed, looked, merged, change. */
  why: string[] | null;
  /** Of an item in the list; else 0, as the next two. */
  words: number;
  /** Words, against the one before it. */
  added?: number;
  removed?: number;
  /** Of a side of a comparison: why there is no page of it; empty when there is one. */
  problem?: string;
}

/** What became of a stretch of copy. One side may be empty; the stretches follow each other. */
export interface TextChange {
  from_start: number;
  from_end: number;
  to_start: number;
  to_end: number;
}

/** A picture that came, went, or is another one under its name. */
export interface ComparedPicture {
  name: string;
  /** Their addresses; empty where there is none, or none that can be shown. */
  from: string;
  to: string;
  alt: string;
}

export interface ComparedItem {
  id: string;
  kind: string;
  /** When it was of another kind; else empty. */
  kind_from?: string;
  name: string;
  state: 'same' | 'changed' | 'added' | 'removed';
  moved: boolean;
  /** What it was on one side is not in the store any more. */
  lost?: boolean;
  /** The copies. */
  from: string;
  to: string;
  changes: TextChange[];
  /** Words. */
  added: number;
  removed: number;
  pictures: ComparedPicture[];
}

/** A line of the head that is another one: subject, preheader, number, date. */
export interface HeadChange {
  name: string;
  from: string;
  to: string;
}

export interface Compared {
  from: VersionView;
  to: VersionView;
  items: ComparedItem[];
  head: HeadChange[];
  changes: number;
  html_from: string;
  html_to: string;
}
