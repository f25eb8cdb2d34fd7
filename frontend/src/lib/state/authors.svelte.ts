import type { AuthorRun } from '../backend';
import type { Credits, Hand } from '../editor/authors';

export interface AuthorsHost {
  /** Who wrote which words of an item, in that version of it; nothing of another one. */
  ask: (item: string, version: number) => Promise<readonly AuthorRun[] | null>;
  /** The version that the desk has all of; null while something is on its way. */
  version: (item: string) => number | null;
  me: () => Hand;
  show: (item: string, credits: Credits | null) => void;
  failed: (reason: unknown) => void;
}

/** How long typing rests before the desk is asked again, in milliseconds. */
export const REST = 500;

/** Who wrote which words of the item that is open, while somebody wants to see it. */
export class Authors {
  shown = $state(false);
  runs = $state.raw<readonly AuthorRun[]>([]);

  /** Everybody who wrote in it, in order of their words. */
  readonly people = $derived(
    this.runs
      .filter(({ who }, n) => who !== '' && this.runs.findIndex((one) => one.who === who) === n)
      .map(({ who, initials }) => ({ who, initials })),
  );
  /** The ways in which its words came. */
  readonly ways = $derived(
    ['typed', 'pasted', 'imported', 'outside', 'model', 'confirmed'].filter((way) =>
      this.runs.some(({ who, how }) => how === way && (who !== '' || how !== 'typed')),
    ),
  );

  readonly #host: AuthorsHost;
  #open = '';
  #marked = '';
  #turn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: AuthorsHost) {
    this.#host = host;
  }

  toggle(): void {
    this.shown = !this.shown;
    if (this.shown) this.again();
    else this.#clear();
  }

  hide(): void {
    if (this.shown) this.toggle();
  }

  /** Another item is open. */
  opened(item: string): void {
    if (item === this.#open) return;
    this.#open = item;
    if (!this.shown) return;
    this.#clear();
    this.again();
  }

  /** A copy was changed. The editor moves what it shows; when typing rests the desk says what is so. */
  changed(item: string): void {
    if (this.shown && item === this.#open) this.#later(REST);
  }

  /** Something became of the copy by another road. */
  again(): void {
    if (this.shown) this.#later(0);
  }

  stop(): void {
    this.#turn++;
    clearTimeout(this.#timer);
  }

  #clear(): void {
    this.stop();
    this.runs = [];
    if (this.#marked !== '') this.#host.show(this.#marked, null);
    this.#marked = '';
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
      const runs = (await this.#host.ask(item, version)) ?? [];
      if (turn !== this.#turn) return;
      this.runs = runs;
      this.#marked = item;
      this.#host.show(item, { runs, me: this.#host.me() });
    } catch (reason) {
      if (turn === this.#turn) this.#host.failed(reason);
    }
  }
}
