import type { Simulated } from '../backend';

/** The simulations that the desk knows; see simulate.Kinds. */
export const SIMULATIONS = [
  'outlook-windows',
  'gmail',
  'gmail-other-account',
  'forced-dark',
] as const;
export type SimulationName = (typeof SIMULATIONS)[number];

/** How long typing rests before a simulation is made anew, in milliseconds. */
export const REST = 400;

interface Deeds {
  ask: (name: SimulationName) => Promise<Simulated>;
  /** Another one is to be shown, or none. */
  turned: () => void;
  failed: (reason: unknown) => void;
}

/** The preview as a mail program would show it: which one is wished for, and what came of it. */
export class Simulation {
  /** The one that is wished for. */
  wish = $state<SimulationName | null>(null);
  /** The one that is shown: a moment behind the wish, and behind what is typed. */
  shown = $state.raw<(Simulated & { name: SimulationName }) | null>(null);

  readonly #deeds: Deeds;
  #asked = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(deeds: Deeds) {
    this.#deeds = deeds;
  }

  async choose(name: SimulationName | null): Promise<void> {
    this.wish = name;
    if (name !== null) {
      await this.#make(name);
      return;
    }
    this.#asked++;
    clearTimeout(this.#later);
    if (this.shown === null) return;
    this.shown = null;
    this.#deeds.turned();
  }

  /** The page changed: when nothing more comes for a while, it is simulated anew. */
  later(): void {
    clearTimeout(this.#later);
    this.#later = setTimeout(() => {
      if (this.wish !== null) void this.#make(this.wish);
    }, REST);
  }

  async #make(name: SimulationName): Promise<void> {
    clearTimeout(this.#later);
    const asked = ++this.#asked;
    try {
      const simulated = await this.#deeds.ask(name);
      if (asked !== this.#asked) return; // another one was wished for since
      this.shown = { ...simulated, name };
      this.#deeds.turned();
    } catch (reason) {
      if (asked !== this.#asked) return;
      if (this.shown === null) this.wish = null;
      this.#deeds.failed(reason);
    }
  }
}
