import { frame } from './frame';

/** What Settings says of the backups. */

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const megabytes = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const ago = new Intl.RelativeTimeFormat('en-GB', { numeric: 'auto' });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

function age(time: string, now: number): string {
  const past = now - Date.parse(time);
  if (past < MINUTE && past > -MINUTE) return 'just now';
  if (past < 0) return 'by a clock that was ahead';
  if (past < HOUR) return ago.format(-Math.floor(past / MINUTE), 'minute');
  if (past < DAY) return ago.format(-Math.floor(past / HOUR), 'hour');
  return ago.format(-Math.floor(past / DAY), 'day');
}

const when = (time: string): string => day.format(new Date(time));

export const backups = {
  lead: 'While you work, Galley backs up everything you write every five minutes. Pictures are not in the backups: they are kept beside them and never deleted.',
  where: 'Where they are',
  show: 'Show the folder',
  title: 'Backups',
  now: 'Back up now',
  working: 'Backing up …',
  restoring: 'Restoring …',
  cancel: 'Cancel',
  cancelled: 'Stopped. Nothing was changed.',
  none: 'There are none yet. The first is made half a minute after the start.',
  made: 'Backup made.',
  had: 'Nothing has changed since the last backup.',
  columns: { when: 'Made', age: 'Age', why: 'Of what', restore: 'Restore' },
  why: (why: string): string =>
    ({ 'before-restore': 'Before a restore', 'after-restore': 'As restored' })[why] ?? '',
  restore: 'Restore …',
  restoreOf: (time: string): string => `Restore the backup of ${when(time)}`,
  ask: (time: string): string => `Restore the backup of ${when(time)}?`,
  means:
    'All newsletters, issues and settings go back to how they were then. What you have now is backed up first, so you can return to it.',
  doIt: 'Restore',
  leave: 'Cancel',
  restored: (time: string): string => `Restored the backup of ${when(time)}.`,
  undo: frame.notices.undo,
  when,
  age,
  size: (bytes: number): string =>
    bytes < 100_000
      ? `${String(Math.max(1, Math.round(bytes / 1000)))} KB`
      : `${megabytes.format(bytes / 1e6)} MB`,
  together: (n: number, text: string): string =>
    `${n === 1 ? '1 backup' : `${String(n)} backups`}, ${text} on the disk.`,
  share: (share: number): string => `${String(Math.floor(share * 100))} %`,
};
