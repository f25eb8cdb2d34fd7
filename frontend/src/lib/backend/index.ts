/**
 * The only door to the generated bindings and to what the program serves. What goes wrong behind it
 * is thrown as a Fault.
 */

import type { Compared, VersionView } from '../compare/shapes';
import { asFault } from './fault';
import type {
  DraftView,
  Flight,
  FlightFinding,
  MendedView,
  Page,
  ReviewView,
  Simulated,
} from './shapes';
import * as Backups from './wailsjs/go/app/Backups';
import * as Frame from './wailsjs/go/app/Frame';
import * as Library from './wailsjs/go/app/Library';
import * as Notes from './wailsjs/go/app/Notes';
import * as Preflight from './wailsjs/go/app/Preflight';
import * as Review from './wailsjs/go/app/Review';
import * as Send from './wailsjs/go/app/Send';
import * as Settings from './wailsjs/go/app/Settings';
import * as ThinkingCalls from './wailsjs/go/app/Thinking';
import * as Write from './wailsjs/go/app/Write';
import type { desk, issue } from './wailsjs/go/models';
import { ClipboardSetText, EventsOn, OnFileDrop } from './wailsjs/runtime/runtime';

export { Fault, asFault } from './fault';
export type * from './shapes';

export type AcceptedItem = desk.AcceptedItem;
export type AuthorRun = desk.AuthorRun;
export type Card = desk.Card;
export type ColourForm = desk.ColourForm;
export type CopyView = desk.CopyView;
export type Echo = desk.Echo;
export type Finding = issue.Finding;
export type HouseForm = desk.HouseForm;
export type ItemView = desk.ItemView;
export type Judged = desk.Judged;
export type LabelView = desk.LabelView;
export type Lexicon = desk.Lexicon;
export type Link = issue.Link;
export type NewIssue = desk.NewIssue;
export type PageBlock = desk.PageBlock;
export type PairView = desk.PairView;
export type Patch = desk.Patch;
export type PictureAdded = desk.PictureAdded;
export type PictureView = desk.PictureView;
export type ProfileName = desk.ProfileName;
export type PublicationForm = desk.PublicationForm;
export type Range = desk.Range;
export type Restored = desk.Restored;
export type RevisionView = desk.RevisionView;
export type RundownView = desk.RundownView;
export type SectionView = desk.SectionView;
export type Size = desk.Size;
export type StoryForm = desk.StoryForm;
export type FoundView = desk.FoundView;
export type ModelForm = desk.ModelForm;
export type ModelView = desk.ModelView;
export type PastCloser = desk.PastCloser;
export type Thought = desk.Thought;
export type ThoughtAsk = desk.ThoughtAsk;
export type ThoughtClaim = desk.ThoughtClaim;
export type ThoughtPlan = desk.ThoughtPlan;
export type Thoughts = desk.Thoughts;
export type ThoughtUse = desk.ThoughtUse;
export type ThoughtUsed = desk.ThoughtUsed;
export type Typed = desk.Typed;
export type WordPair = desk.WordPair;

// Wails writes Go's time as any; it is text in RFC 3339.
export type IssueCard = Omit<desk.IssueCard, 'changed'> & { changed: string };
export type PublicationCard = Omit<desk.PublicationCard, 'issues'> & { issues: IssueCard[] };
export interface Shelf {
  publications: PublicationCard[];
  /** What could not be read, and what to do about it. */
  problem: string;
  hint: string;
}
export interface ImportedIssue {
  issue: IssueCard;
  notes: string[];
}
/** What came in a review file; see desk.ReviewFileTaken. */
export type ReviewFileTaken = Omit<desk.ReviewFileTaken, 'issue'> & { issue: IssueCard };
export type ReviewFileMade = desk.ReviewFileMade;
/** A review file that was not taken in. */
export interface RefusedFile {
  name: string;
  message: string;
  hint: string;
}
/** What the window opens on; see desk.Beginning. */
export interface Beginning {
  shelf: Shelf;
  /** JSON, by their names. */
  preferences: Record<string, string>;
  /** The issue to open; empty for none. */
  issue: string;
  asked: boolean;
  /** The page had stopped, and this is a new one. */
  resumed: boolean;
  draft: DraftView | null;
  /** What was wrong with the store and what was done; null for nothing. */
  mended: MendedView | null;
  /** Review files that Galley was started with. */
  taken: ReviewFileTaken[];
  refused: RefusedFile[];
}
export type BackupEntry = Omit<desk.BackupView, 'time'> & { time: string };
/** The backups, the newest first; see desk.BackupsView. */
export interface BackupsList {
  dir: string;
  list: BackupEntry[];
  problem: string;
  hint: string;
}
export interface BackupProgress {
  done: number;
  total: number;
}
export type HistoryEntry = Omit<desk.HistoryEntry, 'time'> & { time: string };
/** The folder with the person's text; written is RFC 3339, year 1 for never. */
export type MirrorView = Omit<desk.MirrorView, 'written'> & { written: string };
export type ReceiptCard = Omit<desk.ReceiptCard, 'time'> & { time: string };

/** A bound method that throws Faults, and nothing when there is no program behind the page. */
function bound<A extends unknown[], R, S extends R = R>(
  call: (...given: A) => Promise<R>,
): (...given: A) => Promise<S> {
  return async (...given) => {
    try {
      return (await call(...given)) as S;
    } catch (reason) {
      throw asFault(reason);
    }
  };
}

export const frame = {
  openLink: bound(Frame.OpenLink),
  showData: bound(Frame.ShowData),
  showAside: bound(Frame.ShowAside),
  setTitle: bound(Frame.SetTitle),
  keepSize: bound(Frame.KeepSize),
  handOver: bound(Frame.HandOver),
  keepSpot: bound(Frame.KeepSpot),
  pong: bound(Frame.Pong),
};

export const library = {
  shelf: bound<[], desk.Shelf, Shelf>(Library.Shelf),
  newPublication: bound<[name: string, sender: string], desk.PublicationCard, PublicationCard>(
    Library.NewPublication,
  ),
  newIssue: bound<[publication: string, ask: NewIssue], desk.IssueCard, IssueCard>(
    Library.NewIssue,
  ),
  archiveIssue: bound(Library.ArchiveIssue),
  deleteIssue: bound(Library.DeleteIssue),
  restoreIssue: bound(Library.RestoreIssue),
  archivePublication: bound(Library.ArchivePublication),
  deletePublication: bound(Library.DeletePublication),
  restorePublication: bound(Library.RestorePublication),
  /** Asks with the system's dialog; none when it was cancelled. */
  importFile: bound<[publication: string], desk.ImportedIssue[] | null, ImportedIssue[] | null>(
    Library.ImportFile,
  ),
  importPaths: bound<
    [publication: string, paths: string[]],
    desk.ImportedIssue[] | null,
    ImportedIssue[] | null
  >(Library.ImportPaths),
  /** The path that was written; empty when it was cancelled. */
  exportIssueFile: bound(Library.ExportIssueFile),
  /** The same, with what is open of its suggestions and comments as CriticMarkup. */
  exportCriticFile: bound(Library.ExportCriticFile),
  openSample: bound<[], desk.IssueCard, IssueCard>(Library.OpenSample),
};

/** Bound calls are for small messages: what has more characters is posted. */
export const LARGE = 8000;

const part = encodeURIComponent;

async function fetched(path: string, post?: BodyInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, post === undefined ? {} : { method: 'POST', body: post });
  } catch (reason) {
    throw asFault(reason);
  }
  if (answer.ok) return answer;
  throw asFault(await answer.json().catch(() => undefined));
}

async function json<T>(path: string, post?: BodyInit): Promise<T> {
  const answer = await fetched(path, post);
  try {
    return (await answer.json()) as T;
  } catch (reason) {
    throw asFault(reason);
  }
}

/** What the window opens on. */
export const begin = (): Promise<Beginning> => json('/begin');

/** An issue as it is opened for writing. */
export const draft = (issue: string): Promise<DraftView> => json(`/draft/${part(issue)}`);

/** The preview. */
export const page = (issue: string): Promise<Page> => json(`/page/${part(issue)}`);

/** The preview as a mail program would show it. */
export const simulated = (issue: string, client: string): Promise<Simulated> =>
  json(`/simulated/${part(issue)}?client=${part(client)}`);

/** The email's text part. */
export const textPart = async (issue: string): Promise<string> =>
  (await fetched(`/text/${part(issue)}`)).text();

/** Puts the whole copy in the place of the desk's; `pasted` is what of it was not known there before. */
export function postCopy(
  issue: string,
  item: string,
  copy: string,
  pasted: readonly { from: number; to: number }[] = [],
): Promise<Echo> {
  const spans = pasted.slice(0, MOST_SPANS).map(({ from, to }) => `${String(from)}-${String(to)}`);
  const ask = spans.length === 0 ? '' : `?pasted=${spans.join()}`;
  return json(`/copy/${part(issue)}/${part(item)}${ask}`, copy);
}

/** As many as an address has room for. */
const MOST_SPANS = 200;

export const postPicture = (issue: string, file: File): Promise<PictureAdded> =>
  json(`/picture/${part(issue)}?name=${part(file.name)}`, file);

export const postImport = (publication: string, file: File): Promise<ImportedIssue> =>
  json(`/import/${part(publication)}?name=${part(file.name)}`, file);

export const write = {
  draft,
  page,
  text: textPart,
  simulated,
  copy: postCopy,
  picture: postPicture,
  type: bound(Write.Type),
  rest: bound(Write.Rest),
  leave: bound(Write.Leave),
  history: bound<[issue: string, item: string], desk.HistoryEntry[] | null, HistoryEntry[] | null>(
    Write.History,
  ),
  revisionView: bound(Write.RevisionView),
  restoreRevision: bound(Write.RestoreRevision),
  setCard: bound(Write.SetCard),
  addItem: bound(Write.AddItem),
  removeItem: bound(Write.RemoveItem),
  restoreItem: bound(Write.RestoreItem),
  moveItem: bound(Write.MoveItem),
  setKind: bound(Write.SetKind),
  setState: bound(Write.SetState),
  sendItem: bound(Write.SendItem),
  pickPictures: bound(Write.PickPictures),
  pastePicture: bound(Write.PastePicture),
  addPicturePaths: bound(Write.AddPicturePaths),
  lexicon: bound(Write.Lexicon),
  addWord: bound(Write.AddWord),
};

export const preflight = {
  /** All that it says of an issue. */
  flight: (issue: string): Promise<Flight> => json(`/preflight/${part(issue)}`),
  /** The same of the item that is open, in the version that the page knows; of another one nothing. */
  item: (issue: string, item: string, version: number): Promise<FlightFinding[] | null> =>
    bound(Preflight.Item)(issue, item, version) as Promise<FlightFinding[] | null>,
  waive: bound(Preflight.Waive),
  unwaive: bound(Preflight.Unwaive),
  /** Runs to its end; the event “links” tells how far it is. */
  checkLinks: bound(Preflight.CheckLinks),
  stopLinks: bound(Preflight.StopLinks),
};

/** Two versions side by side; of the whole issue when item is empty. */
export const compare = async (
  issue: string,
  item: string,
  from: string,
  to: string,
): Promise<Compared> => {
  const path = `/compare/${part(issue)}?item=${part(item)}&from=${part(from)}&to=${part(to)}`;
  const answer = await json<Compared | { none: unknown }>(path);
  if ('none' in answer) throw asFault(answer.none);
  return answer;
};

/** What can be compared, the newest first. */
export const versions: (issue: string, item: string) => Promise<VersionView[] | null> = bound(
  Review.Versions,
);

/** What people say about copy; see app.Notes. */
export const notes = {
  review: (issue: string): Promise<ReviewView> => json(`/review/${part(issue)}`),
  me: bound(Notes.Me),
  setMe: bound(Notes.SetMe),
  /** The same person under another name. */
  rename: bound(Notes.Rename),
  comment: bound(Notes.Comment),
  reply: bound(Notes.Reply),
  reword: bound(Notes.Reword),
  withdraw: bound(Notes.Withdraw),
  resolve: bound(Notes.Resolve),
  suggest: (
    issue: string,
    item: string,
    version: number,
    edits: desk.SuggestedEdit[],
  ): Promise<desk.Suggested> => {
    const all = JSON.stringify(edits);
    if (all.length <= LARGE) return bound(Notes.Suggest)(issue, item, version, edits);
    return json(`/suggestions/${part(issue)}/${part(item)}?version=${String(version)}`, all);
  },
  accept: bound(Notes.Accept),
  stet: bound(Notes.Stet),
  reopen: bound(Notes.Reopen),
  explain: bound(Notes.Explain),
  authors: bound<
    [issue: string, item: string, version: number],
    desk.AuthorRun[] | null,
    AuthorRun[] | null
  >(Notes.Authors),
  setState: bound(Write.SetState),
  setAllStates: bound(Notes.SetAllStates),
  signIssue: bound(Notes.SignIssue),
  /** Takes back the last step of an item, or the issue's sign-off. */
  unstep: bound(Notes.Unstep),
  takePart: bound(Notes.TakePart),
  looked: bound(Review.Looked),
  /** Asks with the system's dialog; its path is empty when it was cancelled. Only is empty for the whole issue. */
  saveReviewFile: bound(Notes.SaveReviewFile),
  /** Asks with the system's dialog; none when it was cancelled. */
  openReviewFile: bound<[], desk.ReviewFileTaken[] | null, ReviewFileTaken[] | null>(
    Notes.OpenReviewFile,
  ),
  /** Of files that were dropped on the window. */
  takeReviewPaths: bound<
    [paths: string[]],
    desk.ReviewFileTaken[] | null,
    ReviewFileTaken[] | null
  >(Notes.TakeReviewPaths),
};

export const send = {
  judge: bound(Send.Judge),
  export: bound<[issue: string, profile: string], desk.ReceiptCard, ReceiptCard>(Send.Export),
  exportAgain: bound<[issue: string, profile: string, dir: string], desk.ReceiptCard, ReceiptCard>(
    Send.ExportAgain,
  ),
  copyHTML: bound(Send.CopyHTML),
  saveEML: bound(Send.SaveEML),
  receipts: bound<[issue: string], desk.ReceiptCard[] | null, ReceiptCard[] | null>(Send.Receipts),
  setProfile: bound(Send.SetProfile),
  showFolder: bound(Send.ShowFolder),
};

export const settings = {
  publication: bound(Settings.Publication),
  setPublication: bound(Settings.SetPublication),
  house: bound(Settings.House),
  setHouseText: bound(Settings.SetHouseText),
  setHouse: bound(Settings.SetHouse),
  useHouse: bound(Settings.UseHouse),
  setPreference: bound(Settings.SetPreference),
  mirror: bound<[], desk.MirrorView, MirrorView>(Settings.Mirror),
  showMirror: bound(Settings.ShowMirror),
  /** Asks with the system's dialog; its folder is empty when it was cancelled. */
  moveMirror: bound<[], desk.MirrorView, MirrorView>(Settings.MoveMirror),
};

/** A model’s help. */
export const thinking = {
  model: bound(ThinkingCalls.Model),
  /** The same with where its key is. */
  settings: bound(ThinkingCalls.Settings),
  setModel: bound(ThinkingCalls.SetModel),
  setKey: bound(ThinkingCalls.SetKey),
  models: bound<[], string[] | null, string[] | null>(ThinkingCalls.Models),
  test: bound(ThinkingCalls.Test),
  plan: bound(ThinkingCalls.Plan),
  /** Runs to its end; the event “thinking” of that number tells what comes meanwhile. */
  ask: bound(ThinkingCalls.Ask),
  /** The ask of that number. */
  stop: bound(ThinkingCalls.Stop),
  stopTest: bound(ThinkingCalls.StopTest),
  use: bound(ThinkingCalls.Use),
  /** A draft; the offer itself when the text is empty. */
  stet: bound(ThinkingCalls.Stet),
  /** At a place of an item; in all of it when start is below zero, in the issue when item is empty. */
  confirm: bound(ThinkingCalls.Confirm),
  unconfirm: bound(ThinkingCalls.Unconfirm),
};

export const backups = {
  list: bound<[], desk.BackupsView, BackupsList>(Backups.List),
  backUp: bound(Backups.BackUp),
  restore: bound(Backups.Restore),
  stop: bound(Backups.Stop),
};

/** Puts words on the clipboard. */
export const copyText = bound(ClipboardSetText);

/** What the program tells the page. */
export interface Events {
  saved: { issue: string; items: { id: string; version: number }[] };
  unsaved: { issue: string; message: string; hint: string };
  menu: { command: string };
  dropped: { paths: string[] };
  backing: BackupProgress;
  /** A backup took the place of everything. */
  restored: { time: string; before: string };
  /** The number is the answer's. */
  closing: number;
  /** The same: whether the page is alive. */
  ping: number;
  /** Room on the disk runs short; without a message it is enough again. */
  room: { message: string; hint: string };
  /** Something came in from the folder with the person's text; the issue is empty for what stands around all. */
  changed: { issue: string };
  mirror: OutsideEvent;
  /** A review file was double-clicked while Galley is open, and taken in. */
  taken: ReviewFileTaken;
  /** The same, and it was not. */
  refused: RefusedFile;
  /** How far the check of an issue's links is. */
  links: { issue: string; done: number; total: number };
  /** Pieces of drafts that a model is writing. */
  thinking: { number: number; pieces: { draft: number; text: string }[] };
}

/** What there is to say of that folder; see desk.Outside. */
export interface OutsideEvent {
  kind: string;
  issue: string;
  item: string;
  revision: string;
  name: string;
  file: string;
  message: string;
  hint: string;
}

/** Listens; the answer stops it. */
export function on<N extends keyof Events>(
  name: N,
  handler: (event: Events[N]) => void,
): () => void {
  return EventsOn(name, handler as (event: unknown) => void);
}

/** Whether files that are dropped on the window arrive as paths, by the event. */
export function dropsArePaths(): boolean {
  return (
    (window as { wails?: { flags?: { enableWailsDragAndDrop?: boolean } } }).wails?.flags
      ?.enableWailsDragAndDrop === true
  );
}

/** On Windows a drop gets its paths only when the page asks for them; they come by the event. */
export function askForDrops(): void {
  if (dropsArePaths()) OnFileDrop(() => undefined, false);
}
