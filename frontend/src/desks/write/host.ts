import type { PictureAdded, Size } from '../../lib/backend';
import type { DraftDesk, Notices, Saved } from '../../lib/state/draft.svelte';
import type { OtherIssue } from './menus';

/** What the foot shows of the issue that is open. */
export interface Foot {
  /** Words of the open item against its budget, and of the issue. */
  words: number;
  budget: { min: number; max: number };
  issueWords: number;
  size: Size;
  saved: Saved;
}

/** A command of this desk, as the palette lists it. */
export interface Command {
  id: string;
  title: string;
  /** As shown and as pressed: Alt+ArrowUp. Empty for none. */
  keys: string;
  group: string;
  run: () => void;
  when?: () => boolean;
}

/** What the Write desk needs of the window around it. */
export interface WriteHost {
  desk: DraftDesk;
  notices: Notices;
  openLink: (address: string) => void;
  copyText: (text: string) => void;
  otherIssues: (issue: string) => Promise<OtherIssue[]>;
  pictures: (issue: string, files: File[]) => Promise<PictureAdded[]>;
  pickPictures: (issue: string) => Promise<PictureAdded[]>;
  foot: (foot: Foot | null) => void;
  commands: (commands: readonly Command[]) => void;
  remembered: (name: string) => number | null;
  remember: (name: string, value: number) => void;
}
