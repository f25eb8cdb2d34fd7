/** What the window itself says: bar, foot, palette, keys, notices, the first start. */

import type { Group } from '../commands/command';

const figures = new Intl.NumberFormat('en-GB');

/** Words a minute, as people read a newsletter. */
const PACE = 230;

const counted = (n: number, one: string, many: string): string =>
  `${figures.format(n)} ${n === 1 ? one : many}`;

export const frame = {
  /** What was typed last is not with the desk. */
  notThere: {
    message: 'The last words have not been kept yet, so this was not done without them.',
    hint: 'The foot says why; try again when it says Saved.',
  },

  app: 'Galley',
  figure: (n: number): string => figures.format(n),
  counted,

  title: (publication: string, number: string): string =>
    [publication, number === '' ? '' : `Issue ${number}`]
      .filter((part) => part !== '')
      .join(', ')
      .concat(publication === '' && number === '' ? 'Galley' : ' – Galley'),

  desks: {
    library: 'Library',
    write: 'Write',
    review: 'Review',
    preflight: 'Preflight',
    send: 'Send',
    settings: 'Settings',
  },
  desksGroup: 'Desks',
  noIssue: 'No issue open',
  switchIssue: 'Switch issue',
  allIssues: 'All issues …',
  close: 'Close',

  palette: {
    open: 'Commands',
    label: 'Find a command',
    placeholder: 'What do you want to do?',
    list: 'Commands',
    none: 'No matching command. Try a shorter word.',
  },

  sheet: {
    title: 'Every key',
    hint: 'Change them in Settings, under Keyboard.',
  },

  groups: {
    go: 'Go to',
    issue: 'Issue',
    item: 'Item',
    text: 'Text',
    view: 'View',
    review: 'Review',
    preflight: 'Preflight',
    send: 'Send',
    help: 'Help',
  } satisfies Record<Group, string>,

  commands: {
    palette: 'Find a command',
    library: 'Go to the Library',
    write: 'Go to Write',
    review: 'Go to Review',
    preflight: 'Go to Preflight',
    send: 'Go to Send',
    settings: 'Open Settings',
    newIssue: 'New issue',
    importFile: 'Import a file as an issue',
    reviewFile: 'Open a review file',
    exportFile: 'Save the issue as a Markdown file',
    sample: 'Open the sample issue',
    left: 'Show or hide the left pane',
    right: 'Show or hide the right pane',
    data: 'Show the folder with my text',
    backUp: 'Back up now',
    backups: 'Backups …',
    mirror: 'Where the folder with your text is …',
    theme: 'Switch between light and dark',
    larger: 'Larger text',
    smaller: 'Smaller text',
    sheet: 'Show every key',
    export: 'Export the email',
    copy: 'Copy the email’s HTML',
    eml: 'Save the email as .eml',
  },

  foot: {
    words: (words: number, budget: { min: number; max: number } | null): string => {
      const most = budget?.max ?? 0;
      return most > 0
        ? `${figures.format(words)} of ${counted(most, 'word', 'words')}`
        : counted(words, 'word', 'words');
    },
    reading: (words: number): string =>
      `${figures.format(Math.max(1, Math.round(words / PACE)))} min read`,
    saved: 'Saved',
    waiting: 'Not saved yet …',
    stuck: 'This cannot be saved now.',
    stuckHint: 'It is kept here and tried again.',
    data: 'Where is my text?',
  },

  panes: {
    left: 'Width of the left pane',
    right: 'Width of the right pane',
    toggleLeft: (shown: boolean): string => `${shown ? 'Hide' : 'Show'} the left pane`,
    toggleRight: (shown: boolean): string => `${shown ? 'Hide' : 'Show'} the right pane`,
  },

  trouble: {
    kept: 'What you type is kept in memory, and saved as soon as it can be.',
    stillSaved: 'Everything is saved so far.',
  },

  showAside: 'Show the damaged files',
  resumed: 'The page had stopped; Galley started again. Nothing is lost.',

  notices: { list: 'Notices', dismiss: 'Dismiss', undo: 'Undo' },

  start: {
    title: 'Your first newsletter',
    lead: 'Galley lays it out, checks it and turns it into an email. Your text stays on this machine.',
    name: 'Its name',
    namePlaceholder: 'For example, Tidewater',
    sender: 'Who it is from',
    senderPlaceholder: 'For example, Maren at Tidewater <maren@tidewater.example>',
    senderHint:
      'A name and an address, as an inbox shows it. All of this can be changed in Settings.',
    begin: 'Begin',
    or: 'Or look around first',
    sample: 'Open the sample issue',
    sampleHint: 'Nine pieces about tides, with pictures. It is yours to change.',
    importFile: 'Import a file',
    importHint: 'Markdown or plain text. Dropping it on this window does the same.',
  },

  drop: {
    refused: 'Galley imports Markdown and text files.',
  },

  noDesk: 'The writing desk is not built into this Galley.',
  cannotStart: 'Galley could not read its shelf.',
};
