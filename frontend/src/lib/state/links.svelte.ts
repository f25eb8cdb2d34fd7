import { asFault } from '../backend/fault';

/** How far a check of the links is. */
export interface Asked {
  issue: string;
  done: number;
  total: number;
}

/** What asking links needs of the backend. */
export interface LinksBackend {
  /** Runs to its end. */
  checkLinks: (issue: string) => Promise<unknown>;
  /** Whichever runs: there is one at a time. */
  stopLinks: () => Promise<unknown>;
}

/** The check of an issue's links, which runs only when somebody asks for it. */
export class Links {
  /** Null while none runs. */
  asked = $state.raw<Asked | null>(null);

  readonly #issue: string;
  readonly #backend: LinksBackend;
  /** Runs something and tells what went wrong. */
  readonly #told: (work: () => Promise<unknown>) => Promise<boolean>;

  constructor(
    issue: string,
    backend: LinksBackend,
    told: (work: () => Promise<unknown>) => Promise<boolean>,
  ) {
    this.#issue = issue;
    this.#backend = backend;
    this.#told = told;
  }

  async check(total: number): Promise<void> {
    if (this.asked !== null) return;
    this.asked = { issue: this.#issue, done: 0, total };
    await this.#told(async () => {
      try {
        await this.#backend.checkLinks(this.#issue);
      } catch (reason) {
        // Whoever stopped it knows.
        if (asFault(reason).code !== 'cancelled') throw reason;
      }
    });
    this.asked = null;
  }

  async stop(): Promise<void> {
    if (this.asked !== null) await this.#told(() => this.#backend.stopLinks());
  }

  /** What the program tells meanwhile. */
  hear(asked: Asked): void {
    if (asked.issue === this.#issue && this.asked !== null) this.asked = asked;
  }
}
