/**
 * The mode in which typing suggests. Each item has a second text then: its copy with what is mine made
 * in it. What is typed there is told as suggestions, and the copy stays as it is.
 */

import {
  type ChangeDesc,
  type ChangeSet,
  EditorSelection,
  type EditorState,
  type Extension,
  Facet,
  type Range,
  StateEffect,
  StateField,
  type Text,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

import type { ItemView } from '../backend';
import { markWords as words } from '../words/notes';
import { itemView, setView } from './item';
import { noteField, type Notes, notesOf, proposed, setNotes, type SuggestedEdit } from './notes';
import { marked, shownOf, wordsAt } from './notesmarks';
import { begun, places, type Proposal, rebased, replaced, textOf, typed } from './suggest';

/** The proposal is another one, by another road than typing. */
const setProposal = StateEffect.define<Proposal>();

const newIds = Facet.define<() => string, () => string>({
  combine: ([first]) => first ?? newId,
});

const proposal = StateField.define<Proposal>({
  create: ({ doc }) => begun(doc, [], newId),
  update(value, { docChanged, changes, effects, startState }) {
    for (const effect of effects) if (effect.is(setProposal)) return effect.value;
    return docChanged ? typed(value, changes, startState.facet(newIds)) : value;
  },
});

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';

/** An id as the desk makes them: 40 random bits in base 32. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => LETTERS[byte % 32]).join('');
}

/** What is struck stands before what comes for it. */
function mine(state: EditorState): DecorationSet {
  const now = state.field(proposal);
  const { chosen } = state.field(noteField);
  const label = words.mine;
  const made: Range<Decoration>[] = [];
  for (const [n, { id, from, to }] of places(now).entries()) {
    const edit = now.edits[n];
    if (edit === undefined) continue;
    const look = id === chosen ? ' cm-note-chosen' : '';
    const text = now.base.sliceString(edit.start, Math.min(edit.end, edit.start + shownOf + 1));
    if (text !== '')
      made.push(wordsAt(state.doc, from, -1, { id, text, look: `cm-suggested-old${look}`, label }));
    if (from < to) made.push(marked(id, `cm-suggested-new${look}`, label).range(from, to));
  }
  return Decoration.set(made, true);
}

const suggesting = (begin: Proposal, ids: () => string): Extension => [
  proposal.init(() => begin),
  newIds.of(ids),
  proposed.of({
    changes: (state) => state.field(proposal).changes,
    mine: (state) => places(state.field(proposal)),
  }),
  EditorView.decorations.compute([proposal, noteField], mine),
  EditorView.editorAttributes.of({ class: 'cm-suggesting' }),
];

/** What the texts proposed need of the editor around them. */
export interface Around {
  /** The state of an item's copy. */
  copy: (item: string) => EditorState;
  /** A state as an item's copy has, of another text. */
  make: (item: string, text: Text, more: Extension) => EditorState;
  /** All of my suggestions of an item, after something was typed. */
  told: (item: string, edits: SuggestedEdit[], round: number) => void;
  newId: (() => string) | undefined;
}

/** What a text proposed has of its copy. */
interface Seen {
  notes: Notes;
  view: ItemView | null;
}

const told = ({ edits }: Proposal): SuggestedEdit[] =>
  edits.map(({ id, start, end, insert }) => ({ id, start, end, insert }));

/** The texts proposed, by item. What becomes of a copy reaches one when it is next asked for. */
export class Proposals {
  readonly #around: Around;
  readonly #newId: () => string;
  readonly #states = new Map<string, EditorState>();
  /** What became of the copy since. */
  readonly #behind = new Map<string, ChangeSet>();
  readonly #seen = new Map<string, Seen>();
  /** What the desk says of mine has come, and is not taken over yet. */
  readonly #news = new Set<string>();
  /** How often suggestions of an item were told. */
  readonly #rounds = new Map<string, number>();

  constructor(around: Around) {
    this.#around = around;
    this.#newId = around.newId ?? newId;
  }

  /** The state of an item's text proposed, as its copy now has it. */
  state(item: string): EditorState {
    let state = this.#states.get(item) ?? this.#begin(item);
    const due = this.due(item, state);
    if (due !== null) state = state.update(due).state;
    this.#states.set(item, state);
    return state;
  }

  /** The text proposed; where nothing is proposed that is the copy. */
  text(item: string): Text {
    const copy = this.#around.copy(item);
    const isProposed = this.#states.has(item) || notesOf(copy).suggestions.some((one) => one.mine);
    return isProposed ? this.state(item).doc : copy.doc;
  }

  keep(item: string, state: EditorState): void {
    this.#states.set(item, state);
  }

  forget(item: string): void {
    this.#states.delete(item);
    this.#behind.delete(item);
    this.#seen.delete(item);
    this.#news.delete(item);
    this.#rounds.delete(item);
  }

  /** The copy has changed. */
  follow(item: string, changes: ChangeSet): void {
    if (!this.#states.has(item)) return;
    const before = this.#behind.get(item);
    this.#behind.set(item, before === undefined ? changes : before.compose(changes));
  }

  /** Notes of an item have come, and stand in its copy's state. */
  noted(item: string): void {
    if (this.#states.has(item)) this.#news.add(item);
  }

  /** Brings what is there of an item to what its copy has become. */
  renew(item: string): void {
    if (this.#states.has(item)) this.state(item);
  }

  /** What brings an item's state to what its copy has become; null when it is that already. */
  due(item: string, state: EditorState): TransactionSpec | null {
    const copy = this.#around.copy(item);
    const behind = this.#behind.get(item);
    const seen = { notes: notesOf(copy), view: itemView(copy) };
    const before = this.#seen.get(item);
    if (behind === undefined && before?.notes === seen.notes && before.view === seen.view)
      return null;
    this.#behind.delete(item);
    this.#seen.set(item, seen);
    let now = state.field(proposal);
    let changes = state.changes();
    if (behind !== undefined) {
      const step = rebased(now, behind, copy.doc, this.#newId);
      now = step.proposal;
      changes = step.changes;
    }
    // Not while something of mine is on its way: the desk's would be older than what is here. And only
    // as it comes: when the copy has changed since, the marks may be of what became copy.
    if (this.#news.delete(item) && (seen.notes.round ?? 0) === (this.#rounds.get(item) ?? 0)) {
      const step = replaced(now, this.#marks(seen.notes), this.#newId);
      now = step.proposal;
      changes = changes.compose(step.changes);
    }
    return {
      changes,
      effects: [setProposal.of(now), setNotes.of(seen.notes), ...this.#viewOf(seen.view, now)],
      annotations: Transaction.addToHistory.of(false),
      filter: false,
    };
  }

  /** Makes a transaction on the text proposed of an item that is not shown. */
  change(item: string, spec: TransactionSpec): void {
    const transaction = this.state(item).update(spec);
    this.#states.set(item, transaction.state);
    this.tell(item, [transaction]);
  }

  /** The same on each that is there, where it is not about the text. */
  configure(item: string, effects: StateEffect<unknown>): void {
    const state = this.#states.get(item);
    if (state !== undefined) this.#states.set(item, state.update({ effects }).state);
  }

  /** Tells what was typed, in the text that these transactions lead to. */
  tell(item: string, transactions: readonly Transaction[]): void {
    const isTyped = transactions.some(
      ({ docChanged, effects }) => docChanged && !effects.some((effect) => effect.is(setProposal)),
    );
    const last = transactions.at(-1);
    if (!isTyped || last === undefined) return;
    const round = (this.#rounds.get(item) ?? 0) + 1;
    this.#rounds.set(item, round);
    this.#around.told(item, told(last.state.field(proposal)), round);
  }

  #begin(item: string): EditorState {
    const copy = this.#around.copy(item);
    const begin = begun(copy.doc, this.#marks(notesOf(copy)), this.#newId);
    const more = suggesting(begin, this.#newId);
    const state = this.#around.make(item, textOf(begin), more);
    return state;
  }

  #marks({ suggestions }: Notes): SuggestedEdit[] {
    return suggestions.filter((one) => one.mine);
  }

  /** Meters and pictures, of the text proposed. */
  #viewOf(view: ItemView | null, { changes }: Proposal): StateEffect<unknown>[] {
    if (view === null) return [];
    const sections = view.sections.map((one) => ({
      ...one,
      start: changes.mapPos(Math.min(one.start, changes.length)),
    }));
    return [setView.of({ ...view, sections })];
  }
}

/** My suggestions in a text proposed. */
export const suggestionsOf = (state: EditorState): SuggestedEdit[] => told(state.field(proposal));

/** From places in the copy to those in the text proposed. */
export const fromCopy = (state: EditorState): ChangeDesc => state.field(proposal).changes;
/** And back. */
export const toCopy = (state: EditorState): ChangeDesc =>
  state.field(proposal).changes.invertedDesc;

/**
 * Shows another text of the same item, with the caret and what is seen at the same words. `by` leads
 * from places in the text that is shown now to those in the other.
 */
export function change(view: EditorView, to: EditorState, by: ChangeDesc): void {
  const spot = spotOf(view);
  const { ranges, mainIndex } = view.state.selection;
  const selection = EditorSelection.create(
    ranges.map(({ anchor, head }) =>
      EditorSelection.range(by.mapPos(anchor, 1), by.mapPos(head, 1)),
    ),
    mainIndex,
  );
  const annotations = Transaction.addToHistory.of(false);
  view.setState(to.update({ selection, annotations }).state);
  const at = by.mapPos(spot.at, 1);
  // It is measured now: where nothing is known of the new text yet, rows would be scrolled to by guess.
  view.coordsAtPos(at);
  view.dispatch({
    effects: EditorView.scrollIntoView(at, { y: 'start', yMargin: spot.below }),
  });
}

/** A place that can be seen, and how far it is below the pane's head: the caret's, or else one in the first row. */
function spotOf(view: EditorView): { at: number; below: number } {
  const { top, bottom } = view.scrollDOM.getBoundingClientRect();
  const { head } = view.state.selection.main;
  const caret = view.coordsAtPos(head);
  if (caret !== null && caret.top >= top && caret.bottom <= bottom)
    return { at: head, below: caret.top - top };
  const { left, right } = view.contentDOM.getBoundingClientRect();
  // In the middle: at its ends a row is not told from the next one.
  const at = view.posAtCoords({ x: (left + right) / 2, y: top + 1 }, false);
  return { at, below: (view.coordsAtPos(at)?.top ?? top) - top };
}
