/** Comments and suggestions as one list, as the Review desk shows them. */

import type { CommentView, ReviewView, SuggestionView } from '../backend';
import type { CommentMark, Notes, SuggestionMark } from '../editor/notes';
import { editAsRead } from './asread';

export type Note = CommentNote | EditNote;
export interface CommentNote extends CommentView {
  kind: 'comment';
}
export interface EditNote extends SuggestionView {
  kind: 'edit';
  open: true;
}

/** All notes: the issue's own, then the items' in the order of the rundown, each as its copy runs. */
export function notesOf({ items, comments, suggestions }: ReviewView): Note[] {
  const all: Note[] = [
    ...comments.map((comment) => ({ ...comment, kind: 'comment' as const })),
    ...suggestions.map((edit) => ({ ...edit, kind: 'edit' as const, open: true as const })),
  ];
  const place = new Map(items.map(({ id }, index) => [id, index]));
  const rank = ({ item }: Note): number => (item === '' ? -1 : (place.get(item) ?? items.length));
  // What stands nowhere any more comes last.
  const at = ({ start, lost }: Note): number => (lost ? Infinity : start);
  return all.sort(
    (a, b) => rank(a) - rank(b) || compare(at(a), at(b)) || a.time.localeCompare(b.time),
  );
}

const compare = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);

export const openNotes = (notes: readonly Note[]): Note[] => notes.filter(({ open }) => open);

/**
 * The note behind the chosen one, or before it; around the ends. With none chosen it is the first of
 * the open item, or of what follows.
 */
export function stepped(
  notes: readonly Note[],
  chosen: string,
  open: string,
  by: 1 | -1,
): Note | null {
  if (notes.length === 0) return null;
  const at = notes.findIndex(({ id }) => id === chosen);
  if (at >= 0) return notes.at((at + by) % notes.length) ?? null;
  const here = notes.filter(({ item }) => item === open);
  return (by > 0 ? here[0] : here.at(-1)) ?? (by > 0 ? notes[0] : notes.at(-1)) ?? null;
}

/** The marks of each item that has notes. */
export function marksOf({ comments, suggestions }: ReviewView, chosen: string): Map<string, Notes> {
  const all = new Map<string, { comments: CommentMark[]; suggestions: SuggestionMark[] }>();
  const of = (item: string): { comments: CommentMark[]; suggestions: SuggestionMark[] } => {
    const marks = all.get(item) ?? { comments: [], suggestions: [] };
    all.set(item, marks);
    return marks;
  };
  for (const { id, item, start, end, open } of comments)
    if (item !== '' && start >= 0) of(item).comments.push({ id, start, end, open });
  for (const { id, item, start, end, new: insert, who, initials, mine, both } of suggestions)
    if (start >= 0)
      of(item).suggestions.push({ id, start, end, insert, who, initials, mine, both });
  return new Map(
    Array.from(all, ([item, marks]) => [item, { ...marks, chosen: chosen === '' ? null : chosen }]),
  );
}

/** A stretch of what somebody said. */
interface Said {
  text: string;
  mentions: boolean;
}

const LETTER = /[\p{L}\p{N}_]/u;

/** What somebody said, parted where people are mentioned: @Name, of those that are known. */
export function saidParts(text: string, names: readonly string[]): Said[] {
  const longest = names.filter((name) => name !== '').toSorted((a, b) => b.length - a.length);
  const parts: Said[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, from))) {
    // Neither an address nor the beginning of somebody else’s name.
    if (at > 0 && LETTER.test(text.charAt(at - 1))) continue;
    const name = longest.find(
      (one) => text.startsWith(one, at + 1) && !LETTER.test(text.charAt(at + 1 + one.length)),
    );
    if (name === undefined) continue;
    if (at > from) parts.push({ text: text.slice(from, at), mentions: false });
    from = at + 1 + name.length;
    parts.push({ text: text.slice(at, from), mentions: true });
  }
  if (from < text.length) parts.push({ text: text.slice(from), mentions: false });
  return parts;
}

/** The names that a mention which is being typed may mean. */
export function mentioned(text: string, caret: number, names: readonly string[]): string[] {
  const typed = /(?:^|\s)@([^\s@]{0,40})$/u.exec(text.slice(0, caret))?.[1];
  if (typed === undefined) return [];
  const wanted = typed.toLocaleLowerCase();
  return names.filter((name) => name.toLocaleLowerCase().startsWith(wanted)).slice(0, 5);
}

const NEAR = 40;

/** An edit as its reader sees it, with some words before it and behind it, as they stand on its line. */
export function excerpt(
  note: EditNote,
): [before: string, old: string, next: string, after: string] {
  const line = note.before.slice(note.before.lastIndexOf('\n') + 1);
  const rest = note.after.split('\n')[0] ?? '';
  const [head, old, next, tail] = editAsRead(line, note.old, note.new, rest);
  return [
    head.length > NEAR ? `…${head.slice(head.indexOf(' ', head.length - NEAR) + 1)}` : head,
    old,
    next,
    tail.length > NEAR ? `${tail.slice(0, Math.max(tail.lastIndexOf(' ', NEAR), 0))}…` : tail,
  ];
}
