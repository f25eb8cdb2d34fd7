import { type Card, type Fault, asFault } from '../backend';

/** The fields of a card that can be edited. */
export type CardField =
  'number' | 'date' | 'subject' | 'preheader' | 'lang' | 'profile' | 'masthead' | 'footer';

const WAIT = 300;

/** The issue's own settings, saved as they are typed. */
export class CardForm {
  card = $state.raw<Card>(EMPTY);
  /** What went wrong, and at which field. */
  problem = $state.raw<{ field: CardField; fault: Fault } | null>(null);

  readonly #save: (card: Card) => Promise<Card>;
  readonly #kept: (card: Card) => void;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping: nothing shows it
  #touched = new Set<CardField>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();

  /** `kept` is told of every card that the desk has taken. */
  constructor(save: (card: Card) => Promise<Card>, kept: (card: Card) => void) {
    this.#save = save;
    this.#kept = kept;
  }

  open(card: Card): void {
    this.card = card;
  }

  set(field: CardField, value: string): void {
    if (this.card[field] === value) return;
    this.card = { ...this.card, [field]: value };
    this.#touched.add(field);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), WAIT);
  }

  /** Saves now what was typed. One after the other: the last one typed is the last one saved. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#flush());
    return this.#saving;
  }

  async #flush(): Promise<void> {
    const fields = Array.from(this.#touched);
    const last = fields.at(-1);
    if (last === undefined) return;
    this.#touched.clear();
    try {
      const kept = await this.#save(this.card);
      this.problem = null;
      // What is being typed meanwhile stays; the rest is as the desk has it.
      const typed = Object.fromEntries(Array.from(this.#touched, (f) => [f, this.card[f]]));
      this.card = { ...kept, ...typed };
      this.#kept(this.card);
    } catch (reason) {
      for (const field of fields) this.#touched.add(field);
      this.problem = { field: last, fault: asFault(reason) };
    }
  }
}

const EMPTY: Card = {
  number: '',
  date: '',
  subject: '',
  preheader: '',
  lang: '',
  profile: '',
  masthead: '',
  footer: '',
  usual_lang: '',
  usual_profile: '',
  usual_masthead: '',
  usual_footer: '',
  sender: '',
  dateline: '',
  profiles: [],
};
