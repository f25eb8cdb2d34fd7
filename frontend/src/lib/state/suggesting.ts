import type { SuggestedEdit } from '../editor/notes';

export interface SuggestBackend {
  suggest: (
    issue: string,
    item: string,
    version: number,
    edits: SuggestedEdit[],
  ) => Promise<{ stale: boolean }>;
}

interface Host {
  version: (item: string) => number | null;
  /** Whether everything typed into the copy is with the desk. */
  settled: () => Promise<boolean>;
  sent: (item: string) => void;
  /** It was refused several times. Said once, until `recovered`: all is there after all. */
  failed: (reason: unknown) => void;
  recovered: () => void;
}

const PAUSE = 400;
const LONGEST = 5000;
/** So often it is tried before it is said that it fails. */
const TRIES = 4;
/** What was refused so often is tried again with the next change, and else this rarely. */
const RARELY = 60_000;

/** Somebody waits to try again. */
interface Sleep {
  wake: () => void;
  timer: ReturnType<typeof setTimeout>;
}

/**
 * Carries what somebody suggests to the desk: all of an item's edits at a time, one call in flight,
 * the latest list next. What cannot be sent is tried again; what the desk refuses for good waits here
 * for the change that makes it good.
 */
export class Suggesting {
  readonly #issue: string;
  readonly #backend: SuggestBackend;
  readonly #host: Host;
  readonly #waiting = new Map<string, { edits: readonly SuggestedEdit[]; round: number }>();
  /** Of each item, the round of edits that the desk has. */
  readonly #there = new Map<string, number>();
  readonly #flying = new Map<string, Promise<void>>();
  /** Items that are no more, and of which something is in flight. */
  readonly #gone = new Set<string>();
  /** Items of which the desk refuses what is suggested. */
  readonly #refused = new Set<string>();
  readonly #asleep = new Map<string, Sleep>();
  #settling: ((isThere: boolean) => void)[] = [];

  constructor(issue: string, backend: SuggestBackend, host: Host) {
    this.#issue = issue;
    this.#backend = backend;
    this.#host = host;
  }

  /** Whether something of an item is not with the desk yet. */
  isBusy(item: string): boolean {
    return this.#waiting.has(item) || this.#flying.has(item);
  }

  /** Whether anything is not with the desk yet. */
  get isPending(): boolean {
    return this.#waiting.size > 0 || this.#flying.size > 0;
  }

  /** The round of edits that the desk has; 0 for none. */
  round(item: string): number {
    return this.#there.get(item) ?? 0;
  }

  /** The same of every item that has one, as they are now. */
  rounds(): ReadonlyMap<string, number> {
    return new Map(this.#there);
  }

  /** The edits of an item as they are now; the editor counts the rounds. */
  set(item: string, edits: readonly SuggestedEdit[], round: number): void {
    this.#gone.delete(item);
    this.#waiting.set(item, { edits, round });
    if (!this.#flying.has(item)) this.#flying.set(item, this.#fly(item));
    else if (this.#refused.has(item)) this.#sooner(item);
  }

  /** An item is no more: what waits for it is let go. */
  forget(item: string): void {
    this.#waiting.delete(item);
    this.#asleep.get(item)?.wake();
    if (this.#flying.has(item)) this.#gone.add(item);
  }

  async #fly(item: string): Promise<void> {
    let pause = PAUSE;
    let failures = 0;
    for (;;) {
      const next = this.#waiting.get(item);
      if (next === undefined) break;
      this.#waiting.delete(item);
      try {
        await this.#host.settled();
        const version = this.#host.version(item);
        const { stale } =
          version === null
            ? { stale: true }
            : await this.#backend.suggest(this.#issue, item, version, [...next.edits]);
        if (!stale) {
          pause = PAUSE;
          failures = 0;
          this.#recover(item);
          this.#there.set(item, next.round);
          continue;
        }
      } catch (reason) {
        if (++failures >= TRIES) this.#refuse(item, reason);
      }
      if (this.#gone.delete(item)) continue;
      // Later ones take its place; else it goes once more.
      if (!this.#waiting.has(item)) this.#waiting.set(item, next);
      await this.#sleep(item, this.#refused.has(item) ? RARELY : pause);
      pause = Math.min(pause * 2, LONGEST);
    }
    this.#recover(item);
    this.#flying.delete(item);
    this.#host.sent(item);
  }

  #refuse(item: string, reason: unknown): void {
    if (this.#refused.size === 0) this.#host.failed(reason);
    this.#refused.add(item);
    for (const resolve of this.#settling.splice(0)) resolve(false);
  }

  #recover(item: string): void {
    if (this.#refused.delete(item) && this.#refused.size === 0) this.#host.recovered();
  }

  #sleep(item: string, pause: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(this.#asleep.get(item)?.timer);
        this.#asleep.delete(item);
        resolve();
      };
      this.#asleep.set(item, { wake, timer: setTimeout(wake, pause) });
    });
  }

  /** What was refused is another list now: it is tried when the keys rest. */
  #sooner(item: string): void {
    const sleep = this.#asleep.get(item);
    if (sleep === undefined) return;
    clearTimeout(sleep.timer);
    sleep.timer = setTimeout(sleep.wake, PAUSE);
  }

  /** Whether all is with the desk; what waits is tried now. When it is refused, or after two seconds, it is not. */
  settled(): Promise<boolean> {
    const all = Promise.all(this.#flying.values()).then(() => true);
    const patience = new Promise<boolean>((resolve) => {
      this.#settling.push(resolve);
      setTimeout(() => resolve(false), 2000);
    });
    for (const { wake } of [...this.#asleep.values()]) wake();
    return Promise.race([all, patience]);
  }
}
