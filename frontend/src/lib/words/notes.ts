/** What the Review desk says, and the notes beside the copy. */

import { frame } from './frame';
import { library } from './library';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

const edits = (n: number): string => frame.counted(n, 'suggestion', 'suggestions');
const comments = (n: number): string => frame.counted(n, 'comment', 'comments');

/** 14:05 today, else the day: 24 Nov. */
function when(time: string, now = new Date()): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || at.getFullYear() < 1980) return '';
  return at.toDateString() === now.toDateString() ? clock.format(at) : library.day(at, now);
}

/** at 14:05 today, else on a day. */
function since(time: string, now = new Date()): string {
  const at = new Date(time);
  if (when(time, now) === '') return '';
  const day = at.toDateString() === now.toDateString() ? '' : ` on ${library.day(at, now)}`;
  return `${day} at ${clock.format(at)}`;
}

interface Step {
  state: string;
  who: string;
  time: string;
  auto: boolean;
  signer: string;
  stale: boolean;
}

interface Taken {
  new: boolean;
  by: string;
  note: string;
  items: readonly string[];
  moved: boolean;
  head: boolean;
  comments: number;
  suggestions: number;
  conflicts: number;
  notes: readonly string[];
}

const PARTS: Record<string, string> = {
  order: 'the order',
  subject: 'the subject line',
  preheader: 'the preheader',
  number: 'the number',
  date: 'the date',
  footer: 'the footer',
  masthead: 'the masthead',
  'house style': 'the house style',
};

/** a, b and c. */
const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;

const somebody = (who: string): string => (who === '' ? 'Somebody' : who);

/** What a sign-off leaves. */
const stillOpen = (n: number): string =>
  n === 0 ? '' : ` ${frame.counted(n, 'note is', 'notes are')} still open.`;

/** What is said of comments and suggestions in the copy. */
export const markWords = {
  comment: 'A comment is about this',
  suggestion: (who: string): string => (who === '' ? 'A suggestion' : `${who} suggests`),
  /** Two people changed the same words: the copy has one text, this is the other. */
  both: (who: string): string => (who === '' ? 'The other text' : `${who} wrote this instead`),
  mine: 'You suggest',
};

export const reviewWords = {
  when,
  panes: { notes: 'Notes' },
  notes: (n: number): string => frame.counted(n, 'note', 'notes'),
  tab: (n: number): string => `${frame.counted(n, 'note', 'notes')} open`,

  /** What became of an item last, under its name. */
  status: ({ state, who, time, auto, signer, stale }: Step): string => {
    const at = since(time);
    if (stale && state !== 'ready')
      return `Changed since ${somebody(signer)} signed it off${auto ? at : ''}`;
    switch (state) {
      case 'in-review':
        return who === '' ? 'In review' : `${who} sent this to review${at}`;
      case 'ready':
        return `${somebody(signer)} signed this off${at}`;
      case 'drafting':
        return who === '' || auto ? 'Drafting' : `${who} has this to write${at}`;
      default:
        return 'A pitch: nothing is written yet';
    }
  },
  reading: (name: string): string => `you are reading as ${name}`,
  note: (who: string, note: string): string => `${somebody(who)}: ${note}`,
  guest: 'You are reading this issue. Comment and suggest; the copy is its writer’s.',
  takePart: 'Edit it here',

  deeds: {
    sign: 'Sign off',
    signAgain: 'Sign off again',
    back: 'Back to the writer …',
    toReview: 'Send to review …',
    reopen: 'Reopen',
    signIssue: 'Sign off the issue',
    compare: 'Show what changed',
  },
  issue: {
    ready: (who: string): string => `The issue is ready: ${somebody(who)} signed it off.`,
    left: (n: number): string => `${frame.counted(n, 'item is', 'items are')} not signed off yet.`,
    unsigned: 'Every item is signed off; the order, subject line and footer are not yet.',
    changed: (parts: readonly string[], who: string): string => {
      const what = listed(parts.map((part) => PARTS[part] ?? part));
      return `${what.charAt(0).toUpperCase()}${what.slice(1)} changed since ${somebody(who)} signed the issue off.`;
    },
  },

  signed: {
    item: (left: number): string => `Signed off.${stillOpen(left)}`,
    issue: (left: number): string => `The issue is signed off.${stillOpen(left)}`,
  },

  send: {
    title: 'Send to review',
    backTitle: 'Back to the writer',
    which: 'What to send',
    item: (name: string): string => `“${name}”`,
    all: 'The whole issue',
    note: 'A word to whoever reads it',
    backNote: 'A word to the writer',
    how: 'How it gets there',
    here: 'Here: they come to this desk',
    file: 'As a file, for another machine',
    go: 'Send to review',
    goFile: 'Save the review file …',
    goBack: 'Send back',
    cancel: 'Cancel',
    sent: 'Sent to review.',
    sentBack: 'Back with the writer.',
    saved: (path: string): string => `Saved ${path}`,
  },

  who: {
    title: 'Who is at this desk?',
    lead: 'Comments, suggestions and sign-offs bear a name. You are asked once; Settings has it later.',
    other:
      'When somebody else sits down here: what they say is theirs, and yours stays yours. Your own name is changed in Settings, You.',
    name: 'Your name',
    initials: 'Initials',
    keep: 'Keep',
    cancel: 'Not now',
  },

  list: {
    close: 'Show the preview',
    group: 'Comments and suggestions',
    here: 'This item',
    whole: 'The whole issue',
    resolved: 'Show resolved',
    none: 'No notes on this item.',
    noneHint:
      'Select words and press Ctrl Alt M to comment; while Suggesting is on, what you type is a suggestion.',
    noneWhole: 'No open notes in this issue.',
    of: (who: string, n: number): string => `${who}: ${edits(n)}`,
    acceptAll: 'Accept all',
    stetAll: 'Stet all',
    issue: 'The issue',
  },

  comment: {
    label: (who: string): string => `Comment by ${who}`,
    new: 'New comment',
    on: (words: string): string => `On “${words}”`,
    onItem: 'On the whole item',
    onIssue: 'On the whole issue',
    placeholder: 'Say what you think. @ mentions somebody.',
    keep: 'Comment',
    cancel: 'Cancel',
    reply: 'Reply',
    replyTo: 'Answer',
    replyPlaceholder: 'Your answer',
    resolve: 'Resolve',
    reopen: 'Reopen',
    edit: 'Edit',
    save: 'Save',
    remove: 'Take back',
    edited: 'edited',
    lost: 'The words are gone:',
    resolvedBy: (who: string): string => `Resolved by ${somebody(who)}`,
    mentions: 'People to mention',
  },
  edit: {
    label: (who: string): string => `Suggestion by ${who}`,
    title: 'Suggested edit',
    both: 'Both of you changed this',
    machine: (model: string): string => `Suggested by ${model}`,
    accept: 'Accept',
    stet: 'Stet',
    theirs: 'Take this',
    mine: 'Keep mine',
    keepBoth: 'Keep both',
    withdraw: 'Take back',
    reason: 'Why',
    lost: 'The words it was about are gone; it cannot be made any more.',
    guest: 'Its writer accepts it, or lets the words stand.',
  },

  file: {
    show: 'Show them',
    refused: (name: string, message: string): string => `${name} was not taken in. ${message}`,
    /** What came in a review file, in a sentence, and what was said with it. */
    taken: (of: Taken): { text: string; hint: string } => {
      const who = somebody(of.by);
      const parts = [
        of.items.length === 0 ? '' : `${frame.counted(of.items.length, 'item', 'items')} changed`,
        of.moved ? 'another order' : '',
        of.head ? 'a change of subject, date or the like' : '',
        of.comments === 0 ? '' : comments(of.comments),
        of.suggestions === 0 ? '' : edits(of.suggestions),
      ].filter((part) => part !== '');
      const text = of.new
        ? `${who} sent you this issue to read.`
        : of.conflicts > 0
          ? `Merged what ${who} sent: ${frame.counted(of.conflicts, 'place', 'places')} changed on both sides. Both texts are kept; choose in the notes.`
          : parts.length === 0
            ? `Nothing in ${who}’s file is new here.`
            : `Merged what ${who} sent: ${listed(parts)}.`;
      const hint = [of.note === '' ? '' : `“${of.note}”`, ...of.notes].filter(
        (part) => part !== '',
      );
      return { text, hint: hint.join(' ') };
    },
  },

  undo: 'Undo',
  restored: 'The earlier version is the copy now.',
  notUndone: 'The copy has changed since: undo it there, where it can be seen.',
  none: 'No open comments or suggestions.',
  resolved: 'Resolved.',
  reopened: 'Opened again.',
  withdrawn: 'Taken back.',
  accepted: (n: number): string => (n === 1 ? 'Accepted.' : `${edits(n)} accepted.`),
  stood: (n: number): string => (n === 1 ? 'Stet: the words stand.' : `Stet: ${edits(n)} refused.`),
  gone: (n: number): string =>
    `${edits(n)} could not be made: the words have changed. ${n === 1 ? 'It stays' : 'They stay'} open.`,
  open: (c: number, e: number): string =>
    [c === 0 ? '' : comments(c), e === 0 ? '' : edits(e)].filter((part) => part !== '').join(', '),

  refused: {
    message: (why: string): string => `What you suggest is not kept yet. ${why}`,
    hint: (what: string): string =>
      `${what} Your words stay here, and go to the desk with your next change.`.trim(),
  },
  suggest: {
    on: 'Suggesting',
    off: 'Suggest',
    hint: 'What you type is a suggestion; the copy stays as it is.',
    editing: 'What you type changes the copy.',
  },
  authors: {
    title: 'Who wrote what',
    off: 'Hide',
    offKeys: 'Escape',
    unknown: 'Nobody is known for these words.',
    looks: {
      typed: 'typed',
      pasted: 'pasted',
      imported: 'imported',
      outside: 'by another program',
      model: 'by a model',
      confirmed: 'by a model, confirmed',
    } as Record<string, string>,
    /** Ada Quill, pasted. */
    run: ({ who, how, model }: { who: string; how: string; model: string }): string =>
      [
        who,
        how === 'model'
          ? `by ${model}`
          : how === 'confirmed'
            ? `${model}’s, confirmed`
            : (reviewWords.authors.looks[how] ?? how),
      ]
        .filter((part) => part !== '')
        .join(', '),
  },
  views: { group: 'How to look at it', copy: 'Copy', compare: 'Side by side' },

  commands: {
    comment: 'Comment on the selected words',
    commentItem: 'Comment on the whole item',
    commentIssue: 'Comment on the whole issue',
    next: 'Next note',
    previous: 'Previous note',
    accept: 'Accept the suggestion',
    stet: 'Stet: refuse the suggestion',
    both: 'Keep both texts',
    acceptAll: (who: string): string => `Accept all that ${who} suggests`,
    stetAll: (who: string): string => `Stet all that ${who} suggests`,
    reply: 'Answer the comment',
    resolve: 'Resolve the comment',
    suggest: 'Suggest edits, or edit the copy',
    whole: 'Notes of the whole issue, or of this item',
    resolved: 'Show or hide resolved comments',
    sign: 'Sign off the item',
    signIssue: 'Sign off the issue',
    toReview: 'Send to review …',
    back: 'Back to the writer …',
    compare: 'Side by side, or the copy',
    mode: 'By word, or as the email',
    scope: 'Compare the item, or the whole issue',
    notes: 'Show or hide notes beside the copy',
    toNotes: 'To the notes, or back to the copy',
    looked: 'What changed since I last looked',
    signed: 'What changed since the sign-off',
    exported: 'What changed since the last export',
    version: 'Choose the version to compare with',
    critic: 'Save with suggestions as CriticMarkup',
    authors: 'Show who wrote what',
    me: 'Say who is at this desk',
    takePart: 'Edit the issue that you were sent',
    nextChange: 'Next change',
    previousChange: 'Previous change',
  },
};
