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
  failed: (reason: unknown) => void;
}

const PAUSE = 400;
const LONGEST = 5000;

/**
 * Carries what somebody suggests to the desk: all of an item's edits at a time, one call in flight,
 * the latest list next. What cannot be sent is tried again.
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
  #told = false;

  constructor(issue: string, backend: SuggestBackend, host: Host) {
    this.#issue = issue;
    this.#backend = backend;
    this.#host = host;
  }

  /** Whether something of an item is not with the desk yet. */
  isBusy(item: string): boolean {
    return this.#waiting.has(item) || this.#flying.has(item);
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
  }

  /** An item is no more: what waits for it is let go. */
  forget(item: string): void {
    this.#waiting.delete(item);
    if (this.#flying.has(item)) this.#gone.add(item);
  }

  async #fly(item: string): Promise<void> {
    let pause = PAUSE;
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
          this.#told = false;
          this.#there.set(item, next.round);
          continue;
        }
      } catch (reason) {
        if (!this.#told) this.#host.failed(reason);
        this.#told = true;
      }
      if (this.#gone.delete(item)) continue;
      // Later ones take its place; else it goes once more.
      if (!this.#waiting.has(item)) this.#waiting.set(item, next);
      await new Promise((resolve) => setTimeout(resolve, pause));
      pause = Math.min(pause * 2, LONGEST);
    }
    this.#flying.delete(item);
    this.#host.sent(item);
  }

  /** Whether all is with the desk; after two seconds it is not. */
  settled(): Promise<boolean> {
    const all = Promise.all(this.#flying.values()).then(() => true);
    const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2000));
    return Promise.race([all, patience]);
  }
}
