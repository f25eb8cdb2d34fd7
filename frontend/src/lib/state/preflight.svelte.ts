/* eslint-disable svelte/prefer-svelte-reactivity -- the maps here are bookkeeping: nothing shows them */
import type { ChangeDesc } from '@codemirror/state';

import type { Flight, FlightFinding, ItemView, WaivedFinding } from '../backend';
import { asFault, type Fault } from '../backend/fault';
import { shifted } from '../editor/fixing';
import { checkTitle } from '../words/checks';
import { preflight as say } from '../words/preflight';
import { about, isMachine, type Row, waivedAt } from './findings';
import { fix, type Hands, type Steps } from './fixes';
import { Links, type LinksBackend } from './links.svelte';
import type { Notices } from './notices.svelte';
import { Sieve } from './sieve.svelte';

/** What Preflight needs of the backend. */
export interface PreflightBackend extends LinksBackend {
  flight: (issue: string) => Promise<Flight>;
  waive: (
    issue: string,
    item: string,
    check: string,
    words: string,
    context: string,
    reason: string,
  ) => Promise<void>;
  unwaive: (
    issue: string,
    item: string,
    check: string,
    words: string,
    context: string,
  ) => Promise<void>;
}

/** Milliseconds without a change before the issue is read again. */
export const PACE = { soon: 100, shown: 600, away: 2000 };

/** Notices of which there is one at a time. */
const FIXED = 'fixed';
const WAIVED = 'waived';
const NO_FIX = 'no-fix';

/** An issue at the Preflight desk: what was found, what is looked at, and what is done about it. */
export class Preflight extends Sieve {
  readonly issue: string;

  fault = $state.raw<Fault | null>(null);
  checking = $state(false);
  readonly links: Links;
  readonly #backend: PreflightBackend;
  readonly #notices: Notices;
  #hands = $state.raw<Hands | null>(null);
  #isShown = false;
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What was typed since the text that the findings are about, and since the one being read. */
  #since = new Map<string, ChangeDesc>();
  #reading = new Map<string, ChangeDesc>();
  /** What was done here, to be undone: steps in copies, or a confirmation. */
  readonly #fixes: (Steps | 'confirmed')[] = [];

  constructor(issue: string, backend: PreflightBackend, notices: Notices) {
    super();
    this.issue = issue;
    this.#backend = backend;
    this.#notices = notices;
    // No words are lost by it, and the desk has the button for another time.
    this.links = new Links(issue, backend, (work) => notices.told(work, false));
  }

  /** The rundown, when the issue’s editor is there. */
  get items(): readonly ItemView[] {
    return this.#hands?.items() ?? [];
  }

  /** What a finding's item is called in the rundown. */
  nameOf({ item_id, headline }: FlightFinding): string {
    return this.items.find(({ id }) => id === item_id)?.name ?? headline;
  }

  /** The editor of the issue is there, or goes. */
  attach(hands: Hands | null): void {
    this.#hands = hands;
    if (hands !== null) {
      if (!this.checking) this.stir(PACE.soon);
      return;
    }
    this.#turn++;
    this.checking = false;
    clearTimeout(this.#timer);
  }

  /** The desk stands in front, or another one does. */
  show(isShown: boolean): void {
    this.#isShown = isShown;
    if (isShown) void this.check();
    else this.waiving = false;
  }

  /** A copy was changed. */
  changed(item: string, changes: ChangeDesc): void {
    for (const map of [this.#since, this.#reading])
      map.set(item, map.get(item)?.composeDesc(changes) ?? changes);
    this.stir();
  }

  /** Something of the issue is different: it is read again when that rests. */
  stir(rest = this.#isShown ? PACE.shown : PACE.away): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), rest);
  }

  /** Reads the issue; of two readings the later one counts. What was found stays until then. */
  async check(): Promise<void> {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    this.checking = true;
    try {
      await this.#hands?.settled();
      if (turn !== this.#turn) return;
      this.#reading = new Map();
      const flight = await this.#backend.flight(this.issue);
      if (turn !== this.#turn) return;
      this.#since = this.#reading;
      this.#reading = new Map();
      this.fault = null;
      this.take(flight);
    } catch (reason) {
      if (turn !== this.#turn) return;
      this.fault = asFault(reason);
      // In the background it is nothing to interrupt anyone with.
      if (this.#isShown && this.flight !== null) this.#notices.fault(reason);
    } finally {
      if (turn === this.#turn) this.checking = false;
    }
  }

  /** Does what one key would do about a finding. */
  fix(row = this.current): void {
    if (row === null) return;
    const { fix: of, check } = row.finding;
    const name = this.nameOf(row.finding);
    if (isMachine(row.finding)) void this.#confirm([row]);
    else if (of === null) this.#noFix();
    else this.#fix([row], () => say.fixed(of.label, checkTitle(check), name));
  }

  /** The same for all of its kind in the issue. */
  fixAll(row = this.current): void {
    if (row === null) return;
    const { check } = row.finding;
    const all = this.open.filter(({ finding }) => finding.check === check && finding.fix !== null);
    const said = (n: number, items: number): string => say.fixedAll(n, checkTitle(check), items);
    if (isMachine(row.finding))
      void this.#confirm(this.open.filter((one) => isMachine(one.finding)));
    else if (all.length === 0) this.#noFix();
    else this.#fix(all, said);
  }

  /** Somebody read what a model wrote, and lets it stand. */
  async #confirm(rows: readonly Row[]): Promise<void> {
    for (const { finding } of rows) await this.#hands?.confirm(this.#now(finding));
    this.#fixes.push('confirmed');
    this.#read();
  }

  #noFix(): void {
    this.#notices.note(say.noFix, NO_FIX);
  }

  #fix(all: readonly Row[], said: (n: number, items: number) => string): void {
    if (this.#hands === null) return;
    const pairs = all.map((row) => ({ row, now: this.#now(row.finding) }));
    const { steps, mended, left } = fix(
      pairs.map(({ now }) => now),
      this.#hands,
    );
    if (mended.length === 0) {
      this.#notices.note(say.changed);
      void this.check();
      return;
    }
    this.#fixes.push(steps);
    this.drop(pairs.filter(({ now }) => mended.includes(now)).map(({ row }) => row));
    this.#read();
    const undo = { label: say.undo, run: () => this.undo() };
    this.#notices.done(said(mended.length, steps.length), undo, say.left(left), FIXED);
  }

  /** The same in the copy itself, where the finding was marked: there it can be seen, and undone as typing is. */
  fixHere(finding: FlightFinding): boolean {
    return this.#hands !== null && fix([finding], this.#hands).mended.length > 0;
  }

  /** A finding where its words are now. */
  #now(finding: FlightFinding): FlightFinding {
    let now = finding;
    for (const [item, changes] of this.#since) now = shifted(now, item, changes);
    return now;
  }

  undo(): void {
    const steps = this.#fixes.pop();
    if (steps === undefined) {
      this.#notices.note(say.nothingToUndo, NO_FIX);
      return;
    }
    this.#notices.unsay(FIXED);
    if (steps === 'confirmed') {
      void this.#notices
        .told(() => this.#hands?.unconfirm() ?? Promise.resolve(), false)
        .then(() => this.#read());
      return;
    }
    const taken = steps.map(({ item, after }) => this.#hands?.undo(item, after) ?? false);
    if (taken.every(Boolean)) this.#notices.done(say.undone);
    else this.#notices.note(say.notUndone);
    this.#read();
  }

  get canUndo(): boolean {
    return this.#fixes.length > 0;
  }

  /** Accepts a finding, with the reason; without one it is asked for. */
  async waive(reason: string, finding = this.current?.finding): Promise<boolean> {
    if (finding === undefined || reason.trim() === '') return false;
    const { item_id, check, words, context } = finding;
    const isWaived = await this.#notices.told(() =>
      this.#backend.waive(this.issue, item_id, check, words, context, reason.trim()),
    );
    if (!isWaived) return false;
    this.waiving = false;
    this.drop(
      this.open.filter(
        (row) => about(row.finding) === about(finding) && row.finding.context === context,
      ),
    );
    this.#read();
    const back = { label: say.undo, run: () => this.#takeBack(item_id, finding) };
    if (this.#isShown) this.#notices.done(say.wasWaived(checkTitle(check)), back, '', WAIVED);
    return true;
  }

  unwaive(finding: WaivedFinding): Promise<void> {
    return this.#takeBack(waivedAt(finding), finding);
  }

  async #takeBack(item: string, { check, words, context }: FlightFinding): Promise<void> {
    await this.#notices.told(() => this.#backend.unwaive(this.issue, item, check, words, context));
    this.#read();
  }

  /** Soon; a reading that is under way knows nothing of what was just done. */
  #read(): void {
    this.#turn++;
    this.stir(PACE.soon);
  }

  /** Asks every link; the answers are in what is read afterwards. */
  async checkLinks(): Promise<void> {
    await this.#hands?.settled();
    await this.links.check(this.flight?.links.total ?? 0);
    await this.check();
  }
}
