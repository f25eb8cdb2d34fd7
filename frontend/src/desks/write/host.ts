import type { PictureAdded, Size } from '../../lib/backend';
import type { Command } from '../../lib/commands/command';
import type { Mode } from '../../lib/spelling/modes';
import type { Saved } from '../../lib/state/draft-saving.svelte';
import type { Draft, DraftDesk, Notices } from '../../lib/state/draft.svelte';
import type { MarginHost } from '../../lib/state/margin';
import type { Preflight } from '../../lib/state/preflight.svelte';
import type { ReviewHost } from '../../lib/state/reviewing';
import type { SpellingDesk } from '../../lib/state/spelling';
import type { Thinking, ThoughtEvent } from '../../lib/state/thinking.svelte';
import type { PaneSizes } from '../../lib/state/preferences.svelte';
import type { Target } from '../../lib/state/workspace.svelte';
import type { OtherIssue } from './menus';

/** What the foot shows of the issue that is open. */
export interface Foot {
  /** Words of the open item against its budget, and of the issue. */
  words: number;
  budget: { min: number; max: number };
  issueWords: number;
  size: Size;
  saved: Saved;
  /** Why it cannot be saved, and what to do about it. */
  message: string;
  hint: string;
}

/** What the Write desk needs of the window around it. */
export interface WriteHost extends ReviewHost {
  desk: DraftDesk & SpellingDesk;
  notices: Notices;
  openLink: (address: string) => void;
  copyText: (text: string) => void;
  otherIssues: (issue: string) => Promise<OtherIssue[]>;
  pictures: (issue: string, files: File[]) => Promise<PictureAdded[]>;
  /** Files that were dropped on the window, by their paths; the answer stops it. */
  dropped: (handler: (paths: string[]) => void) => () => void;
  droppedPictures: (issue: string, paths: string[]) => Promise<PictureAdded[]>;
  pickPictures: (issue: string) => Promise<PictureAdded[]>;
  /** Makes a text that another program wrote an item's own; whether it went well. */
  take: (issue: string, item: string, revision: string) => Promise<boolean>;
  foot: (foot: Foot | null) => void;
  commands: (desk: 'write' | 'review', commands: readonly Command[]) => void;
  /** The draft of an issue that was left while not all of its words were with the desk. */
  before: (issue: string) => Draft | null;
  /** From now on this is the issue's draft. */
  opened: (draft: Draft) => void;
  /** What stands around the issue and was typed has gone to the desk. */
  around: () => Promise<void>;
  /** It is left: what it still holds it goes on sending. */
  left: (draft: Draft) => void;
  /** When spelling is judged. */
  spelling: () => Mode;
  setSpelling: (mode: Mode) => void;
  panes: () => PaneSizes;
  resize: (change: Partial<PaneSizes>) => void;
  /** Text that was too much for a paste becomes an issue of its own. */
  importText: (text: string) => Promise<void>;
  /** The item that was open last in an issue; empty for none. */
  lastItem: (issue: string) => string;
  keepItem: (issue: string, item: string) => void;
  /** The caret is there now. */
  caret: (issue: string, item: string, position: number) => void;
  /** What preflight finds in an issue. */
  preflight: (issue: string) => Preflight;
  /** The same of one item. */
  judge: (issue: string, ...of: Parameters<MarginHost['item']>) => ReturnType<MarginHost['item']>;
  /** A model’s help at an issue. */
  thinking: (issue: string) => Thinking;
  /** The keys of a command by its name. */
  keysOf: (id: string) => string;
  /** Goes to the page of Settings about it. */
  toModel: () => void;
  /** Hears pieces of drafts; the answer stops it. */
  thoughts: (handler: (event: ThoughtEvent) => void) => () => void;
  /** Goes to the Preflight desk. */
  toPreflight: () => void;
  /**
   * Saves a review file of an issue, or of an item, which is in that state then; the person says
   * where. False when nothing was written: all is as it was.
   */
  saveReview: (issue: string, item: string, state: string, note: string) => Promise<boolean>;
  /** The place that was asked for, once. */
  target: () => Target | null;
}
