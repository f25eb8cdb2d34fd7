import type { Comparison, Point } from '../state/comparison.svelte';
import type { Review } from '../state/review.svelte';
import { reviewWords } from '../words/notes';
import type { Command, Shortcut } from './command';

const text = reviewWords.commands;
const shortcut = (id: string, title: string, keys = ''): Shortcut => ({
  id: `review.${id}`,
  title,
  group: 'review',
  keys,
});

const shortcuts = {
  comment: shortcut('comment', text.comment, 'Mod+Alt+M'),
  commentItem: shortcut('comment-item', text.commentItem),
  commentIssue: shortcut('comment-issue', text.commentIssue),
  next: shortcut('next', text.next, 'F9'),
  previous: shortcut('previous', text.previous, 'Shift+F9'),
  accept: shortcut('accept', text.accept, 'Mod+Alt+Y'),
  stet: shortcut('stet', text.stet, 'Mod+Alt+X'),
  both: shortcut('both', text.both, 'Mod+Alt+B'),
  reply: shortcut('reply', text.reply, 'Mod+Alt+R'),
  resolve: shortcut('resolve', text.resolve, 'Mod+Alt+E'),
  suggest: shortcut('suggest', text.suggest, 'Mod+Alt+S'),
  whole: shortcut('whole', text.whole, 'Mod+Alt+A'),
  resolved: shortcut('resolved', text.resolved),
  notes: shortcut('notes', text.notes, 'Mod+Alt+N'),
  toNotes: shortcut('to-notes', text.toNotes, 'F6'),
  sign: shortcut('sign', text.sign, 'Mod+Alt+G'),
  signIssue: shortcut('sign-issue', text.signIssue),
  toReview: shortcut('send', text.toReview, 'Mod+Shift+R'),
  back: shortcut('back', text.back, 'Mod+Shift+B'),
  compare: shortcut('compare', text.compare, 'Alt+1'),
  mode: shortcut('mode', text.mode, 'Alt+2'),
  scope: shortcut('scope', text.scope, 'Alt+3'),
  looked: shortcut('looked', text.looked, 'Alt+4'),
  signed: shortcut('signed', text.signed, 'Alt+5'),
  exported: shortcut('exported', text.exported, 'Alt+6'),
  version: shortcut('version', text.version, 'Alt+7'),
  nextChange: shortcut('next-change', text.nextChange, 'F7'),
  previousChange: shortcut('previous-change', text.previousChange, 'Shift+F7'),
  critic: shortcut('critic', text.critic),
  authors: shortcut('authors', text.authors, 'Mod+Alt+W'),
  me: shortcut('me', text.me),
  takePart: shortcut('take-part', text.takePart),
};

/** The keys of the desk, for when it is not open. */
export const reviewKeys: readonly Shortcut[] = Object.values(shortcuts);

/** What the parts of the desk do. */
export interface ReviewParts {
  /** The open item; empty for none. */
  open: () => string;
  /** Comments on what is selected in the copy. */
  comment: () => void;
  /** Two versions are side by side. */
  comparing: () => boolean;
  compare: (on: boolean) => void;
  suggests: () => boolean;
  suggest: (on: boolean) => void;
  notes: () => void;
  /** Moves the keys to the notes, or from there to the copy. */
  toNotes: () => void;
  reply: () => void;
  send: (back: boolean) => void;
  /** Saves the issue as a file with the notes in it. */
  critic: () => void;
  authors: () => void;
  me: () => void;
  /** Edits an issue that was sent to be read. */
  takePart: () => void;
}

/** What can be done about comments, at the Write desk and at the Review desk. */
export function noteCommands(review: Review, parts: ReviewParts): Command[] {
  const of = shortcuts;
  const chosen = (): ReturnType<Review['note']> => review.note(review.chosen);
  const isEdit = (): boolean => chosen()?.kind === 'edit';
  const mayAccept = (): boolean => isEdit() && review.view?.guest !== true;
  const isComment = (): boolean => chosen()?.kind === 'comment';
  const isBoth = (): boolean => {
    const note = chosen();
    return note?.kind === 'edit' && note.both;
  };
  const here = (): boolean => parts.open() !== '';
  const people = [
    ...new Set(review.notes.filter(({ kind }) => kind === 'edit').map(({ who }) => who)),
  ];
  return [
    { ...of.comment, run: parts.comment, when: () => here() && !parts.comparing() },
    {
      ...of.commentItem,
      run: () => review.compose({ item: parts.open(), start: -1, end: -1, words: '' }),
      when: here,
    },
    {
      ...of.commentIssue,
      run: () => review.compose({ item: '', start: -1, end: -1, words: '' }),
    },
    { ...of.next, run: () => review.step(1, parts.open()) },
    { ...of.previous, run: () => review.step(-1, parts.open()) },
    { ...of.accept, run: () => review.accept([review.chosen]), when: mayAccept },
    { ...of.stet, run: () => review.stet([review.chosen]), when: isEdit },
    { ...of.both, run: () => review.accept([review.chosen], true), when: isBoth },
    ...people.flatMap((who) => [
      {
        ...shortcut(`accept-all.${who}`, text.acceptAll(who)),
        run: () => review.accept(review.of(who)),
      },
      {
        ...shortcut(`stet-all.${who}`, text.stetAll(who)),
        run: () => review.stet(review.of(who)),
      },
    ]),
    { ...of.reply, run: parts.reply, when: isComment },
    { ...of.resolve, run: () => review.resolve(chosen(), chosen()?.open), when: isComment },
    { ...of.toNotes, run: parts.toNotes },
    { ...of.whole, run: () => (review.whole = !review.whole) },
    { ...of.resolved, run: () => (review.resolved = !review.resolved) },
    { ...of.critic, run: parts.critic, when: () => review.count > 0 },
    { ...of.authors, run: parts.authors, when: here },
    { ...of.me, run: parts.me },
  ];
}

/** What can be done at the Review desk beside. */
export function reviewCommands(
  review: Review,
  comparison: Comparison,
  parts: ReviewParts,
): Command[] {
  const of = shortcuts;
  const since = (point: Point) => (): void => {
    parts.compare(true);
    comparison.attend();
    void comparison.setSince(point);
  };
  const isRead = (): boolean => review.item(parts.open())?.read === true;
  const { comparing } = parts;
  return [
    ...noteCommands(review, parts),
    { ...of.takePart, run: parts.takePart, when: () => review.view?.guest === true },
    { ...of.suggest, run: () => parts.suggest(!parts.suggests()), when: () => !comparing() },
    {
      ...of.sign,
      run: () => review.named(() => void review.sign(parts.open())),
      when: isRead,
    },
    { ...of.signIssue, run: () => review.named(() => void review.signIssue()) },
    { ...of.toReview, run: () => review.named(() => parts.send(false)) },
    { ...of.back, run: () => review.named(() => parts.send(true)) },
    {
      ...of.compare,
      run: () => {
        const on = !comparing();
        parts.compare(on);
        if (on) comparison.attend();
      },
    },
    {
      ...of.mode,
      run: () => {
        comparison.setMode(comparison.choice.mode === 'words' ? 'email' : 'words');
        comparison.attend();
      },
      when: comparing,
    },
    {
      ...of.scope,
      run: () => {
        comparison.attend();
        return comparison.setWhole(!comparison.choice.whole);
      },
      when: comparing,
    },
    { ...of.looked, run: since('looked') },
    { ...of.signed, run: since('signed') },
    { ...of.exported, run: since('exported') },
    {
      ...of.version,
      run: () => {
        parts.compare(true);
        comparison.pick();
      },
    },
    { ...of.nextChange, run: () => comparison.next(), when: comparing },
    { ...of.previousChange, run: () => comparison.previous(), when: comparing },
  ];
}

/** The same at the Write desk, where notes stand beside the copy when somebody wants them. */
export function noteCommandsAtWrite(review: Review, parts: ReviewParts): Command[] {
  return [
    { ...shortcuts.notes, run: parts.notes },
    { ...shortcuts.toReview, run: () => review.named(() => parts.send(false)) },
    ...noteCommands(review, parts),
  ];
}
