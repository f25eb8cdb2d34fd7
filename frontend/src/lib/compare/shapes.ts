/** What a comparison is, as the desk answers it (GET /compare/<issue>). Places are UTF-16 units. */

/** A state of an issue, or of an item, that can be compared. */
export interface VersionView {
  id: string;
  /** RFC 3339. */
  time: string;
  who: string;
  initials: string;
  /** What became of it: exported, review, signed, looked, merged, change. */
  why: string[];
  words: number;
}

/** What became of a stretch of copy. One side may be empty; the stretches follow each other. */
export interface TextChange {
  from_start: number;
  from_end: number;
  to_start: number;
  to_end: number;
}

export interface ComparedPicture {
  name: string;
  /** Their addresses; empty where there is none. */
  from: string;
  to: string;
  alt: string;
}

export interface ComparedItem {
  id: string;
  kind: string;
  name: string;
  state: 'same' | 'changed' | 'added' | 'removed';
  moved: boolean;
  /** The copies. */
  from: string;
  to: string;
  changes: TextChange[];
  /** Words. */
  added: number;
  removed: number;
  pictures: ComparedPicture[];
}

/** A line of the head: subject, preheader, number, date. */
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
