/** Comments and suggestions as one list, as the Review desk shows them. */

import type { CommentView, ReviewView, SuggestionView } from '../backend';
import type { CommentMark, SuggestionMark } from '../editor/notes';

export type Note = CommentNote | EditNote;
interface CommentNote extends CommentView {
  kind: 'comment';
}
interface EditNote extends SuggestionView {
  kind: 'edit';
  open: true;
}

/** What the editor marks in an item. */
export interface Marks {
  comments: readonly CommentMark[];
  suggestions: readonly SuggestionMark[];
  chosen: string;
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
  return all.sort((a, b) => rank(a) - rank(b) || compare(at(a), at(b)) || a.time.localeCompare(b.time));
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
export function marksOf({ comments, suggestions }: ReviewView, chosen: string): Map<string, Marks> {
  const all = new Map<string, { comments: CommentMark[]; suggestions: SuggestionMark[] }>();
  const of = (item: string): { comments: CommentMark[]; suggestions: SuggestionMark[] } => {
    const marks = all.get(item) ?? { comments: [], suggestions: [] };
    all.set(item, marks);
    return marks;
  };
  for (const { id, item, start, end, open } of comments)
    if (item !== '' && start >= 0) of(item).comments.push({ id, start, end, open });
  for (const { id, item, start, end, new: insert, who, initials, mine, both } of suggestions)
    if (start >= 0) of(item).suggestions.push({ id, start, end, insert, who, initials, mine, both });
  return new Map(Array.from(all, ([item, marks]) => [item, { ...marks, chosen }]));
}
