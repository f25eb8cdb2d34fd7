/**
 * The way of the words from the page to the desk. One call is in flight per item; what is typed
 * meanwhile is composed into the next one. The desk applies a change only on its exact base: when
 * that differs (`stale`), and when the two sides disagree at rest, the whole copy is posted. A call
 * that fails loses nothing: its change goes again, with whatever came after it.
 */

import { ChangeSet, type Text } from '@codemirror/state';

import { joined, leftOf, type Span } from '../editor/pasted';
import { differences } from '../editor/resync';

/** A change as the desk takes it; see desk.Typed. */
export interface Message {
  issue: string;
  item: string;
  base: number;
  length: number;
  changes: string;
  /** What of the copy was pasted with this change, of the copy after it; none where nothing was. */
  origins?: { from: number; to: number; how: string }[];
}

/** What of an answer matters here; see desk.Echo. */
export interface Answer {
  version: number;
  stale: boolean;
}

export interface Wire<Echo extends Answer> {
  type: (message: Message) => Promise<Echo>;
  copy: (issue: string, item: string, copy: string, pasted: readonly Span[]) => Promise<Echo>;
  rest: (issue: string, item: string, version: number, hash: number) => Promise<boolean>;
}

export interface OutboxEvents<Echo extends Answer> {
  /** An answer; `later` is what was typed since the text that it is about (null: nothing). */
  echo: (item: string, echo: Echo, later: ChangeSet | null) => void;
  /** A call failed and is tried again by itself. Said once, until `recovered`. */
  failed: (item: string, reason: unknown) => void;
  recovered: (item: string) => void;
}

/** Milliseconds; tests make them short. */
export interface Pace {
  /** After so long without a key typing rests. */
  rest: number;
  /** A bound call that took longer is taken for lost. */
  lost: number;
  /** The first wait after a failure; it doubles up to `longest`. */
  again: number;
  longest: number;
}

const PACE: Pace = { rest: 1000, lost: 10_000, again: 250, longest: 8000 };

/** Milliseconds that a stopped outbox waits for what is in flight. */
const LANDING = 2000;

/** Bound calls are for small messages; larger changes travel as the whole copy, by fetch. */
const LARGE = 8000;

interface Box {
  text: Text;
  version: number;
  /** The text that was with the desk at `version`, as it is known here; null before the first is. */
  known: Text | null;
  /** Typed since `version`, without what is in flight. */
  waiting: ChangeSet | null;
  /** What of `text` was pasted since `version`, without what is in flight. */
  pasted: readonly Span[];
  flying: boolean;
  /** The change that is in flight; null for none. */
  sent: ChangeSet | null;
  /** The desk's text is not known: only the whole copy helps. */
  whole: boolean;
  /** Both sides were compared since the last change. */
  agreed: boolean;
  failures: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Outbox<Echo extends Answer> {
  readonly #issue: string;
  readonly #wire: Wire<Echo>;
  readonly #events: OutboxEvents<Echo>;
  readonly #pace: Pace;
  readonly #boxes = new Map<string, Box>();
  #waitingFor: ((isThere: boolean) => void)[] = [];
  #hurry = false;
  #holds = 0;
  #landing: (() => void)[] = [];

  constructor(
    issue: string,
    wire: Wire<Echo>,
    events: OutboxEvents<Echo>,
    pace: Partial<Pace> = {},
  ) {
    this.#issue = issue;
    this.#wire = wire;
    this.#events = events;
    this.#pace = { ...PACE, ...pace };
  }

  /** From now on the item's changes are sent; and all of it now, when the desk has not got it. */
  open(item: string, version: number, text: Text, isNews = false): void {
    clearTimeout(this.#boxes.get(item)?.timer);
    this.#boxes.set(item, {
      text,
      version,
      known: isNews ? null : text,
      waiting: null,
      pasted: [],
      flying: false,
      sent: null,
      whole: isNews,
      agreed: !isNews,
      failures: 0,
      timer: undefined,
    });
    const box = this.#boxes.get(item);
    if (isNews && box !== undefined) void this.#next(item, box);
  }

  /**
   * Sends no more, and gives every text of which the desk may not have all. What is in flight is
   * waited for, a while: landing later it would overwrite what came after it.
   */
  async stop(): Promise<Map<string, Text>> {
    this.#holds++;
    if (this.#isFlying) {
      const landed = new Promise<void>((resolve) => this.#landing.push(resolve));
      await Promise.race([landed, new Promise((resolve) => setTimeout(resolve, LANDING))]);
    }
    const unsent = new Map<string, Text>();
    for (const [item, box] of this.#boxes) {
      clearTimeout(box.timer);
      if (box.flying || box.whole || box.waiting !== null) unsent.set(item, box.text);
    }
    this.#boxes.clear();
    for (const resolve of this.#waitingFor.splice(0)) resolve(unsent.size === 0);
    return unsent;
  }

  /** The item is gone: what of it is still unsent has nowhere to go. */
  forget(item: string): void {
    clearTimeout(this.#boxes.get(item)?.timer);
    this.#boxes.delete(item);
    this.#settle();
  }

  /** `pasted` is what of the text after it came by this change, and not by the keyboard. */
  changed(item: string, changes: ChangeSet, after: Text, pasted: readonly Span[] = []): void {
    const box = this.#boxes.get(item);
    if (box === undefined) return;
    box.text = after;
    box.pasted = joined([...leftOf(box.pasted, changes), ...pasted]);
    box.waiting = box.waiting === null ? changes : box.waiting.compose(changes);
    box.agreed = false;
    // After a failure the clock decides when to try again, not the next key.
    if (!box.flying && box.failures === 0) void this.#next(item, box);
  }

  /**
   * Resolves with true when the desk has everything and agreed that it does; it is asked at once, not
   * at rest. With false when it was stopped before.
   */
  settled(): Promise<boolean> {
    return new Promise((resolve) => {
      this.#waitingFor.push(resolve);
      this.#hurry = true;
      for (const [item, box] of this.#boxes) {
        if (!box.flying) {
          clearTimeout(box.timer);
          void this.#next(item, box);
        }
      }
      this.#settle();
    });
  }

  /**
   * The desk's text is another one, by no message from here: what was typed since goes on top of it.
   * The answer is both together, which is the item's text now; null when it is already. Only while
   * nothing is in flight: see `alone`.
   */
  rebased(item: string, version: number, after: Text): Text | null {
    const box = this.#boxes.get(item);
    if (box === undefined || box.flying || box.known === null) return null;
    const { known } = box;
    if (version === box.version && !box.whole && known.eq(after)) return null;
    const between = (to: Text): ChangeSet =>
      ChangeSet.of([...differences(known.toString(), to.toString())], known.length);
    const typed = box.whole ? between(box.text) : (box.waiting ?? ChangeSet.empty(known.length));
    const did = between(after);
    const mine = typed.map(did, true);
    box.text = mine.apply(after);
    box.version = version;
    box.known = after;
    box.pasted = leftOf(box.pasted, did.map(typed));
    box.waiting = mine.empty ? null : mine;
    box.whole = false;
    box.agreed = false;
    return box.text;
  }

  /**
   * Does something while nothing is in flight, so that what it fetches belongs to the versions that
   * are known here. What is typed meanwhile goes afterwards.
   */
  async alone<T>(work: () => Promise<T>): Promise<T> {
    this.#holds++;
    try {
      if (this.#isFlying) await new Promise<void>((resolve) => this.#landing.push(resolve));
      return await work();
    } finally {
      this.#holds--;
      if (this.#holds === 0) {
        for (const [item, box] of this.#boxes) if (!box.flying) void this.#next(item, box);
      }
    }
  }

  /**
   * What was typed since the version that the desk is known to have, what is in flight included;
   * null for nothing.
   */
  waiting(item: string): ChangeSet | null {
    const box = this.#boxes.get(item);
    return box === undefined ? null : join(box.sent, box.waiting);
  }

  /** The version that the desk has all of; null while something is on its way. */
  versionSent(item: string): number | null {
    const box = this.#boxes.get(item);
    if (box === undefined || box.flying || box.whole || box.waiting !== null) return null;
    return box.version;
  }

  get #isFlying(): boolean {
    for (const box of this.#boxes.values()) if (box.flying) return true;
    return false;
  }

  get isSettled(): boolean {
    for (const box of this.#boxes.values()) if (box.flying || !box.agreed) return false;
    return true;
  }

  #settle(): void {
    if (!this.isSettled) return;
    this.#hurry = false;
    const done = this.#waitingFor;
    this.#waitingFor = [];
    for (const resolve of done) resolve(true);
  }

  /** Sends what there is to send; without anything, waits for rest and compares. */
  async #next(item: string, box: Box): Promise<void> {
    clearTimeout(box.timer);
    box.timer = undefined;
    if (this.#holds > 0) return;
    if (box.whole || box.waiting !== null)
      return this.#call(item, box, () => this.#send(item, box));
    if (box.agreed) {
      this.#settle();
      return;
    }
    if (this.#hurry) return this.#call(item, box, () => this.#compare(item, box));
    box.timer = setTimeout(() => {
      if (!box.flying) void this.#call(item, box, () => this.#compare(item, box));
    }, this.#pace.rest);
  }

  async #call(item: string, box: Box, work: () => Promise<void>): Promise<void> {
    box.flying = true;
    try {
      await work();
      if (box.failures > 0) this.#events.recovered(item);
      box.failures = 0;
    } catch (reason) {
      if (!this.#isHere(item, box)) return;
      const wait = Math.min(this.#pace.again * 2 ** box.failures, this.#pace.longest);
      if (box.failures++ === 0) this.#events.failed(item, reason);
      box.timer = setTimeout(() => {
        if (!box.flying) void this.#next(item, box);
      }, wait);
      return;
    } finally {
      box.flying = false;
      if (!this.#isFlying) for (const land of this.#landing.splice(0)) land();
    }
    if (this.#isHere(item, box)) await this.#next(item, box);
  }

  async #send(item: string, box: Box): Promise<void> {
    const sent = box.waiting;
    const changes = box.whole || sent === null ? '' : JSON.stringify(sent.toJSON());
    const whole = changes === '' || changes.length > LARGE;
    const { pasted, text } = box;
    box.waiting = null;
    box.pasted = [];
    box.sent = sent;
    let echo: Echo;
    try {
      // A lost copy is not given up: arriving late it would overwrite what came after it. A late
      // change cannot, for its base is none any more.
      echo = whole
        ? await this.#wire.copy(this.#issue, item, text.toString(), pasted)
        : await this.#inTime(
            this.#wire.type({
              issue: this.#issue,
              item,
              base: box.version,
              length: text.length,
              changes,
              ...(pasted.length === 0
                ? {}
                : { origins: pasted.map((span) => ({ ...span, how: 'pasted' })) }),
            }),
          );
    } catch (reason) {
      this.#keep(box, pasted);
      box.waiting = join(sent, box.waiting);
      throw reason;
    } finally {
      box.sent = null;
    }
    if (!this.#isHere(item, box)) return;
    box.version = echo.version;
    box.whole = echo.stale;
    if (echo.stale) this.#keep(box, pasted);
    else box.known = text;
    // A stale answer describes a text that nobody here has.
    if (!echo.stale) this.#events.echo(item, echo, box.waiting);
  }

  /** What was to be told as pasted is told with what goes next. */
  #keep(box: Box, pasted: readonly Span[]): void {
    const left = box.waiting === null ? pasted : leftOf(pasted, box.waiting);
    box.pasted = joined([...left, ...box.pasted]);
  }

  async #compare(item: string, box: Box): Promise<void> {
    const { version, text } = box;
    const agrees = await this.#inTime(this.#wire.rest(this.#issue, item, version, hash(text)));
    if (!agrees) box.whole = true;
    else if (box.waiting === null) box.agreed = true;
  }

  #isHere(item: string, box: Box): boolean {
    return this.#boxes.get(item) === box;
  }

  #inTime<T>(call: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), this.#pace.lost);
      call.then(resolve, reject).finally(() => clearTimeout(timer));
    });
  }
}

function join(first: ChangeSet | null, second: ChangeSet | null): ChangeSet | null {
  if (first === null) return second;
  return second === null ? first : first.compose(second);
}

/** FNV-1a, 32 bits, over the UTF-16 units, the low byte of each first; see Write.Rest. */
export function hash(text: Iterable<string>): number {
  let value = 0x811c9dc5;
  for (const part of text) {
    for (let at = 0; at < part.length; at++) {
      const unit = part.charCodeAt(at);
      value = Math.imul(value ^ (unit & 0xff), 0x01000193);
      value = Math.imul(value ^ (unit >>> 8), 0x01000193);
    }
  }
  return value >>> 0;
}
