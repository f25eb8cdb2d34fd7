import type { FlightFinding } from '../backend';

/** What the margin needs: the desk's answer about an item, and the editor that shows it. */
export interface MarginHost {
  /** What was found in an item, in that version of it. */
  item: (item: string, version: number) => Promise<readonly FlightFinding[] | null>;
  /** The version that the desk has all of; null while something is on its way. */
  version: (item: string) => number | null;
  mark: (item: string, findings: readonly FlightFinding[]) => void;
}

/** How long typing rests before the item is judged, in milliseconds. */
export const REST = 300;

/** Keeps the marks beside the copy of the item that is open: only when typing rests, and quietly. */
export class Margin {
  readonly #host: MarginHost;
  #open = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: MarginHost) {
    this.#host = host;
  }

  /** Another item is open. */
  opened(item: string): void {
    this.#open = item;
    this.#later(0);
  }

  /** A copy was changed: what was asked before is of another text. */
  changed(item: string): void {
    if (item === this.#open) this.#later(REST);
  }

  /** Something was waived, or taken back. */
  again(): void {
    this.#later(0);
  }

  stop(): void {
    this.#turn++;
    clearTimeout(this.#timer);
  }

  #later(rest: number): void {
    this.stop();
    this.#timer = setTimeout(() => {
      void this.#ask(this.#turn);
    }, rest);
  }

  async #ask(turn: number): Promise<void> {
    const item = this.#open;
    if (item === '') return;
    const version = this.#host.version(item);
    if (version === null) {
      this.#later(REST);
      return;
    }
    try {
      const found = await this.#host.item(item, version);
      if (turn === this.#turn) this.#host.mark(item, found ?? []);
    } catch {
      // Nothing is marked then; the Preflight desk says why, when it is asked.
    }
  }
}
