import { writeWords as words } from '../../lib/words/write';

/** The day as people say it. */
export function dayOf(time: string, now = new Date()): string {
  const then = new Date(time);
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (then.toDateString() === now.toDateString()) return words.history.today;
  if (then.toDateString() === yesterday.toDateString()) return words.history.yesterday;
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
    .format(then)
    .replace(',', '');
}

export const timeOf = (time: string): string =>
  new Date(time).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });

/** Day and time in the middle of a sentence. */
export function whenOf(time: string, now = new Date()): string {
  const day = dayOf(time, now);
  const { today, yesterday } = words.history;
  return `${[today, yesterday].includes(day) ? day.toLowerCase() : day}, ${timeOf(time)}`;
}

const OUTSIDE = 'outside: ';

/** Who wrote it, and whether that was outside Galley: a file that was edited, or a copy from elsewhere. */
export function authorOf(author: string): { name: string; outside: boolean } {
  const outside = author.startsWith(OUTSIDE);
  return { name: outside ? author.slice(OUTSIDE.length) : author, outside };
}

/** A file's own name, of its path: the folder is the issue, and known. */
export const fileOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;
