/** What the editor of copy and whoever holds it tell one another. */

import type { ChangeSet, Text } from '@codemirror/state';

import type { PictureAdded } from '../backend';
import type { FindingHooks } from './findings';
import type { NoteHooks } from './notes';
import type { Span } from './pasted';

export interface OpenItem {
  id: string;
  copy: string;
  kind: string;
  story: string;
  like: string;
}

export interface EditorCallbacks {
  /** Every change of a copy, undo included, in order; and what of the text after it was pasted with it. */
  changed: (item: string, changes: ChangeSet, after: Text, pasted: readonly Span[]) => void;
  /** The caret has moved. */
  caret: (item: string, position: number) => void;
  /** Dropped or pasted files; none asks the system's clipboard. */
  pictures: (files: File[]) => Promise<PictureAdded[]>;
  pickPictures: () => Promise<PictureAdded[]>;
  /** A paste that was not put in. */
  tooLarge: (text: string) => void;
  openLink: (address: string) => void;
  /** What an item is called, where hits of the whole issue are listed. */
  nameOf?: (item: string) => string;
  /** What can be done about what preflight found. */
  findings?: FindingHooks;
  /** What becomes of comments and suggestions. */
  notes?: NoteHooks;
  /** Who wrote what is not to be shown any more: Escape was pressed. */
  uncredit?: () => void;
}
