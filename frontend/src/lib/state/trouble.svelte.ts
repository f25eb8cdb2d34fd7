/** What keeps words from being saved, and what to do about it. */
export interface Said {
  message: string;
  hint: string;
}

/**
 * What is wrong with the disk, for as long as it is so: room that runs short, and issues that cannot
 * be saved. It goes by itself.
 */
export class Trouble {
  #room = $state.raw<Said | null>(null);
  #stuck = $state.raw<Readonly<Record<string, Said>>>({});

  /** Words wait to be saved. */
  readonly isStuck = $derived(Object.keys(this.#stuck).length > 0);
  /** The worst first: what is not saved comes before what may soon not be. */
  readonly now = $derived(Object.values(this.#stuck)[0] ?? this.#room);

  /** The room on the disk is short; without a message it is enough again. */
  room(said: Said): void {
    this.#room = said.message === '' ? null : said;
  }

  unsaved(issue: string, said: Said): void {
    this.#stuck = { ...this.#stuck, [issue]: said };
  }

  saved(issue: string): void {
    if (!(issue in this.#stuck)) return;
    this.#stuck = Object.fromEntries(Object.entries(this.#stuck).filter(([id]) => id !== issue));
  }
}
