import { type Card, type Fault, asFault } from '../backend';

const FIELDS = [
  'number',
  'date',
  'subject',
  'preheader',
  'lang',
  'profile',
  'masthead',
  'footer',
] as const;

/** The fields of a card that can be edited. */
export type CardField = (typeof FIELDS)[number];

/** Milliseconds until typed words are saved, and until it is tried again; that doubles. */
const WAIT = 300;
const AGAIN = 1000;
const LONGEST = 8000;

/** The issue's own settings, saved as they are typed. */
export class CardForm {
  card = $state.raw<Card>(EMPTY);
  /** What went wrong, and at which field. */
  problem = $state.raw<{ field: CardField; fault: Fault } | null>(null);
  /** Nothing that was typed here is on its way. */
  saved = $state(true);

  readonly #save: (card: Card) => Promise<Card>;
  readonly #kept: (card: Card) => void;
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping: nothing shows it
  #touched = new Set<CardField>();
  #flying: CardField[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> = Promise.resolve();
  #failures = 0;
  #stopped = false;

  /** `kept` is told of every card that the desk has taken. */
  constructor(save: (card: Card) => Promise<Card>, kept: (card: Card) => void) {
    this.#save = save;
    this.#kept = kept;
  }

  /** Shows what the desk has; what is typed and not saved yet stays. */
  open(card: Card): void {
    this.card = { ...card, ...this.#typed };
  }

  set(field: CardField, value: string): void {
    if (this.card[field] === value) return;
    this.card = { ...this.card, [field]: value };
    this.#touched.add(field);
    this.saved = false;
    this.#later(WAIT);
  }

  /** Sets several fields, as they were typed before. */
  type(fields: Partial<Card>): void {
    for (const [field, value] of Object.entries(fields))
      this.set(field as CardField, value as string);
  }

  /** Saves now what was typed. One after the other: the last one typed is the last one saved. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#saving = this.#saving.then(() => this.#flush());
    return this.#saving;
  }

  /** Saves no more, and gives the fields that the desk has not got. */
  stop(): Partial<Card> {
    clearTimeout(this.#timer);
    this.#stopped = true;
    const typed = this.#typed;
    this.#touched.clear();
    return typed;
  }

  get #typed(): Partial<Card> {
    const fields = [...this.#flying, ...this.#touched];
    return Object.fromEntries(fields.map((field) => [field, this.card[field]]));
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), wait);
  }

  async #flush(): Promise<void> {
    const fields = Array.from(this.#touched);
    const last = fields.at(-1);
    if (last === undefined) return;
    this.#touched.clear();
    this.#flying = fields;
    try {
      const kept = await this.#save(this.card);
      this.#flying = [];
      this.problem = null;
      this.#failures = 0;
      // The fields stay as they are typed: a space at the end may be followed by a word.
      const asTyped = FIELDS.map((field) => [field, this.card[field]]);
      this.card = { ...kept, ...(Object.fromEntries(asTyped) as Partial<Card>) };
      this.saved = this.#touched.size === 0;
      this.#kept(this.card);
    } catch (reason) {
      for (const field of fields) this.#touched.add(field);
      this.#flying = [];
      const fault = asFault(reason);
      this.problem = { field: last, fault };
      if (this.#stopped) return;
      // What the desk refuses it would refuse again; a full disk may have room later.
      if (fault.code !== 'bad-input') this.#later(Math.min(AGAIN * 2 ** this.#failures++, LONGEST));
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
