/** What the Send desk says. */

import { words } from '../words';
import { frame } from './frame';

const kilobytes = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

const size = (bytes: number): string => `${kilobytes.format(bytes / 1000)} KB`;

const MOST_NAMES = 3;

export const send = {
  title: (number: string): string => (number === '' ? 'Send this issue' : `Send Issue ${number}`),
  lead: 'The email is exactly what the preview showed. Nothing is sent to readers from here.',

  html: 'Email HTML',
  htmlHint:
    'One file to paste into your sender, with pictures and a text part beside it. Merge tags for',
  export: 'Export …',
  exporting: 'Exporting …',
  copy: 'Copy HTML',
  copying: 'Copying …',
  profile: 'Merge tags for',

  eml: 'The email as a file',
  emlHint:
    'HTML, plain text and pictures in one .eml: it opens in Apple Mail, Outlook and Thunderbird.',
  saveEML: 'Save .eml …',
  savingEML: 'Saving …',

  rundown: 'Rundown',

  busy: 'One thing after the other: the last one is still running.',

  judging: 'Reading the issue …',
  fix: {
    toFix: (errors: number): string =>
      errors === 1 ? '1 thing to fix' : `${frame.figure(errors)} things to fix`,
    proof: (errors: number): string =>
      `You can still export; the file is marked as a proof until ${errors === 1 ? 'this is' : 'these are'} fixed or waived.`,
    all: 'See all in Preflight',
    waived: (n: number): string =>
      n === 1
        ? '1 finding was waived, with a reason'
        : `${frame.figure(n)} findings were waived, with reasons`,
    seeWaived: 'Read them in Preflight',
    warnings: (n: number): string => frame.counted(n, 'thing', 'things') + ' to look at',
    none: 'Nothing to fix',
    noneHint: 'An export now is final.',
    warningsHint: 'They do not hold the export up.',
    severity: { error: 'To fix', warning: 'To look at', query: 'A question' } as Record<
      string,
      string
    >,
    go: 'Go there',
    whole: 'The issue itself',
    item: (place: number): string => `Item ${frame.figure(place)}`,
    more: (n: number): string => `and ${frame.figure(n)} more`,
  },

  exports: {
    title: 'Exports',
    none: 'None yet. Each one is listed here with its folder.',
    line: (time: string, bytes: number): string =>
      `${clock.format(new Date(time))} · ${size(bytes)}`,
    proof: 'Proof',
    final: 'Final',
    same: 'Nothing changed since',
    machine: (n: number): string => `· ${frame.counted(n, 'word', 'words')} by a model`,
    changed: (names: string[]): string => {
      const more = names.length - MOST_NAMES;
      const shown = names.slice(0, MOST_NAMES).join(', ');
      return `Changed since: ${shown}${more > 0 ? ` and ${frame.figure(more)} more` : ''}`;
    },
    show: 'Show folder',
    again: 'Export here again',
  },

  size: words.size,
  showFolder: 'Show folder',
  exported: 'Exported.',
  exportedProof: 'Exported as a proof.',
  copied: (bytes: number, profile: string): string =>
    `The HTML is on the clipboard: ${size(bytes)}, merge tags for ${profile}.`,
  savedEML: 'The email is saved.',
};
