/** What the Library says. */

import { words } from '../words';
import { frame } from './frame';

interface Named {
  number: string;
  subject: string;
}
interface Dated {
  changed: string;
  exported: string;
}

const DAY = 86_400_000;
const shortDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const longDay = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** “today”, “yesterday”, “24 Nov”, “24 Nov 2025”; empty for no date. */
function day(moment: Date, now: Date): string {
  if (Number.isNaN(moment.getTime()) || moment.getFullYear() < 1980) return '';
  const midnight = (date: Date): number =>
    new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  const days = Math.round((midnight(now) - midnight(moment)) / DAY);
  if (days === 0) return 'today';
  if (days === 1) return 'yesterday';
  return (moment.getFullYear() === now.getFullYear() ? shortDay : longDay).format(moment);
}

/** A date as typed, without a time, on this machine’s calendar. */
const local = (date: string): Date => new Date(`${date}T00:00:00`);

export const library = {
  undo: frame.notices.undo,
  day,

  /** What an issue is called in a sentence. */
  name: ({ number, subject }: Named): string =>
    number === '' ? `“${subject === '' ? 'Untitled' : subject}”` : `Issue ${number}`,
  subject: (subject: string): string => (subject === '' ? 'No subject line yet' : subject),
  line: (number: string, date: string): string => words.issueLine(number, date),

  /** “Changed today” or “Exported 24 Nov”: whichever came last, and both when they differ. */
  state: ({ changed, exported }: Dated, now: Date): string => {
    const [change, sent] = [
      day(new Date(changed), now),
      exported === '' ? '' : day(local(exported), now),
    ];
    if (sent === '') return change === '' ? '' : `Changed ${change}`;
    const since = change !== '' && change !== sent && new Date(changed) > local(exported);
    return since ? `Exported ${sent}, changed ${change}` : `Exported ${sent}`;
  },
  words: (n: number): string => frame.counted(n, 'word', 'words'),

  rail: 'Publications',
  issues: (n: number): string => frame.counted(n, 'issue', 'issues'),
  newPublication: 'New publication',
  publicationMenu: (name: string): string => `${name}: more`,
  archivedTag: 'archived',
  guestTag: (who: string): string => (who === '' ? 'to read' : `from ${who}, to read`),

  grid: 'Issues',
  newIssue: 'New issue',
  importFile: 'Import',
  showArchived: (n: number): string => `Show archived (${frame.figure(n)})`,
  hideArchived: 'Hide archived',
  issueMenu: (name: string): string => `${name}: more`,

  empty: {
    title: 'No issue yet',
    hint: 'Begin one, or drop a Markdown file on this window to import it.',
    archived: 'All issues are archived',
    archivedHint: 'Show them, or begin a new one.',
  },

  form: {
    title: 'New issue',
    from: 'Start from',
    like: (name: string): string => `A copy of ${name.replace(/^Issue /, 'issue ')}`,
    blank: 'Empty, with the house style’s labels',
    number: 'Number',
    date: 'Date',
    subject: 'Subject line',
    subjectPlaceholder: 'What is it about? It can wait.',
    create: 'Create issue',
    cancel: 'Cancel',
  },
  publicationForm: {
    title: 'New publication',
    name: 'Name',
    sender: 'Sender',
    create: 'Begin it',
  },

  menu: {
    open: 'Open',
    send: 'Go to Send',
    duplicate: 'Duplicate',
    save: 'Save as a Markdown file …',
    archive: 'Archive',
    unarchive: 'Take out of the archive',
    remove: 'Delete',
    settings: 'Settings …',
  },

  copyOf: (subject: string): string => (subject === '' ? '' : `${subject} (copy)`),
  duplicated: 'Duplicated. The copy has no number yet.',
  archived: (name: string): string => `${name} is in the archive.`,
  unarchived: (name: string): string => `${name} is out of the archive.`,
  deleted: (name: string): string => `${name} is deleted.`,
  deletedPublication: (name: string, issues: number): string =>
    issues === 0
      ? `${name} is deleted.`
      : `${name} is deleted, with ${frame.counted(issues, 'issue', 'issues')}.`,
  imported: (name: string): string => `${name} is imported.`,
  savedFile: 'The issue is saved as a Markdown file.',
};
