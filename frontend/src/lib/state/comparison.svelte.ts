/* eslint-disable svelte/prefer-svelte-reactivity -- a set here is never changed, only replaced */
import { asFault, type Fault } from '../backend/fault';
import type { Compared, ComparedItem, VersionView } from '../compare/shapes';
import { isSame, keyOf, type Stop, stopsOf } from '../compare/stops';
import { optionsOf, type VersionOption } from '../compare/versions';
import { compare as words } from '../words/compare';

/** What it needs of the backend. */
export interface ComparisonBackend {
  /** What can be compared, the newest first; of the whole issue when item is empty. */
  versions: (issue: string, item: string) => Promise<VersionView[] | null>;
  /** `from` and `to` are a version's id or a point: now, looked, signed, exported, sent. */
  compare: (issue: string, item: string, from: string, to: string) => Promise<Compared>;
}

export type Mode = 'words' | 'email';

/** Since when: what has a key of its own. */
export type Point = 'looked' | 'signed' | 'exported';

/** What somebody chose, to begin with the next time. */
export interface Choice {
  from: string;
  to: string;
  mode: Mode;
  whole: boolean;
}

const FIRST: Choice = { from: 'looked', to: 'now', mode: 'words', whole: false };

/** Two versions of an item or of the issue, side by side: which ones, and which change is looked at. */
export class Comparison {
  readonly issue: string;
  /** The item at hand; empty for none. */
  item = $state('');
  choice = $state.raw<Choice>(FIRST);

  versions = $state.raw<readonly VersionView[]>([]);
  /** What is on the screen; the one before stays until the next one is there. */
  shown = $state.raw<Compared | null>(null);
  fault = $state.raw<Fault | null>(null);
  loading = $state(false);
  /** Grows when somebody is led to a change. */
  sought = $state(0);
  /** Grows when somebody wants the keys in the columns. */
  attended = $state(0);
  /** Grows when somebody wants to choose the version on the left by key. */
  picked = $state(0);

  readonly stops = $derived(this.shown === null ? [] : stopsOf(this.shown));
  /** Nothing differs. */
  readonly isEmpty = $derived(this.shown !== null && this.stops.length === 0);

  readonly #backend: ComparisonBackend;
  readonly #remember: (choice: Choice) => void;
  /** The change that is looked at, from 1, in each of the two ways to look. */
  #at = $state.raw({ words: 0, email: 0 });
  /** Differences of the rendered emails. */
  #inEmail = $state(0);
  #unfolded = $state.raw<ReadonlySet<string>>(new Set());
  #isPicking = false;
  #turn = 0;
  #listed = 0;
  /** What `shown` was asked for. */
  #asked = '';

  constructor(
    issue: string,
    backend: ComparisonBackend,
    last: Partial<Choice> = {},
    remember: (choice: Choice) => void = () => undefined,
  ) {
    this.issue = issue;
    this.#backend = backend;
    this.#remember = remember;
    this.choice = { ...FIRST, ...last };
  }

  /** The item that is compared; empty for the whole issue. */
  get scope(): string {
    return this.choice.whole ? '' : this.item;
  }

  get total(): number {
    return this.choice.mode === 'words' ? this.stops.length : this.#inEmail;
  }

  get at(): number {
    return Math.min(this.#at[this.choice.mode], this.total);
  }

  /** The place that is looked at in the words. */
  get stop(): Stop | null {
    return this.choice.mode === 'words' ? (this.stops[this.at - 1] ?? null) : null;
  }

  /** Since when, if that is what is compared with now. */
  get since(): string {
    return this.choice.to === 'now' && words.isPoint(this.choice.from) ? this.choice.from : '';
  }

  /** Compares an item; of the whole issue it goes to the item's first change. */
  async open(item: string): Promise<void> {
    const before = this.scope;
    this.item = item;
    if (this.scope !== before) return this.#turnTo({});
    if (this.shown === null && !this.loading) return this.#load(true);
    const first = this.stops.findIndex((stop) => 'item' in stop && stop.item === item);
    if (this.choice.whole && first >= 0) this.go(first + 1);
  }

  /** The issue changed, or may have: what is looked at stays. */
  refresh(): Promise<void> {
    return this.#load(true);
  }

  /** Asks which version stands on the left; the one that is chosen leads back to the columns. */
  pick(): void {
    this.#isPicking = true;
    this.picked++;
  }

  /** The columns have the keys, when they are there. */
  attend(): void {
    this.attended++;
  }

  setFrom(from: string): Promise<void> {
    if (this.#isPicking) this.attend();
    this.#isPicking = false;
    return this.#turnTo({ from });
  }

  setTo(to: string): Promise<void> {
    return this.#turnTo({ to });
  }

  /** Compares with now. */
  setSince(from: Point): Promise<void> {
    return this.#turnTo({ from, to: 'now' });
  }

  async setWhole(whole: boolean): Promise<void> {
    if (whole !== this.choice.whole) await this.#turnTo({ whole });
  }

  setMode(mode: Mode): void {
    if (mode === this.choice.mode) return;
    this.#choose({ mode });
    this.sought++;
  }

  /** Goes to the next change; behind the last one comes the first. */
  next(): void {
    this.#step(1);
  }

  previous(): void {
    this.#step(-1);
  }

  /** Goes to a change, from 1. */
  go(at: number): void {
    if (at < 1 || at > this.total) return;
    this.#at = { ...this.#at, [this.choice.mode]: at };
    this.sought++;
  }

  /** The emails are marked, and differ in so many places. */
  foundInEmail(total: number): void {
    this.#inEmail = total;
    const email = Math.min(Math.max(this.#at.email, 1), total);
    this.#at = { ...this.#at, email };
  }

  /** Whether an item without a change is one line. */
  isFolded(id: string): boolean {
    const item = this.shown?.items.find((one) => one.id === id);
    const alone = this.shown?.items.length === 1;
    return item !== undefined && !alone && isSame(item) && !this.#unfolded.has(id);
  }

  fold(id: string, folded: boolean): void {
    const set = new Set(this.#unfolded);
    if (folded) set.delete(id);
    else set.add(id);
    this.#unfolded = set;
  }

  /** Whether the left side has another copy of an item, and is not what it is now. */
  canRestore({ from, to, state, lost }: ComparedItem): boolean {
    return this.choice.from !== 'now' && from !== to && state !== 'added' && lost !== true;
  }

  /** The versions to choose from on a side. */
  options(side: 'from' | 'to'): VersionOption[] {
    const view = this.shown?.[side];
    return optionsOf([...this.versions, ...(view === undefined ? [] : [view])], this.chosen(side));
  }

  /** The version that is chosen on a side: a point is the version that it is, when that is known. */
  chosen(side: 'from' | 'to'): string {
    const wish = this.choice[side];
    if (wish === 'now' || !words.isPoint(wish) || this.fault !== null) return wish;
    return this.#asked === this.#wish ? (this.shown?.[side].id ?? wish) : wish;
  }

  /** What a side is called: “Tuesday 17:20 · W”. */
  nameOf(side: 'from' | 'to'): string {
    const view = this.shown?.[side];
    if (this.choice[side] === 'now' || view === undefined) return words.point(this.choice[side]);
    return words.version(view);
  }

  get #wish(): string {
    return [this.scope, this.choice.from, this.choice.to].join('\n');
  }

  #step(by: 1 | -1): void {
    const { total } = this;
    if (total > 0) this.go(((this.at - 1 + by + total) % total) + 1);
  }

  #choose(change: Partial<Choice>): void {
    this.choice = { ...this.choice, ...change };
    this.#remember(this.choice);
  }

  /** Other versions, or another item: a version of the one before is none of this one. */
  #turnTo(change: Partial<Choice>): Promise<void> {
    const isSameScope = change.whole === undefined && Object.keys(change).length > 0;
    if (isSameScope) this.#choose(change);
    else {
      const { from, to } = this.choice;
      this.#choose({
        ...change,
        from: words.isPoint(from) ? from : FIRST.from,
        to: words.isPoint(to) ? to : FIRST.to,
      });
    }
    return this.#load(!isSameScope);
  }

  async #load(lists: boolean): Promise<void> {
    const turn = ++this.#turn;
    const wish = this.#wish;
    const { from, to } = this.choice;
    this.loading = true;
    if (lists) void this.#list();
    try {
      const compared = await this.#backend.compare(this.issue, this.scope, from, to);
      if (turn === this.#turn) this.#take(compared, wish);
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.fault = asFault(reason);
      this.shown = null;
      this.#asked = wish;
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  async #list(): Promise<void> {
    const turn = ++this.#listed;
    try {
      const versions = (await this.#backend.versions(this.issue, this.scope)) ?? [];
      if (turn === this.#listed) this.versions = versions;
    } catch {
      // What cannot be compared says so itself; the points can still be chosen.
      if (turn === this.#listed) this.versions = [];
    }
  }

  #take(compared: Compared, wish: string): void {
    const before = this.stops[this.#at.words - 1];
    const isAnew = wish !== this.#asked;
    this.fault = null;
    this.shown = compared;
    this.#asked = wish;
    if (isAnew) this.#unfolded = new Set();
    const same = isAnew || before === undefined ? -1 : this.#find(before);
    const at = same < 0 ? Math.min(isAnew ? 1 : this.#at.words, this.stops.length) : same + 1;
    this.#at = { words: at, email: isAnew ? 0 : this.#at.email };
    if (isAnew) this.sought++;
  }

  #find(stop: Stop): number {
    return this.stops.findIndex((one) => keyOf(one) === keyOf(stop));
  }
}
