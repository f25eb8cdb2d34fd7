/** What the comparison of two versions says. */

const minutes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const seconds = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dated = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

/** What became of a version, as its name begins; what counts more is first. */
const WHY: [why: string, name: string][] = [
  ['exported', 'Exported'],
  ['signed', 'Signed off'],
  ['review', 'Sent to review'],
  ['looked', 'You looked'],
  ['merged', 'Merged'],
];

interface Version {
  id: string;
  time: string;
  initials: string;
  why: readonly string[] | null;
}

const POINTS: Record<string, string> = {
  now: 'Now',
  looked: 'When you last looked',
  signed: 'Sign-off',
  exported: 'Last export',
  sent: 'Sent to review',
};

/** Midnight, so that days can be counted. */
const midnight = (time: Date): number =>
  new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();

const DAY = 86_400_000;

function dayOf(then: Date, now: Date): string {
  const days = Math.round((midnight(now) - midnight(then)) / DAY);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  if (days > 1 && days < 7) return weekday.format(then);
  return (then.getFullYear() === now.getFullYear() ? date : dated).format(then);
}

const isPoint = (id: string): boolean => id in POINTS;

/** “+12 −3 words”; nothing where nothing differs. */
const difference = (added: number, removed: number): string =>
  [added > 0 ? `+${String(added)}` : '', removed > 0 ? `−${String(removed)}` : '']
    .filter((part) => part !== '')
    .join(' ')
    .concat(added + removed === 0 ? '' : added + removed === 1 ? ' word' : ' words');

/** “Tuesday 17:20 · W”, “Exported 24 Nov, 10:42”, “Now”. */
function version(of: Version, now = new Date(), clock = minutes): string {
  if (of.id === 'now') return POINTS.now ?? '';
  const then = new Date(of.time);
  if (Number.isNaN(then.getTime())) return POINTS[of.id] ?? of.id;
  const why = WHY.find(([name]) => of.why?.includes(name) === true)?.[1];
  const time = clock.format(then);
  if (why !== undefined) {
    const isToday = midnight(then) === midnight(now);
    const isThisYear = then.getFullYear() === now.getFullYear();
    return `${why} ${isToday ? 'today' : (isThisYear ? date : dated).format(then)}, ${time}`;
  }
  const day = `${dayOf(then, now)} ${time}`;
  return of.initials === '' ? day : `${day} · ${of.initials}`;
}

/** “Tuesday 17:20:31 · W · +12 −3 words”: of versions that are called alike otherwise. */
function exactly(of: Version & { added?: number; removed?: number }, now = new Date()): string {
  const did = difference(of.added ?? 0, of.removed ?? 0);
  return [version(of, now, seconds), ...(did === '' ? [] : [did])].join(' · ');
}

/** “Tuesday 17:20”. */
const when = (of: Version, now = new Date()): string =>
  version({ ...of, initials: '', why: [] }, now);

const SINCE: Record<string, string> = {
  looked: 'since you looked',
  signed: 'since sign-off',
  exported: 'since the last export',
  sent: 'since it was sent to review',
};

/** The fields of the front matter, as the desk calls them. */
const FIELDS: Record<string, string> = {
  '': 'Other',
  head: 'Head',
  title: 'Title',
  subject: 'Subject',
  preheader: 'Preheader',
  number: 'Number',
  date: 'Date',
};

const NOTES = { moved: 'Moved', added: 'New', removed: 'Taken out' };

export const compare = {
  region: 'Side by side',
  columns: 'The copies; both columns scroll together',
  version,
  exactly,
  when,
  point: (name: string): string => POINTS[name] ?? name,
  isPoint,

  from: 'Left: the earlier version',
  to: 'Right: the later version',
  mode: 'How the two are shown',
  words: 'Words',
  email: 'Email',
  scope: 'What is compared',
  whole: 'Whole issue',
  item: 'This item',
  quick: 'Compare with now',
  since: { looked: 'Since I looked', signed: 'Since sign-off', exported: 'Since last export' },

  /** “3 of 12” and “changes”; 0 is before the first. */
  change: (at: number, of: number): { figure: string; noun: string } => {
    const noun = of === 1 ? 'change' : 'changes';
    const all = of === 0 ? 'No' : of.toLocaleString('en-GB');
    return { figure: at === 0 ? all : `${at.toLocaleString('en-GB')} of ${all}`, noun };
  },
  next: 'Next change',
  previous: 'Previous change',
  wait: 'Comparing …',

  /** There is nothing to show; `since` is the point that is compared with now, or empty. */
  none: (since: string, from: string, to: string): string =>
    `No changes ${SINCE[since] ?? `between “${from}” and “${to}”`}.`,
  noneHint: 'Choose an earlier version on the left to see more.',

  items: 'Items',
  head: 'Subject and other lines',
  field: (name: string): string => FIELDS[name] ?? name,
  becomes: 'becomes',
  empty: 'empty',

  same: (name: string): string => `${name}: no change`,
  note: (note: keyof typeof NOTES | 'kind', was: string): string =>
    note === 'kind' ? `Was a ${was}` : NOTES[note],
  lost: 'What it was then is not kept any more.',
  notYet: 'Not in this version.',
  difference,
  column: (name: string, version: string): string => `${name}, ${version}`,
  restore: (version: string): string => `Restore ${version}`,
  restoreItem: (name: string, version: string): string => `Restore “${name}” of ${version}`,

  pictures: 'Pictures that changed',
  noPicture: 'No picture',
  pictureOf: (name: string, side: 'from' | 'to'): string =>
    `${name.split('/').at(-1) ?? name}, ${side === 'from' ? 'before' : 'after'}`,
  pictureName: (name: string): string => name.split('/').at(-1) ?? name,
  /** A picture's line in the copy. */
  picture: ({ alt, name }: { alt: string; name: string }): string =>
    alt === '' ? `Picture: ${name.split('/').at(-1) ?? name}` : `Picture: ${alt}`,

  frame: (version: string): string => `The email, ${version}`,
  frames: 'Both emails; they scroll together',
};
