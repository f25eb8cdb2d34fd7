/* eslint-disable svelte/prefer-svelte-reactivity -- the maps here are bookkeeping: nothing shows them */
import type { ChangeDesc, Text } from '@codemirror/state';

import type { AcceptedItem, ReviewItem, ReviewView, RundownView } from '../backend';
import { asFault, Fault } from '../backend/fault';
import type { Notes, SuggestedEdit } from '../editor/notes';
import { frame as frameSay } from '../words/frame';
import { reviewWords as say } from '../words/notes';
import type { Notices } from './notices.svelte';
import { marksOf, type Note, notesOf, openNotes, stepped } from './notes';
import { foundQuote, movedQuote, type Quote } from './quote';
import { Suggesting, type SuggestBackend } from './suggesting';

/** What Review needs of the backend. */
export interface ReviewBackend extends SuggestBackend {
  review: (issue: string) => Promise<ReviewView>;
  setMe: (name: string, initials: string) => Promise<unknown>;
  comment: (
    issue: string,
    item: string,
    version: number,
    start: number,
    end: number,
    text: string,
  ) => Promise<string>;
  reply: (issue: string, item: string, comment: string, text: string) => Promise<void>;
  reword: (
    issue: string,
    item: string,
    comment: string,
    reply: string,
    text: string,
  ) => Promise<void>;
  withdraw: (
    issue: string,
    item: string,
    comment: string,
    reply: string,
    back: boolean,
  ) => Promise<void>;
  resolve: (issue: string, item: string, comment: string, yes: boolean) => Promise<void>;
  accept: (
    issue: string,
    ids: string[],
    both: boolean,
  ) => Promise<{ items: AcceptedItem[]; gone: string[] }>;
  stet: (issue: string, ids: string[]) => Promise<void>;
  reopen: (issue: string, ids: string[], open: boolean) => Promise<void>;
  explain: (issue: string, suggestion: string, reason: string) => Promise<void>;
  setState: (issue: string, item: string, state: string, note: string) => Promise<RundownView>;
  setAllStates: (issue: string, state: string, note: string) => Promise<RundownView>;
  signIssue: (issue: string) => Promise<void>;
  /** Takes back the last step of an item; of the issue when it is empty. */
  unstep: (issue: string, item: string) => Promise<RundownView>;
  takePart: (issue: string) => Promise<void>;
  looked: (issue: string) => Promise<void>;
}

/** The open issue's editor and rundown, as Review needs them. */
export interface ReviewHands {
  /** Whether everything typed is with the desk. */
  settled: () => Promise<boolean>;
  /** The version of an item that the desk has all of; null while something is on its way. */
  version: (item: string) => number | null;
  text: (item: string) => string;
  mark: (item: string, notes: Notes) => void;
  /** Does it between two messages to the desk; what is typed meanwhile goes afterwards. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** A copy into which suggestions went, told while it is alone. */
  took: (accepted: AcceptedItem) => void;
  /** Undoes that, when the copy is still what it was then; whether it did. */
  takeBack: (item: string, copy: string) => boolean;
  rundown: (view: RundownView) => void;
  /** How far items are, where that followed from something at the desk. */
  states: (items: readonly { id: string; state: string }[]) => void;
  /** To words of an item, without taking the hand from where it is. */
  show: (item: string, start: number, end: number) => void;
}

/** Milliseconds without a change before the notes are read again. */
export const REST = 500;
/** The same before somebody who suggests is asked for a name. */
export const ASK_REST = 1500;

const ANSWERED = 'answered';

/** What people say about an issue, and what is done about it. */
export class Review {
  readonly issue: string;

  view = $state.raw<ReviewView | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The note that is looked at; empty for none. */
  chosen = $state('');
  /** Only the open item's notes, or the whole issue's. */
  whole = $state(false);
  /** Resolved comments, too. */
  resolved = $state(false);
  quote = $state.raw<Quote | null>(null);
  /** What was written and not sent, by what it is: nothing typed is thrown away by a key. */
  readonly unsent = new Map<string, string>();
  /** Somebody has to say who they are first; then that is done. */
  asking = $state.raw<(() => void) | null>(null);

  readonly notes = $derived(this.view === null ? [] : notesOf(this.view));
  readonly count = $derived(this.view === null ? 0 : openNotes(this.notes).length);

  readonly suggesting: Suggesting;
  readonly #backend: ReviewBackend;
  readonly #notices: Notices;
  #hands: ReviewHands | null = null;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asksSoon: ReturnType<typeof setTimeout> | undefined;
  /** Items that have marks in the editor. */
  #marked = new Set<string>();
  /** Notes that are being answered: a key that is pressed twice answers once. */
  readonly #answering = new Set<string>();
  /** What is looked at when the chosen note goes. */
  #following = '';
  #hasAsked = false;
  /** Of each item, the round of suggestions that `view` knows of. */
  #rounds: ReadonlyMap<string, number> = new Map();
  /** Of an issue that was left, the versions that the desk has: what was suggested last is on its way. */
  readonly #left = new Map<string, number>();
  /** The editor that left last: what of its copy is on its way has a version only when it is there. */
  #before: ReviewHands | null = null;
  /** The notice that suggestions are refused. */
  #refusal = 0;
  /** Tells once more what was suggested before a name was given, by item. */
  readonly #unnamed = new Map<string, () => void>();

  constructor(issue: string, backend: ReviewBackend, notices: Notices) {
    this.issue = issue;
    this.#backend = backend;
    this.#notices = notices;
    this.suggesting = new Suggesting(issue, backend, {
      version: (item) =>
        (this.#hands ?? this.#before)?.version(item) ?? this.#left.get(item) ?? null,
      settled: async () => (await (this.#hands ?? this.#before)?.settled()) ?? false,
      sent: () => this.stir(),
      failed: (reason) => {
        const { code, message, hint } = asFault(reason);
        this.#refusal = notices.fault(
          new Fault(code, say.refused.message(message), say.refused.hint(hint)),
        );
      },
      recovered: () => notices.dismiss(this.#refusal),
    });
  }

  /** The editor of the issue is there, or goes. */
  attach(hands: ReviewHands | null): void {
    this.#left.clear();
    if (hands === null)
      for (const { id } of this.view?.items ?? []) {
        const version = this.#hands?.version(id) ?? null;
        if (version !== null) this.#left.set(id, version);
      }
    if (hands === null) this.#before = this.#hands;
    this.#hands = hands;
    if (hands !== null) void this.load();
    else clearTimeout(this.#timer);
  }

  /** Reads what there is; of two readings the later one counts. */
  async load(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    try {
      await this.#hands?.settled();
      // What is sent while it is read need not be in it.
      const rounds = this.suggesting.rounds();
      const view = await this.#backend.review(this.issue);
      if (turn !== this.#turn) return;
      this.#rounds = rounds;
      const gone = this.view?.items.filter(({ id }) => !view.items.some((one) => one.id === id));
      for (const { id } of gone ?? []) this.suggesting.forget(id);
      this.fault = null;
      this.view = view;
      if (this.note(this.chosen) === null) this.chosen = this.note(this.#following)?.id ?? '';
      this.#hands?.states(view.items);
      this.#mark();
    } catch (reason) {
      if (turn === this.#turn) this.fault = asFault(reason);
    }
  }

  /** Something is different: the notes are read again when that rests. */
  stir(rest = REST): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.load(), rest);
  }

  /** A copy was changed. Where there are no notes, and nobody signed, nothing is to be read. */
  changed(item: string, changes: ChangeDesc, after: Text): void {
    if (this.quote?.item === item) this.quote = movedQuote(this.quote, changes, after);
    // What was suggested stood in another copy.
    this.#unnamed.delete(item);
    const has = this.notes.some((note) => note.item === item);
    if (has || this.item(item)?.state === 'ready' || this.item(item)?.signer !== '') this.stir();
  }

  /**
   * Something is on the disk. A signed item that was changed back is found to be what was signed when
   * its copy rests, and so is what stands around the items.
   */
  kept(detail: unknown): void {
    const { issue, items } = detail as { issue: string; items: readonly { id: string }[] };
    if (issue !== this.issue || this.view === null) return;
    const around = items.length === 0 && this.view.issue.signer !== '';
    if (around || items.some(({ id }) => this.item(id)?.signer !== '')) this.stir();
  }

  /** What is suggested in an item was changed: it goes to the desk at once, under whatever name. */
  suggested(item: string, edits: readonly SuggestedEdit[], round: number): void {
    const send = (): void => this.suggesting.set(item, edits, round);
    send();
    if (this.view?.me.asked !== false) return;
    if (!this.#hasAsked) {
      // Whoever types is not interrupted: the question waits for the first rest.
      clearTimeout(this.#asksSoon);
      this.#asksSoon = setTimeout(() => this.askOnce(), ASK_REST);
    } else if (this.asking === null) return;
    this.#unnamed.set(item, send);
  }

  /** Whether all that is suggested is with the desk. */
  async settle(): Promise<boolean> {
    clearTimeout(this.#asksSoon);
    return this.suggesting.settled();
  }

  note(id: string): Note | null {
    return this.notes.find((note) => note.id === id) ?? null;
  }

  item(id: string): ReviewItem | null {
    return this.view?.items.find((one) => one.id === id) ?? null;
  }

  /** The notes to be listed beside an item. */
  listed(open: string): readonly Note[] {
    return this.notes.filter(
      (note) => (this.resolved || note.open) && (this.whole || note.item === open),
    );
  }

  #mark(): void {
    if (this.#hands === null || this.view === null) return;
    const marks = marksOf(this.view, this.chosen);
    for (const item of new Set([...marks.keys(), ...this.#marked])) {
      const isThere = this.view.versions[item] === this.#hands.version(item);
      if (!isThere) this.stir();
      // What is typed there now is ahead of what was read.
      if (!isThere || this.suggesting.isBusy(item)) continue;
      if (marks.has(item)) this.#marked.add(item);
      else this.#marked.delete(item);
      const notes = marks.get(item) ?? { comments: [], suggestions: [], chosen: null };
      this.#hands.mark(item, { ...notes, round: this.#rounds.get(item) ?? 0 });
    }
  }

  /** Looks at a note; `show` goes to its words. */
  choose(id: string, show = true): void {
    if (this.chosen !== id) {
      this.chosen = id;
      this.#mark();
    }
    const note = this.note(id);
    if (!show || note === null || note.item === '') return;
    this.#hands?.show(note.item, note.start, note.end);
  }

  /** The next open note of the issue, or the one before. */
  step(by: 1 | -1, open: string): void {
    const next = stepped(openNotes(this.notes), this.chosen, open, by);
    if (next === null) this.#notices.note(say.none, 'no-note');
    else this.choose(next.id);
  }

  /** Does something for which a name is wanted. */
  named(then: () => void): void {
    if (this.view?.me.asked === true) then();
    else this.asking = then;
  }

  /** Asks for a name before something is made that bears it; whoever would rather not is let be. */
  askOnce(): void {
    if (this.#hasAsked || this.view?.me.asked !== false || this.asking !== null) return;
    this.asking = () => undefined;
    this.#hasAsked = true;
  }

  async introduce(name: string, initials: string): Promise<void> {
    const then = this.asking;
    if (!(await this.#notices.told(() => this.#backend.setMe(name, initials)))) return;
    // What was suggested a moment ago bears the name, too.
    for (const send of this.#unnamed.values()) send();
    this.notNow();
    await this.load();
    then?.();
  }

  /** Nobody is asked any more, whether they have said it or not. */
  notNow(): void {
    this.asking = null;
    this.#unnamed.clear();
  }

  /** Begins a comment. */
  compose(quote: Quote): void {
    this.named(() => (this.quote = quote));
  }

  async say(text: string): Promise<boolean> {
    if (this.quote === null || text.trim() === '') return false;
    let id = '';
    const done = await this.#do(async () => {
      const { quote } = this;
      if (quote === null) return;
      const { item, start, end } = foundQuote(quote, this.#hands?.text(quote.item) ?? '');
      const version = item === '' ? 0 : (this.#hands?.version(item) ?? 0);
      id = await this.#backend.comment(this.issue, item, version, start, end, text);
    });
    if (!done || id === '') return false;
    this.quote = null;
    this.choose(id, false);
    return true;
  }

  /** Does something to the notes, when all words are with the desk, and reads them again. */
  async #do(work: () => Promise<unknown>): Promise<boolean> {
    const done = await this.#notices.told(async () => {
      // What is signed or answered is what stands here, and not what the desk had before.
      if ((await this.#hands?.settled()) === false)
        throw new Fault('busy', frameSay.notThere.message, frameSay.notThere.hint);
      await this.suggesting.settled();
      await work();
    });
    await this.load();
    return done;
  }

  reply(note: Note, text: string): Promise<boolean> {
    return this.#do(() => this.#backend.reply(this.issue, note.item, note.id, text));
  }

  reword(note: Note, reply: string, text: string): Promise<boolean> {
    return this.#do(() => this.#backend.reword(this.issue, note.item, note.id, reply, text));
  }

  async withdraw(note: Note, reply = ''): Promise<void> {
    const next = reply === '' ? this.#after([note.id]) : null;
    this.#following = next?.id ?? '';
    const set = (back: boolean): Promise<boolean> =>
      this.#do(() => this.#backend.withdraw(this.issue, note.item, note.id, reply, back));
    if (!(await set(false))) return;
    if (next !== null) this.choose(next.id);
    this.#notices.done(say.withdrawn, { label: say.undo, run: () => set(true) }, '', ANSWERED);
  }

  async resolve(note: Note | null, yes = true): Promise<void> {
    if (note?.kind !== 'comment') return;
    const set = (to: boolean): Promise<boolean> =>
      this.#do(() => this.#backend.resolve(this.issue, note.item, note.id, to));
    const next = this.#after([note.id]);
    if (yes) this.#following = next?.id ?? '';
    if (!(await set(yes))) return;
    if (yes && next !== null && next.id !== note.id) this.choose(next.id);
    const undo = { label: say.undo, run: () => set(!yes) };
    this.#notices.done(yes ? say.resolved : say.reopened, undo, '', ANSWERED);
  }

  /** Makes suggested edits; each item is one step of undo. */
  async accept(ids: readonly string[], both = false): Promise<void> {
    await this.#answer(ids, async (all) => {
      const hands = this.#hands;
      const work = async (): Promise<{ items: AcceptedItem[]; gone: string[] }> => {
        const accepted = await this.#backend.accept(this.issue, all, both);
        for (const item of accepted.items) hands?.took(item);
        return accepted;
      };
      // A key that was struck meanwhile would else be sent on a copy that is none any more.
      const accepted = await (hands === null ? work() : hands.alone(work));
      const gone = accepted.gone.length;
      const undo = { label: say.undo, run: () => this.#takeBack(accepted.items) };
      return () => {
        if (gone > 0) this.#notices.note(say.gone(gone), ANSWERED);
        else this.#notices.done(say.accepted(all.length), undo, '', ANSWERED);
      };
    });
  }

  /** Undoes what was accepted, in each copy that is still what it was after that. */
  #takeBack(items: readonly AcceptedItem[]): void {
    const taken = items.map(({ item, copy }) => this.#hands?.takeBack(item, copy) ?? false);
    if (!taken.every(Boolean)) this.#notices.note(say.notUndone, ANSWERED);
  }

  async stet(ids: readonly string[]): Promise<void> {
    await this.#answer(ids, async (all) => {
      await this.#backend.stet(this.issue, all);
      const undo = {
        label: say.undo,
        run: () => this.reopen(all, true).then(() => this.choose(all[0] ?? '')),
      };
      return () => this.#notices.done(say.stood(all.length), undo, '', ANSWERED);
    });
  }

  /** Answers suggestions, tells of it, and goes to the next note when it was the chosen one. */
  async #answer(
    ids: readonly string[],
    work: (ids: string[]) => Promise<() => unknown>,
  ): Promise<void> {
    const all = ids.filter((id) => id !== '' && !this.#answering.has(id));
    if (all.length === 0) return;
    for (const id of all) this.#answering.add(id);
    const next = all.includes(this.chosen) ? this.#after(all) : null;
    this.#following = next?.id ?? '';
    let tell: () => unknown = () => undefined;
    const done = await this.#do(async () => (tell = await work(all)));
    for (const id of all) this.#answering.delete(id);
    if (!done) return;
    tell();
    // One that could not be made is still there, and stays the one that is looked at.
    if (next !== null && this.chosen === next.id) this.choose(next.id);
  }

  /** The editor has undone what became of suggestions, or done it again. */
  async reopen(ids: readonly string[], open: boolean): Promise<void> {
    await this.#do(() => this.#backend.reopen(this.issue, [...ids], open));
  }

  async explain(note: Note, reason: string): Promise<void> {
    await this.#do(() => this.#backend.explain(this.issue, note.id, reason));
  }

  /** All that one person suggests in the issue. */
  of(who: string): string[] {
    return this.notes
      .filter((note) => note.kind === 'edit' && note.who === who && !note.lost)
      .map(({ id }) => id);
  }

  #after(ids: readonly string[]): Note | null {
    const rest = openNotes(this.notes);
    const at = rest.findIndex(({ id }) => ids.includes(id));
    // Nobody is led to another item without asking for it.
    const here = rest[at]?.item;
    const isLeft = ({ id, item }: Note): boolean =>
      !ids.includes(id) && (this.whole || item === here);
    // Behind the last one comes the one before it.
    return (
      rest.slice(at + 1).find(isLeft) ?? rest.slice(0, Math.max(at, 0)).findLast(isLeft) ?? null
    );
  }

  async setState(item: string, state: string, note = ''): Promise<boolean> {
    return this.#do(async () =>
      this.#hands?.rundown(await this.#backend.setState(this.issue, item, state, note)),
    );
  }

  async setAllStates(state: string, note = ''): Promise<boolean> {
    return this.#do(async () =>
      this.#hands?.rundown(await this.#backend.setAllStates(this.issue, state, note)),
    );
  }

  /** Signs an item off, and says what is still open. */
  async sign(item: string): Promise<boolean> {
    if (!(await this.setState(item, 'ready'))) return false;
    const left = this.notes.filter((note) => note.open && note.item === item).length;
    this.#signed(say.signed.item(left), item);
    return true;
  }

  /** The same for the issue. */
  async signIssue(): Promise<boolean> {
    if (!(await this.#do(() => this.#backend.signIssue(this.issue)))) return false;
    this.#signed(say.signed.issue(this.count), '');
    return true;
  }

  #signed(text: string, item: string): void {
    const run = (): Promise<boolean> =>
      this.#do(async () => this.#hands?.rundown(await this.#backend.unstep(this.issue, item)));
    this.#notices.done(text, { label: say.undo, run }, '', ANSWERED);
  }

  takePart(): Promise<boolean> {
    return this.#do(() => this.#backend.takePart(this.issue));
  }

  /** The desk is left: what stands there now was seen. */
  looked(): void {
    this.#backend.looked(this.issue).catch(() => undefined);
  }
}
