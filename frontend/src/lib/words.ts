/** Every sentence that the page says, and how it writes figures. */

const KB = 1000;

const kilobytes = new Intl.NumberFormat('en-GB', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

const longDate = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });

/** 2026-11-25 → 25 November 2026; what is no such date stays as it was typed. */
function date(typed: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) return typed;
  const day = new Date(`${typed}T00:00:00Z`);
  // 2026-02-31 would quietly become a day in March.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== typed) return typed;
  return longDate.format(day);
}

/** “Issue 74 · 25 November 2026”, with whatever of it there is. */
function issueLine(number: string, typedDate: string): string {
  return [number === '' ? '' : `Issue ${number}`, date(typedDate)]
    .filter((part) => part !== '')
    .join(' · ');
}

/** An email's size, and how much of an email Gmail shows: both in bytes of HTML, both from the desk. */
interface Size {
  bytes: number;
  clip_bytes: number;
}

function isClipped({ bytes, clip_bytes }: Size): boolean {
  return bytes >= clip_bytes;
}

/** Gmail's limit as people say it, without decimals: 102 KB. */
function limit({ clip_bytes }: Size): string {
  return `${String(Math.floor(clip_bytes / KB))} KB`;
}

export const words = {
  app: 'Galley',

  date,
  issueLine,

  /** The window's title: the publication and number first, as a task bar cuts at the end. */
  windowTitle: (publication: string, number: string): string =>
    [publication, number === '' ? '' : `Issue ${number}`]
      .filter((part) => part !== '')
      .join(', ')
      .concat(publication === '' && number === '' ? 'Galley' : ' – Galley'),

  isClipped,

  /** “38.2 of 102 KB”. */
  size: (of: Size): string => `${kilobytes.format(of.bytes / KB)} of ${limit(of)}`,

  /** How much of what Gmail shows is used up: 0 to 1. */
  sizeShare: ({ bytes, clip_bytes }: Size): number => Math.min(Math.max(bytes / clip_bytes, 0), 1),

  sizeMeans: (of: Size): string =>
    isClipped(of) ? `Gmail cuts this email off at ${limit(of)}` : 'Gmail shows this email whole',

  view: {
    group: 'How the email is shown',
    desktop: 'Desktop',
    phone: 'Phone',
    dark: 'Dark',
  },

  inbox: {
    group: 'The line in an inbox',
    noSubject: 'No subject line yet',
  },

  email: {
    region: 'The email, as it will be exported',
    frame: 'Preview of the email. Its links are not followed here.',
  },

  opening: 'Opening the sample issue …',
  again: 'Try again',

  /** For a failure that came without a sentence of its own. */
  unknownFault: {
    message: 'Galley’s window and its desk did not understand each other.',
    hint: 'Close the window and open it again; if it stays, please report it.',
  },
};
