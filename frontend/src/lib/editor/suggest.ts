/**
 * Suggestions while they are typed: the copy, and what would be made of it. Pure: values in, values
 * out. Edits are of the copy, in its order, and no two of them touch.
 */

import { ChangeSet, type Text } from '@codemirror/state';

import { changesOf, type SuggestedEdit } from './notes';
import { difference } from './resync';

/** An edit, and its place in the order in which they were begun. */
export interface Kept extends SuggestedEdit {
  age: number;
}

export interface Proposal {
  base: Text;
  /** From the copy to what is proposed: the edits, and nothing else. */
  changes: ChangeSet;
  edits: readonly Kept[];
}

/** A proposal after something happened, and what that did to the text proposed. */
export interface Step {
  proposal: Proposal;
  changes: ChangeSet;
}

type Edit = Omit<SuggestedEdit, 'id'>;

const keyOf = ({ start, end, insert }: Edit): string => `${String(start)}:${String(end)}:${insert}`;
const none = (length: number): ChangeSet => ChangeSet.empty(length);
const setOf = (edits: readonly Edit[], length: number): ChangeSet =>
  changesOf(edits, length) ?? none(length);

/** The ranges of a change, those that touch as one. */
function rangesOf(changes: ChangeSet): Edit[] {
  const found: Edit[] = [];
  changes.iterChanges((start, end, _from, _to, inserted) => {
    found.push({ start, end, insert: inserted.toString() });
  });
  return found;
}

// Also half of a character: none is cut in two.
const PART = /[\p{L}\p{M}\p{N}\p{Cs}\u200d'’-]/u;

/** How many units two texts begin with alike, up to the end of a word. */
function alike(
  one: string,
  other: string,
  most: number,
  at: (text: string, n: number) => string,
): number {
  let n = 0;
  while (n < most && at(one, n) === at(other, n)) n++;
  const cuts = (k: number): boolean =>
    PART.test(at(one, k - 1)) && (PART.test(at(one, k)) || PART.test(at(other, k)));
  while (n > 0 && cuts(n)) n--;
  return n;
}

/** An edit without the words that it would put where they are; null when it changes nothing. */
function trimmed({ start, end, insert }: Edit, base: Text): Edit | null {
  const old = base.sliceString(start, end);
  if (old === insert) return null;
  const most = Math.min(old.length, insert.length);
  const before = alike(old, insert, most, (text, n) => text.charAt(n));
  const after = alike(old, insert, most - before, (text, n) => text.charAt(text.length - 1 - n));
  return {
    start: start + before,
    end: end - after,
    insert: insert.slice(before, insert.length - after),
  };
}

const normal = (changes: ChangeSet, base: Text): Edit[] =>
  rangesOf(changes)
    .map((one) => trimmed(one, base))
    .filter((one) => one !== null);

/**
 * Edits with the ids of those before. One that is the same keeps its own; of what touches another the
 * older id stays; what is new gets a new one.
 */
function named(edits: readonly Edit[], before: readonly Kept[], newId: () => string): Kept[] {
  const free = new Map(edits.map((one) => [keyOf(one), one]));
  const names = new Map<Edit, Kept>();
  const claim = (edit: Edit, by: Kept): void => {
    names.set(edit, by);
    free.delete(keyOf(edit));
  };
  const rest: Kept[] = [];
  for (const old of before) {
    const same = free.get(keyOf(old));
    if (same === undefined) rest.push(old);
    else claim(same, old);
  }
  for (const old of rest.toSorted((a, b) => a.age - b.age)) {
    // More than nothing where they only touch.
    const common = ({ start, end }: Edit): number =>
      Math.min(end, old.end) - Math.max(start, old.start);
    const [best] = Array.from(free.values())
      .filter((one) => common(one) >= 0)
      .toSorted((a, b) => common(b) - common(a));
    if (best !== undefined) claim(best, old);
  }
  let age = Math.max(-1, ...before.map((one) => one.age));
  return edits.map((edit) => {
    const old = names.get(edit);
    return { ...edit, id: old?.id ?? newId(), age: old?.age ?? ++age };
  });
}

function proposalOf(base: Text, edits: readonly Kept[]): Proposal {
  return { base, changes: setOf(edits, base.length), edits };
}

/** Marks as edits of which none meets another: of two that do both texts are kept, by the older id. */
function apart(marks: readonly SuggestedEdit[]): Kept[] {
  const all: Kept[] = [];
  const inOrder = marks
    .map(({ id, start, end, insert }, age) => ({ id, start, end, insert, age }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  for (const mark of inOrder) {
    const last = all.at(-1);
    if (last === undefined || mark.start > last.end) all.push(mark);
    else {
      const [older] = [last, mark].toSorted((a, b) => a.age - b.age);
      all.pop();
      all.push({
        ...(older ?? mark),
        start: last.start,
        end: Math.max(last.end, mark.end),
        insert: last.insert + mark.insert,
      });
    }
  }
  return all;
}

/** What is proposed when it is begun: the copy with the suggestions that are open. */
export function begun(base: Text, marks: readonly SuggestedEdit[], newId: () => string): Proposal {
  const wanted = apart(marks);
  const edits = normal(setOf(wanted, base.length), base);
  return proposalOf(base, named(edits, wanted, newId));
}

/** After something was typed into the text proposed. */
export function typed(
  { base, changes, edits }: Proposal,
  by: ChangeSet,
  newId: () => string,
): Proposal {
  return proposalOf(base, named(normal(changes.compose(by), base), edits, newId));
}

/** A range of a change of the copy, and what it is behind it. */
interface Came extends Edit {
  from: number;
  to: number;
}

function cameOf(over: ChangeSet): Came[] {
  const found: Came[] = [];
  over.iterChanges((start, end, from, to, inserted) => {
    found.push({ start, end, from, to, insert: inserted.toString() });
  });
  return found;
}

/** Whether the copy changed where an edit would change it: the same words, or the same ones put in. */
const meets = (edit: Edit, { start, end, insert }: Edit): boolean =>
  start === edit.start && end === edit.end && (start < end || insert === edit.insert);

/** The least difference between two texts may stand beside the edit that made it: then it is that edit. */
function exact({ base, edits }: Proposal, over: ChangeSet, after: Text): ChangeSet {
  if (cameOf(over).some((came) => edits.some((one) => meets(one, came)))) return over;
  const grown = after.length - base.length;
  for (const one of edits) {
    if (one.insert.length - (one.end - one.start) !== grown) continue;
    const alone = setOf([one], base.length);
    if (alone.apply(base).eq(after)) return alone;
  }
  return over;
}

/** Where an edit is after a change of the copy; null when nothing of it is left. */
function movedEdit(edit: Kept, length: number, over: ChangeSet): Kept | null {
  const left = rangesOf(setOf([edit], length).map(over));
  const [first, last] = [left[0], left.at(-1)];
  return first === undefined || last === undefined
    ? null
    : { ...edit, start: first.start, end: last.end };
}

/**
 * After the copy changed by another road. Where it changed the very words of an edit the text proposed
 * stays: what it has now is no suggestion any more, and in place of other words mine are suggested
 * still. An edit that lost its words otherwise stays as an insertion.
 */
export function rebased(
  before: Proposal,
  change: ChangeSet,
  after: Text,
  newId: () => string,
): Step {
  const { base, changes: mine, edits } = before;
  const over = exact(before, change, after);
  const all = cameOf(over);
  const step = (met: readonly Kept[], rest: readonly Kept[], others: readonly Edit[]): Step => {
    const moved = rest
      .map((one) => movedEdit(one, base.length, over))
      .filter((one) => one !== null);
    const left = [...rangesOf(setOf(rest, base.length).map(over)), ...met];
    const known = [...met, ...moved].toSorted((a, b) => a.age - b.age);
    const edited = normal(setOf(left, after.length), after);
    return {
      proposal: proposalOf(after, named(edited, known, newId)),
      changes: setOf(others, base.length).map(mine, true),
    };
  };
  const met: Kept[] = [];
  const rest: Kept[] = [];
  const others = new Set(all);
  for (const one of edits) {
    const came = all.find((range) => meets(one, range));
    if (came === undefined) rest.push(one);
    else {
      met.push({ ...one, start: came.from, end: came.to });
      others.delete(came);
    }
  }
  const short = step(met, rest, [...others]);
  // Where changes touch each other, which comes first is not told by their places.
  const isRight = textOf(short.proposal).eq(short.changes.apply(textOf(before)));
  return isRight ? short : step([], edits, all);
}

/** The text proposed. */
export const textOf = ({ base, changes }: Proposal): Text => changes.apply(base);

/** After the desk sent the suggestions that are mine: they take the place of what was here. */
export function replaced(
  before: Proposal,
  marks: readonly SuggestedEdit[],
  newId: () => string,
): Step {
  const { base, edits } = before;
  const proposal = begun(base, marks, newId);
  const wanted = new Set(proposal.edits.map(keyOf));
  if (edits.length === wanted.size && edits.every((one) => wanted.has(keyOf(one))))
    return { proposal, changes: none(before.changes.newLength) };
  const text = textOf(before);
  const back: Edit[] = [];
  // What is the same stays untouched, and so does a caret in it.
  for (const [n, place] of places(before).entries()) {
    const edit = edits[n];
    if (edit !== undefined && !wanted.has(keyOf(edit)))
      back.push({
        start: place.from,
        end: place.to,
        insert: base.sliceString(edit.start, edit.end),
      });
  }
  const changes = setOf(back, text.length);
  const rest = difference(changes.apply(text).toString(), textOf(proposal).toString());
  return {
    proposal,
    changes: rest === null ? changes : changes.compose(ChangeSet.of(rest, changes.newLength)),
  };
}

/** Where the edits stand in the text proposed, in their order. */
export function places({ edits }: Proposal): { id: string; from: number; to: number }[] {
  let grown = 0;
  return edits.map(({ id, start, end, insert }) => {
    const from = start + grown;
    grown += insert.length - (end - start);
    return { id, from, to: from + insert.length };
  });
}
