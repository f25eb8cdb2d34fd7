/**
 * The editor of copy. It knows neither Svelte nor the desk behind it: what is typed goes out by
 * callbacks, and each feature is a function that gives an Extension.
 */

import { closeCompletion } from '@codemirror/autocomplete';
import { isolateHistory, undo } from '@codemirror/commands';
import {
  type ChangeSet,
  type ChangeSpec,
  Compartment,
  EditorState,
  type Extension,
  type StateEffect,
  Text,
  Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import { type Command, EditorView } from '@codemirror/view';

import type { FlightEdit, FlightFinding, Grammar, ItemView, PictureAdded } from '../backend';
import { type Credits, movedRuns, setCredits } from './authors';
import { clean } from './clean';
import { commands, type EditorCommand, linkAt } from './commands';
import { extensions, type Hooks } from './extensions';
import { setFindings } from './findings';
import { focusMode, setFocusMode } from './focus';
import type { EditorCallbacks, OpenItem } from './host';
import { itemView, knowing, setView, shownAlike } from './item';
import { look } from './look';
import {
  answered,
  chooseNote,
  changesOf,
  type Notes,
  type SuggestedEdit,
  notesOf,
  quoteAt,
  setNotes,
  stepNote,
} from './notes';
import { enterNew, withPictures } from './paste';
import { pastedIn } from './pasted';
import { difference } from './resync';
import { SuggestMode } from './suggestmode';
import { fromDesk, locked, oneStep } from './transactions';

export type { EditorCommand } from './commands';
export type { EditorCallbacks, OpenItem } from './host';
export type { CommentMark, NoteHooks, Notes, SuggestedEdit, SuggestionMark } from './notes';

/** Pixels under a line that is shown at the foot. */
const ROOM = 24;

export class CopyEditor {
  openItem = '';

  readonly #view: EditorView;
  readonly #callbacks: EditorCallbacks;
  readonly #states = new Map<string, EditorState>();
  readonly #items = new Map<string, OpenItem>();
  readonly #views = new Map<string, ItemView>();
  readonly #notes = new Map<string, Notes>();
  readonly #frozen = new Set<string>();
  readonly #scroll = new Map<string, number>();
  readonly #common: Extension;
  readonly #known = new Compartment();
  /** What comes later, when it is first wanted. */
  readonly #later = new Compartment();
  #extra: Extension = [];
  readonly #lock = new Compartment();
  #isLocked = false;
  /** Where pictures go that are on their way. */
  readonly #places = new Set<{ item: string; at: number; isProposed: boolean }>();
  #grammar: Grammar;
  #focusing = false;
  readonly #mode: SuggestMode;

  constructor(parent: HTMLElement, callbacks: EditorCallbacks, grammar: Grammar) {
    this.#callbacks = callbacks;
    this.#grammar = grammar;
    this.#mode = new SuggestMode({
      copy: (item) => this.#copyState(item) ?? this.#state(item),
      make: (item, text, more) => this.#make(item, text, more),
      told: (item, edits, round) => callbacks.notes?.suggested(item, edits, round),
      newId: callbacks.notes?.newId,
    });
    this.#common = extensions(this.#hooks());
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        extensions: [look, EditorState.readOnly.of(true), EditorView.editable.of(false)],
      }),
      dispatchTransactions: (transactions, view) => {
        const item = this.openItem;
        // What was typed goes on its way first: the desk works while the screen is brought up to it.
        if (this.#mode.isOn) this.#tellProposed(item, transactions);
        else this.#tell(item, transactions);
        view.update(transactions);
        this.#caret(item, transactions);
      },
    });
  }

  get dom(): HTMLElement {
    return this.#view.dom;
  }

  /** Shows an item; its history, selection and place are as they were left. */
  open(item: OpenItem): void {
    this.know([item]);
    const before = this.#items.get(item.id);
    if (before !== undefined && (before.kind !== item.kind || before.story !== item.story))
      this.#rekind(item);
    if (item.id === this.openItem) return;
    this.#leave();
    this.openItem = item.id;
    this.#view.setState(this.#shown(item.id));
    if (this.isSuggesting) this.#view.dispatch({ effects: setCredits.of(null) });
    this.#view.dispatch({ effects: setFocusMode(this.#focusing) });
    this.#view.scrollDOM.scrollTop = this.#scroll.get(item.id) ?? 0;
  }

  know(items: OpenItem[]): void {
    for (const item of items) if (!this.#items.has(item.id)) this.#items.set(item.id, item);
  }

  forget(id: string): void {
    if (id === this.openItem) this.shut();
    this.#frozen.delete(id);
    this.#states.delete(id);
    this.#items.delete(id);
    this.#views.delete(id);
    this.#notes.delete(id);
    this.#mode.texts?.forget(id);
  }

  /** An item that is being taken away takes no more words, from wherever they come. */
  freeze(id: string, isFrozen: boolean): void {
    if (isFrozen) this.#frozen.add(id);
    else this.#frozen.delete(id);
  }

  /** Shows no item: nothing can be typed. */
  shut(): void {
    this.#leave();
    this.openItem = '';
    this.#view.setState(
      EditorState.create({
        extensions: [look, EditorState.readOnly.of(true), EditorView.editable.of(false)],
      }),
    );
  }

  /** Meters and pictures, from the desk's echo. */
  update(view: ItemView): void {
    this.#views.set(view.id, view);
    const state = view.id === this.openItem ? this.#copyState(view.id) : undefined;
    const known = state === undefined ? null : itemView(state);
    if (known === null || !shownAlike(known, view))
      this.#change(view.id, { effects: setView.of(view) });
  }

  /** Marks what was found in an item, of its text as it is here. */
  mark(id: string, found: readonly FlightFinding[]): void {
    this.#change(id, { effects: setFindings.of(found) });
  }

  /** Marks what people said about an item's copy, as it is here; open or not. */
  note(id: string, notes: Notes): void {
    this.#notes.set(id, notes);
    this.#mode.texts?.noted(id);
    this.#change(id, { effects: setNotes.of(notes) });
    if (!this.#isProposed(id)) this.#mode.texts?.renew(id);
  }

  /** Shows who wrote which words of an item's copy, as it is here; null shows it no more. */
  credit(id: string, credits: Credits | null): void {
    this.#change(id, { effects: setCredits.of(credits) });
    const changes = id === this.openItem ? this.#mode.fromCopy(this.#view.state) : null;
    if (changes === null) return;
    // What is shown is the copy with suggestions in it, and those have their own look.
    const runs = credits === null ? [] : movedRuns(credits.runs, changes);
    const shown = credits === null ? null : { ...credits, runs };
    this.#view.dispatch({ effects: setCredits.of(shown) });
  }

  /**
   * Goes to the next note of the item that is open, or the one before, and chooses it: its id, or null
   * when there is none on that side. `edge`: from the item's beginning or end, wherever the caret is.
   */
  nextNote(direction: 1 | -1, edge = false): string | null {
    if (this.openItem === '') return null;
    const id = stepNote(this.#view, direction, edge);
    if (id !== null && this.#mode.isOn) this.#change(this.openItem, { effects: chooseNote.of(id) });
    return id;
  }

  /**
   * The mode in which typing suggests: what is shown is the copy with what is mine made in it, and what
   * is typed there is told by `suggested`. It comes a moment later when it was not prepared.
   */
  async suggest(isOn: boolean): Promise<void> {
    const mode = this.#mode;
    mode.want(isOn);
    if (isOn && !mode.isPrepared) await mode.prepare();
    if (!mode.isDue(isOn)) return;
    const id = this.openItem;
    this.#leave();
    const before = this.#view.state;
    mode.switch(isOn);
    if (id === '') return;
    mode.change(this.#view, before, this.#shown(id));
    this.#view.dispatch({ effects: setFocusMode(this.#focusing) });
  }

  /** Fetches what that mode needs: it then comes before the next key, and no word goes into the copy. */
  async prepareToSuggest(): Promise<void> {
    await this.#mode.prepare();
  }

  get isSuggesting(): boolean {
    return this.#mode.isOn;
  }

  /** My suggestions of an item, as they stand here; null where nobody suggested in this editor. */
  suggestions(id: string): SuggestedEdit[] | null {
    const { texts } = this.#mode;
    if (texts === null || !this.#items.has(id)) return null;
    return this.#mode.edits(this.#isProposed(id) ? this.#view.state : texts.state(id));
  }

  /** Whether the copies can be read only, as a guest's can. Suggesting goes on. */
  setReadOnly(isOn: boolean): void {
    if (isOn === this.#isLocked) return;
    this.#isLocked = isOn;
    for (const id of this.#states.keys())
      this.#change(id, { effects: this.#lock.reconfigure(isOn ? locked : []) });
  }

  setGrammar(grammar: Grammar): void {
    this.#grammar = grammar;
    for (const item of this.#items.values()) this.#rekind(item);
  }

  /** Adds a feature that was loaded after the editor, in place of the one before. */
  extend(extension: Extension): void {
    this.#extra = extension;
    for (const id of this.#states.keys()) this.#configure(id, this.#later.reconfigure(extension));
  }

  /** Runs a command of such a feature. */
  perform(command: Command): boolean {
    return this.openItem !== '' && command(this.#view);
  }

  /** Changes a copy, open or not, as one step of undo. */
  edit(id: string, changes: ChangeSpec): void {
    if (!this.#isLocked) this.#change(id, oneStep(changes));
  }

  /**
   * Makes the edits of a fix, as one step of undo, also of an item that is not open. The answer is the
   * copy after it; null when the item is not there, or too short for them.
   */
  change(id: string, edits: readonly FlightEdit[]): Text | null {
    const { length } = this.text(id);
    if (!this.#mayChange(id) || edits.some(({ end }) => end > length)) return null;
    this.#change(id, {
      changes: edits.map(({ start, end, insert }) => ({ from: start, to: end, insert })),
      annotations: isolateHistory.of('full'),
      userEvent: 'input.fix',
    });
    return this.text(id);
  }

  /** Undoes what was done last in an item, open or not, when its copy is still what it was after that. */
  takeBack(id: string, after: Text): boolean {
    if (!this.#mayChange(id) || !this.text(id).eq(after)) return false;
    if (this.#isInView(id)) return undo(this.#view);
    return undo({
      state: this.#state(id),
      dispatch: (transaction) => this.#changed(id, transaction),
    });
  }

  /**
   * Takes over the desk's text where it differs. `accepted` are the suggestions that became copy with
   * it: when that is undone, or done once more, the desk is told.
   */
  resync(id: string, copy: string, undoable = false, accepted: readonly string[] = []): void {
    const after = clean(copy);
    const changes =
      this.#accepting(id, after, accepted) ?? difference(this.text(id).toString(), after);
    if (changes === null) return;
    this.#change(id, {
      changes,
      effects: accepted.length > 0 ? answered.of({ ids: accepted, isOpen: false }) : [],
      annotations: [
        fromDesk.of(true),
        Transaction.addToHistory.of(undoable),
        isolateHistory.of('full'),
      ],
    });
  }

  /**
   * Puts pictures into the copy when they are there: where the caret is now, whatever is typed or
   * opened meanwhile.
   */
  async pictures(
    coming: Promise<readonly PictureAdded[]>,
    at = this.#view.state.selection.main.head,
  ): Promise<void> {
    const place = { item: this.openItem, at, isProposed: this.#mode.isOn };
    if (place.item === '') return;
    this.#places.add(place);
    try {
      const added = await coming;
      const [first] = added;
      if (first === undefined || !this.#items.has(place.item)) return;
      const { item, isProposed } = place;
      const doc = isProposed ? this.#proposed(item) : this.text(item);
      this.#put(item, withPictures(doc, place.at, added), isProposed);
      if (place.item === this.openItem) enterNew(this.#view, first.name);
    } finally {
      this.#places.delete(place);
    }
  }

  /** The copy of an item, whatever is suggested. */
  text(id: string): Text {
    const state = this.#copyState(id);
    if (state !== undefined) return state.doc;
    return Text.of((this.#items.get(id)?.copy ?? '').split(/\r\n?|\n/));
  }

  /** Goes to a place of the copy. */
  goTo(id: string, position: number, length = 0): void {
    if (id !== this.openItem) return;
    const by = this.#mode.fromCopy(this.#view.state);
    if (by === null) this.#goTo(position, length);
    else {
      const from = by.mapPos(Math.min(position, by.length), 1);
      const to = by.mapPos(Math.min(position + length, by.length), -1);
      this.#goTo(from, Math.max(0, to - from));
    }
  }

  /** Shows a place of the copy above what stands below it; the caret stays where it is. */
  reveal(id: string, position: number): void {
    if (id !== this.openItem) return;
    const at = Math.min(position, this.#view.state.doc.length);
    this.#view.dispatch({ effects: EditorView.scrollIntoView(at, { y: 'end', yMargin: ROOM }) });
  }

  #goTo(position: number, length: number): void {
    const end = this.#view.state.doc.length;
    const anchor = Math.min(position, end);
    this.#view.dispatch({
      selection: { anchor, head: Math.min(position + length, end) },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
  }

  run(command: EditorCommand): boolean {
    const view = this.#view;
    if (this.openItem === '') return false;
    if (command === 'open-link') return this.#openLink();
    if (command === 'picture') this.#pick();
    else if (command === 'comment') this.#comment();
    else if (command === 'focus-mode') {
      this.#focusing = !this.#focusing;
      view.dispatch({ effects: setFocusMode(this.#focusing) });
    } else return commands[command](view);
    return true;
  }

  focus(): void {
    this.#view.focus();
  }

  destroy(): void {
    this.#mode.stop();
    this.#view.destroy();
  }

  #openLink(): boolean {
    const address = linkAt(this.#view, this.#view.state.selection.main.head);
    if (address !== '') this.#callbacks.openLink(address);
    return address !== '';
  }

  #comment(): void {
    const { from, to } = quoteAt(this.#view.state);
    const start = this.#inCopy(from, 1);
    this.#callbacks.notes?.comment(this.openItem, start, Math.max(start, this.#inCopy(to, -1)));
  }

  #pick(): void {
    void this.pictures(this.#callbacks.pickPictures());
  }

  #leave(): void {
    if (this.openItem === '') return;
    closeCompletion(this.#view);
    if (this.#mode.isOn) this.#mode.texts?.keep(this.openItem, this.#view.state);
    else this.#states.set(this.openItem, this.#view.state);
    this.#scroll.set(this.openItem, this.#view.scrollDOM.scrollTop);
  }

  #state(id: string): EditorState {
    const kept = this.#states.get(id);
    if (kept !== undefined) return kept;
    const item = this.#items.get(id);
    const doc = Text.of((item?.copy ?? '').split(/\r\n?|\n/));
    let state = this.#make(id, doc, this.#lock.of(this.#isLocked ? locked : []));
    const view = this.#views.get(id);
    if (view !== undefined) state = state.update({ effects: setView.of(view) }).state;
    const notes = this.#notes.get(id);
    if (notes !== undefined) state = state.update({ effects: setNotes.of(notes) }).state;
    this.#states.set(id, state);
    return state;
  }

  #make(id: string, doc: Text, more: Extension): EditorState {
    return EditorState.create({
      doc,
      extensions: [
        this.#common,
        this.#known.of(this.#knowledge(this.#items.get(id))),
        this.#later.of(this.#extra),
        focusMode(this.#focusing),
        more,
      ],
    });
  }

  /** What the view shows of an item. */
  #shown(id: string): EditorState {
    const texts = this.#mode.isOn ? this.#mode.texts : null;
    return texts?.state(id) ?? this.#state(id);
  }

  /** The text proposed of an item. */
  #proposed(id: string): Text {
    if (this.#isProposed(id)) return this.#view.state.doc;
    return this.#mode.texts?.text(id) ?? this.text(id);
  }

  /** Whether the view shows an item's copy, and not what is proposed of it. */
  #isInView(id: string): boolean {
    return id === this.openItem && !this.#mode.isOn;
  }

  /** Whether the view shows what is proposed of an item. */
  #isProposed(id: string): boolean {
    return id === this.openItem && this.#mode.isOn;
  }

  /** A place of what is shown, in the copy. */
  #inCopy(position: number, side: 1 | -1): number {
    return this.#mode.inCopy(this.#view.state, position, side);
  }

  #mayChange(id: string): boolean {
    return this.#items.has(id) && !this.#frozen.has(id) && !this.#isLocked;
  }

  /** The very changes of accepted suggestions: what stands between two of them stays untouched. */
  #accepting(id: string, after: string, ids: readonly string[]): ChangeSpec | null {
    const made = (this.#notesOf(id)?.suggestions ?? []).filter((one) => ids.includes(one.id));
    const before = this.text(id);
    const changes = changesOf(made, before.length);
    return changes !== null && changes.apply(before).toString() === after ? changes : null;
  }

  #copyState(id: string): EditorState | undefined {
    return this.#isInView(id) ? this.#view.state : this.#states.get(id);
  }

  #notesOf(id: string): Notes | undefined {
    const state = this.#copyState(id);
    return state === undefined ? this.#notes.get(id) : notesOf(state);
  }

  #knowledge(item: OpenItem | undefined): Extension {
    return knowing({ grammar: this.#grammar, kind: item?.kind ?? '', story: item?.story ?? '' });
  }

  #rekind(item: OpenItem): void {
    this.#items.set(item.id, { ...item, copy: this.text(item.id).toString() });
    this.#configure(item.id, this.#known.reconfigure(this.#knowledge(item)));
  }

  /** Tells both texts of an item the same. */
  #configure(id: string, effects: StateEffect<unknown>): void {
    this.#change(id, { effects });
    if (this.#isProposed(id)) this.#view.dispatch({ effects });
    else this.#mode.texts?.configure(id, effects);
  }

  /** Makes a transaction on the copy of an item, or on what is proposed of it. */
  #put(id: string, spec: TransactionSpec, isProposed: boolean): void {
    if (!isProposed) this.#change(id, spec);
    else if (this.#isProposed(id)) this.#view.dispatch(spec);
    else if (this.#items.has(id) && !this.#frozen.has(id)) this.#mode.texts?.change(id, spec);
  }

  /** Makes a transaction on the copy of an item, open or not. */
  #change(id: string, spec: TransactionSpec): void {
    if (this.#isInView(id)) {
      this.#view.dispatch(spec);
      return;
    }
    // An item that nobody has opened needs no state for its meters.
    if (spec.changes === undefined && !this.#states.has(id)) return;
    if (!this.#items.has(id) || (spec.changes !== undefined && this.#frozen.has(id))) return;
    this.#changed(id, this.#state(id).update(spec));
  }

  /** A copy that is not in the view has changed. */
  #changed(id: string, transaction: Transaction): void {
    this.#states.set(id, transaction.state);
    this.#tell(id, [transaction]);
    if (!this.#isProposed(id)) return;
    const due = this.#mode.texts?.due(id, this.#view.state) ?? null;
    if (due !== null) this.#view.dispatch(due);
  }

  #tell(item: string, transactions: readonly Transaction[]): void {
    for (const transaction of transactions) {
      this.#movePlaces(item, transaction.changes, false);
      if (transaction.docChanged) this.#mode.texts?.follow(item, transaction.changes);
      if (transaction.docChanged && transaction.annotation(fromDesk) !== true)
        this.#callbacks.changed(
          item,
          transaction.changes,
          transaction.newDoc,
          pastedIn(transaction),
        );
      if (!transaction.isUserEvent('undo') && !transaction.isUserEvent('redo')) continue;
      for (const effect of transaction.effects)
        if (effect.is(answered))
          this.#callbacks.notes?.reopened(item, effect.value.ids, effect.value.isOpen);
    }
  }

  #tellProposed(item: string, transactions: readonly Transaction[]): void {
    for (const { changes } of transactions) this.#movePlaces(item, changes, true);
    this.#mode.texts?.tell(item, transactions);
  }

  #movePlaces(item: string, changes: ChangeSet, isProposed: boolean): void {
    for (const place of this.#places)
      if (place.item === item && place.isProposed === isProposed)
        place.at = changes.mapPos(place.at, 1);
  }

  #caret(item: string, transactions: readonly Transaction[]): void {
    const moved = transactions.some((one) => one.selection !== undefined || one.docChanged);
    if (moved && item === this.openItem)
      this.#callbacks.caret(item, this.#inCopy(this.#view.state.selection.main.head, 1));
  }

  #docs(): Map<string, Text> {
    const text = (id: string): Text => (this.#mode.isOn ? this.#proposed(id) : this.text(id));
    return new Map(Array.from(this.#items.keys(), (id) => [id, text(id)]));
  }

  #hooks(): Hooks {
    const callbacks = this.#callbacks;
    return {
      findings: callbacks.findings,
      notes: callbacks.notes,
      uncredit: () => callbacks.uncredit?.(),
      run: (command) => this.run(command),
      pictures: (files, at) => void this.pictures(callbacks.pictures(files), at),
      tooLarge: (text) => callbacks.tooLarge(text),
      across: {
        docs: () => this.#docs(),
        name: (item) => callbacks.nameOf?.(item) ?? item,
        goTo: (hit) => {
          const item = this.#items.get(hit.item);
          if (item !== undefined) this.open(item);
          this.#goTo(hit.from, hit.to - hit.from);
        },
        edit: (item, changes) => {
          if (this.#mode.isOn) this.#put(item, oneStep(changes), true);
          else this.edit(item, changes);
        },
      },
    };
  }
}
