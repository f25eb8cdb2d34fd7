/**
 * What people said about the copy, in it: comments as a quiet line under their words, suggestions as
 * old words struck and new ones behind them. Nothing here changes a letter of the copy.
 */

import { invertedEffects } from '@codemirror/commands';
import {
  type ChangeDesc,
  ChangeSet,
  type EditorState,
  type Extension,
  Facet,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { EditorView, ViewPlugin, type ViewUpdate } from '@codemirror/view';

import { noteLook } from './noteslook';
import { noteMarks } from './notesmarks';

/** A comment on words of the copy, in UTF-16 units of it; one that is not open is not marked. */
export interface CommentMark {
  id: string;
  start: number;
  end: number;
  open: boolean;
}

/** An open suggestion: the words from start to end would become `insert`. */
export interface SuggestionMark {
  id: string;
  start: number;
  end: number;
  insert: string;
  who: string;
  initials: string;
  /** Made here, in the mode in which typing suggests. */
  mine: boolean;
  /** Two people changed the same words: the copy has the one text, `insert` is the other. */
  both: boolean;
}

/** One of my suggestions, of the item’s copy as it stands. */
export interface SuggestedEdit {
  id: string;
  start: number;
  end: number;
  insert: string;
}

/** All that is said about an item’s copy, of the copy as it is here. */
export interface Notes {
  comments: readonly CommentMark[];
  suggestions: readonly SuggestionMark[];
  /** Which of them is chosen. */
  chosen: string | null;
  /**
   * The round of `suggested` that the suggestions which are mine know of; 0, or none, for none. Only
   * when it is the last one they take the place of what was typed.
   */
  round?: number;
}

export interface NoteHooks {
  /** Somebody came to a note, by caret or pointer, or left it (null). Notes that say so answer it. */
  chosen: (id: string | null) => void;
  /** Somebody wants to say something about these units of an item’s copy. */
  comment: (item: string, from: number, to: number) => void;
  /**
   * All of my suggestions of an item, of its copy as it is here, after something was typed: in order,
   * and no two of them touch. It is told before it is shown: notes are set after that, not in it.
   */
  suggested: (item: string, edits: SuggestedEdit[], round: number) => void;
  /** What was accepted was undone, so that it is open again, or was done once more. */
  reopened: (item: string, ids: readonly string[], isOpen: boolean) => void;
  /** Ids for new suggestions; without it they are made here. */
  newId?: () => string;
}

/** Shows these notes in place of those before. */
export const setNotes = StateEffect.define<Notes>();
/** Chooses one of them. */
export const chooseNote = StateEffect.define<string | null>();
/** Suggestions became copy, or came out of it again: an undo has the contrary. */
export const answered = StateEffect.define<{ ids: readonly string[]; isOpen: boolean }>();

/** A place of a note in the text that is shown. */
interface Place {
  id: string;
  from: number;
  to: number;
}

/** What is shown where it is not the copy: notes keep the copy’s places, and what is mine is in the text. */
interface Proposed {
  changes: (state: EditorState) => ChangeDesc;
  mine: (state: EditorState) => Place[];
}
export const proposed = Facet.define<Proposed, Proposed | null>({
  combine: ([first]) => first ?? null,
});

/** What is typed at its borders stays outside; the desk moves its anchors the same way. */
function moved<T extends { start: number; end: number }>(all: readonly T[], by: ChangeDesc): T[] {
  return all.map((one) => {
    const start = by.mapPos(one.start, 1);
    return { ...one, start, end: Math.max(start, by.mapPos(one.end, -1)) };
  });
}

/** Notes after a change of the copy. */
const movedNotes = (notes: Notes, by: ChangeDesc): Notes => ({
  ...notes,
  comments: moved(notes.comments, by),
  suggestions: moved(notes.suggestions, by),
});

/** Edits of a text of that length as one change; null when there is none, or two meet, or one runs past it. */
export function changesOf(
  edits: readonly Omit<SuggestedEdit, 'id'>[],
  length: number,
): ChangeSet | null {
  const all = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  const fits = all.every(
    ({ start, end }, n) => (all[n - 1]?.end ?? 0) <= start && start <= end && end <= length,
  );
  if (all.length === 0 || !fits) return null;
  return ChangeSet.of(
    all.map(({ start, end, insert }) => ({ from: start, to: end, insert })),
    length,
  );
}

/** Notes of a text of that length. Of one that runs past it nothing is known, nor then of what is mine. */
function fitting(notes: Notes, length: number): Notes {
  const fits = ({ start, end }: { start: number; end: number }): boolean =>
    0 <= start && start <= end && end <= length;
  const comments = notes.comments.filter(fits);
  const suggestions = notes.suggestions.filter(fits);
  const round = suggestions.length < notes.suggestions.length ? -1 : (notes.round ?? 0);
  return { ...notes, comments, suggestions, round };
}

const none: Notes = { comments: [], suggestions: [], chosen: null };

export const noteField = StateField.define<Notes>({
  create: () => none,
  update(value, { docChanged, changes, effects, state }) {
    let notes = value;
    const isCopy = state.facet(proposed) === null;
    if (docChanged && isCopy) notes = movedNotes(notes, changes);
    for (const effect of effects)
      if (effect.is(setNotes))
        notes = isCopy ? fitting(effect.value, state.doc.length) : effect.value;
      else if (effect.is(chooseNote)) notes = { ...notes, chosen: effect.value };
      else if (effect.is(answered) && !effect.value.isOpen) {
        const { ids } = effect.value;
        notes = { ...notes, suggestions: notes.suggestions.filter(({ id }) => !ids.includes(id)) };
      }
    return notes;
  },
  provide: (of) =>
    EditorView.decorations.compute(['doc', of], (state) => {
      const { comments, suggestions } = shown(state);
      return noteMarks(state, comments, suggestions, state.field(of).chosen);
    }),
});

/** The notes of a state, at their places in the copy. */
export const notesOf = (state: EditorState): Notes => state.field(noteField, false) ?? none;

/** What can be seen of them, at its places in the text that is shown. */
function shown(state: EditorState): Pick<Notes, 'comments' | 'suggestions'> {
  const over = state.facet(proposed);
  const { comments, suggestions } = notesOf(state);
  const by = over?.changes(state) ?? null;
  const place = <T extends { start: number; end: number }>(all: readonly T[]): readonly T[] =>
    by === null ? all : moved(all, by);
  return {
    comments: place(comments.filter(({ open }) => open)),
    suggestions: place(over === null ? suggestions : suggestions.filter(({ mine }) => !mine)),
  };
}

/** Every note that can be seen, in the order of the text. */
function places(state: EditorState): Place[] {
  const { comments, suggestions } = shown(state);
  const mine = state.facet(proposed)?.mine(state) ?? [];
  return [...comments, ...suggestions]
    .map(({ id, start, end }) => ({ id, from: start, to: end }))
    .concat(mine)
    .toSorted((a, b) => a.from - b.from || a.to - b.to);
}

/** The note that the caret is in: the chosen one when it is one of several, or else the shortest. */
function noteAt(state: EditorState, preferred: string | null): string | null {
  const { head, empty } = state.selection.main;
  const here = places(state).filter(({ from, to }) => from <= head && head <= to);
  const known = here.find(({ id }) => id === preferred);
  if (known !== undefined || !empty) return known?.id ?? null;
  return here.toSorted((a, b) => a.to - a.from - (b.to - b.from))[0]?.id ?? null;
}

/**
 * Goes to the next note of the item, or the one before, and chooses it; null when there is none on that
 * side. `edge`: from the item’s beginning, or its end, wherever the caret is.
 */
export function stepNote(view: EditorView, direction: 1 | -1, edge = false): string | null {
  const { state } = view;
  const all = places(state);
  const { head } = state.selection.main;
  const { chosen } = notesOf(state);
  const at = all.findIndex(({ id, from, to }) => id === chosen && from <= head && head <= to);
  const next = edge
    ? all.at(direction > 0 ? 0 : -1)
    : at >= 0
      ? all[at + direction]
      : direction > 0
        ? all.find(({ from }) => from >= head)
        : all.findLast(({ from }) => from < head);
  if (next === undefined) return null;
  view.dispatch({
    selection: { anchor: next.from },
    effects: [chooseNote.of(next.id), EditorView.scrollIntoView(next.from, { y: 'center' })],
  });
  return next.id;
}

/** Where somebody wants to say something: what is selected, or the word at the caret. */
export function quoteAt(state: EditorState): { from: number; to: number } {
  const { main } = state.selection;
  return main.empty ? (state.wordAt(main.head) ?? main) : main;
}

/** Tells which note somebody is at, when it is another one than both sides know of. */
class Watch {
  /** The note that the caret was in, and the one that both sides know to be chosen. */
  #at: string | null;
  #known: string | null;

  constructor({ state }: EditorView) {
    this.#known = notesOf(state).chosen;
    this.#at = noteAt(state, this.#known);
  }

  look({ state, transactions, docChanged, selectionSet }: ViewUpdate): void {
    const isNews = transactions.some(({ effects }) =>
      effects.some((effect) => effect.is(setNotes) || effect.is(chooseNote)),
    );
    if (isNews) this.#known = notesOf(state).chosen;
    if (!isNews && !docChanged && !selectionSet) return;
    const now = noteAt(state, this.#known);
    const isSame = now === this.#at;
    this.#at = now;
    // A note that comes to where the caret is was not gone to.
    if (isSame || (isNews && !selectionSet)) return;
    this.#tell(state, now);
  }

  press({ state }: EditorView, id: string): void {
    // Whether the caret comes into it or beside it: it is this one.
    this.#at = null;
    this.#tell(state, id);
  }

  #tell(state: EditorState, id: string | null): void {
    if (id === this.#known) return;
    this.#known = id;
    state.facet(hooksOf)?.chosen(id);
  }
}

const hooksOf = Facet.define<NoteHooks, NoteHooks | null>({
  combine: ([hooks]) => hooks ?? null,
});

const watch = ViewPlugin.fromClass(Watch, {
  eventHandlers: {
    mousedown(event, view) {
      const pressed = event.target instanceof Element ? event.target.closest('[data-note]') : null;
      const id = pressed?.getAttribute('data-note') ?? null;
      if (id !== null) this.press(view, id);
      return false;
    },
  },
});

/** Comments and suggestions in the copy. */
export function notes(hooks: NoteHooks | undefined): Extension {
  return [
    noteLook,
    hooks === undefined ? [] : hooksOf.of(hooks),
    noteField,
    watch,
    EditorView.updateListener.of((update) => update.view.plugin(watch)?.look(update)),
    invertedEffects.of(({ effects }) =>
      effects.flatMap((effect) =>
        effect.is(answered)
          ? [answered.of({ ids: effect.value.ids, isOpen: !effect.value.isOpen })]
          : [],
      ),
    ),
  ];
}
