/** What the Preflight desk says, and the marks beside the copy. */

import { words } from '../words';
import { frame } from './frame';
import { library } from './library';

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
/** At the beginning of a sentence. */
const spelt = (n: number, one: string, many: string): string =>
  `${NUMBERS[n] ?? frame.figure(n)} ${n === 1 ? one : many}`;
const things = (n: number): string => frame.counted(n, 'thing', 'things');

interface Size {
  bytes: number;
  clip_bytes: number;
}
interface Counts {
  errors: number;
  warnings: number;
  queries: number;
}

export const preflight = {
  title: ({ errors, warnings, queries }: Counts): string => {
    if (errors > 0) return `${things(errors)} to fix before this goes out`;
    if (warnings > 0) return `Nothing to fix. ${spelt(warnings, 'thing', 'things')} to look at.`;
    if (queries > 0) return `Nothing to fix. ${spelt(queries, 'question', 'questions')}.`;
    return 'Nothing to fix';
  },
  lead: (checks: number): string =>
    `${frame.counted(checks, 'check', 'checks')} on the issue, the email and its plain-text part`,
  reading: 'Reading the issue …',
  again: 'Reading it again …',

  /** The errors on the desk's tab, for those who hear it. */
  tab: (errors: number): string => `${things(errors)} to fix`,

  rundown: 'Rundown',
  whole: 'The whole issue',
  itself: 'The issue itself',
  item: (place: number): string => `Item ${frame.figure(place)}`,
  found: (n: number): string => frame.counted(n, 'finding', 'findings'),
  clean: 'Nothing found',

  parts: { html: 'The email', text: 'The plain-text part', eml: 'The message' },
  line: (line: number): string => `line ${frame.figure(line)}`,
  list: 'Findings',
  groups: { error: 'Must fix', warning: 'Look again', query: 'Questions' },
  severity: { error: 'Must fix', warning: 'Look again', query: 'A question' },
  filter: 'Which findings',
  all: 'All',
  only: (name: string): string => `Only ${name}`,
  onlyEnd: 'Show the whole issue',
  none: 'Nothing of this kind here.',
  noneAll: 'Show all',

  ways: {
    copy: 'Go to text',
    card: 'Go to the issue’s settings',
    settings: 'Go to Settings',
  },
  waive: 'Waive …',
  nothingToUndo: 'Nothing was done here that could be undone.',
  waiver: {
    group: 'Waive this',
    label: 'Why is it all right?',
    placeholder: 'A few words, for whoever looks at this next',
    keep: 'Waive',
    cancel: 'Cancel',
  },
  waived: (n: number): string => `${frame.figure(n)} waived`,
  waivedBy: (reason: string, who: string, date: string): string =>
    [reason, who, words.date(date)].filter((part) => part !== '').join(' · '),
  takeBack: 'Take back',

  pass: (n: number): string => (n === 1 ? '1 check passes' : `${frame.figure(n)} checks pass`),

  passLead: 'Looked for, and not found:',

  undo: 'Undo',
  fixed: (label: string, title: string, headline: string): string =>
    headline === '' ? `${title}: ${label}.` : `${title} in “${headline}”: ${label}.`,
  fixedAll: (n: number, title: string, items: number): string =>
    `${title}: ${frame.figure(n)} fixed in ${frame.counted(items, 'item', 'items')}.`,
  left: (n: number): string =>
    n === 0
      ? ''
      : `${spelt(n, 'other has', 'others have')} changed meanwhile and stayed as they were.`,
  undone: 'Taken back.',
  notUndone: 'The copy has changed since: undo it in Write, where it can be seen.',
  changed: 'The copy has changed since this was found, so it was left as it is and is read again.',
  noFix: 'No one key can fix this: it needs your words.',
  wasWaived: (title: string): string => `Waived: ${title}.`,

  size: {
    title: 'Size',
    line: (of: Size): string => `${words.size(of)}. ${words.sizeMeans(of)}.`,
  },
  links: {
    title: 'Links',
    none: 'No links to web pages',
    line: (total: number, unasked: number, dead: number): string =>
      [
        frame.counted(total, 'link', 'links'),
        unasked === 0 ? 'all asked' : `${frame.figure(unasked)} not asked yet`,
        dead === 0 ? '' : `${frame.figure(dead)} dead`,
      ]
        .filter((part) => part !== '')
        .join(' · '),
    age: (time: string, now = new Date()): string =>
      library.day(new Date(time), now) === ''
        ? ''
        : `The oldest answer: ${library.day(new Date(time), now)}, ${clock.format(new Date(time))}`,
    check: 'Check links',
    again: 'Check links again',
    progress: (done: number, total: number): string =>
      `${frame.figure(done)} of ${frame.figure(total)}`,
    stop: 'Cancel',
    hint: 'Each address is asked once, from this machine, when you say so.',
  },
  aloud: {
    title: 'Text and reading aloud',
    /** What is in order when none of these checks found anything. */
    facts: [
      { fact: 'language', checks: ['html.lang', 'html.dir'] },
      { fact: 'title', checks: ['html.title'] },
      { fact: 'table roles', checks: ['table.role'] },
      {
        fact: 'picture descriptions',
        checks: [
          'alt.missing',
          'alt.file-name',
          'alt.long',
          'alt.repeats-caption',
          'img.alt-missing',
          'img.alt-filename',
        ],
      },
      { fact: 'link texts', checks: ['link.text', 'link.mismatch'] },
    ],
    set: (facts: readonly string[]): string => `In order: ${facts.join(', ')}.`,
    text: 'The plain-text part says what the email says.',
  },
  clients: {
    title: 'Clients',
    fine: 'Nothing that breaks in Outlook, Gmail, Apple Mail or Yahoo.',
    /** The checks of what would. */
    checks: [
      'css.unsupported',
      'el.forbidden',
      'css.style-size',
      'css.not-inlined',
      'html.wellformed',
      'img.width',
      'img.format',
      'img.data-uri',
      'mso.conditionals',
      'mso.maxwidth',
      'mso.dpi',
      'size.gmail-clip',
    ],
  },

  margin: {
    group: (severity: string, title: string): string => `${severity}: ${title}`,
    toDesk: 'Go to Preflight',
    keys: 'Enter does the first · F8 goes on · Esc goes back to the copy',
    none: 'Nothing found in this item.',
  },

  commands: {
    next: 'Next finding',
    previous: 'Previous finding',
    go: 'Go to the finding’s words',
    fix: 'Fix the finding',
    fixAll: 'Fix all of its kind',
    waive: 'Waive the finding …',
    undo: 'Undo the last fix',
    errors: 'Show what must be fixed',
    warnings: 'Show what to look at again',
    queries: 'Show questions',
    all: 'Show all findings',
    links: 'Check the links',
    check: 'Read the issue again',
    nextHere: 'Next finding in the copy',
    previousHere: 'Previous finding in the copy',
    cardHere: 'What was found at the caret',
  },
};
