import type { HouseForm, Me, PublicationForm } from '../backend';
import { asFault, type Fault } from '../backend/fault';
import { initialsOf } from './initials';

/** What Settings needs of the backend. */
export interface SettingsBackend {
  publication: (id: string) => Promise<PublicationForm>;
  setPublication: (id: string, form: PublicationForm) => Promise<PublicationForm>;
  house: (publication: string) => Promise<HouseForm>;
  setHouseText: (publication: string, text: string) => Promise<HouseForm>;
  setHouse: (publication: string, form: HouseForm) => Promise<HouseForm>;
  useHouse: (publication: string, name: string) => Promise<HouseForm>;
}

const REST = 400;

/** A form that is kept as it is typed, and says beside it what cannot be kept. */
class Kept<F extends object> {
  form = $state.raw<F | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The field that was changed last: a fault is about it. */
  field = $state('');
  saved = $state(true);

  readonly #load: () => Promise<F>;
  readonly #keep: (form: F) => Promise<F>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;
  #keeping: Promise<boolean> = Promise.resolve(true);

  constructor(load: () => Promise<F>, keep: (form: F) => Promise<F>) {
    this.#load = load;
    this.#keep = keep;
  }

  /** Reads what the desk has, unless something is still to be kept. */
  async load(): Promise<void> {
    if (!this.saved) return;
    try {
      this.form = await this.#load();
      this.fault = null;
    } catch (reason) {
      this.fault = asFault(reason);
    }
  }

  set<N extends keyof F & string>(name: N, value: F[N]): void {
    if (this.form === null) return;
    this.form = { ...this.form, [name]: value };
    this.field = name;
    this.saved = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.keep(), REST);
  }

  /** Keeps what was typed now, as when the desk is left. Says whether it could. */
  keep(): Promise<boolean> {
    clearTimeout(this.#timer);
    return this.inTurn(() => this.#keepNow());
  }

  /** One after the other: an answer that comes late must not undo a later one. */
  protected inTurn(work: () => Promise<boolean>): Promise<boolean> {
    this.#keeping = this.#keeping.then(work);
    return this.#keeping;
  }

  async #keepNow(): Promise<boolean> {
    // Whoever types on keeps what was typed, and it is kept in its turn.
    while (!this.saved && this.form !== null) {
      const turn = this.#turn;
      const given = this.form;
      try {
        const kept = await this.#keep(given);
        if (turn !== this.#turn || this.form !== given) continue;
        this.fault = null;
        this.saved = true;
        this.form = this.taken(given, kept);
      } catch (reason) {
        if (turn !== this.#turn) continue;
        this.fault = asFault(reason);
        return false;
      }
    }
    return true;
  }

  /** Keeps everything that was typed, and says whether it could. */
  settle(): Promise<boolean> {
    return this.keep();
  }

  /** The fault when it is about this field. */
  faultOf(field: string): Fault | null {
    return this.field === field ? this.fault : null;
  }

  /** What the form is after it was kept: as it was typed, with what follows from it. */
  protected taken(given: F, kept: F): F {
    return { ...kept, ...given };
  }

  /** Takes what the desk has, typed or not. */
  protected replace(form: F): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.form = form;
    this.fault = null;
    this.saved = true;
  }
}

/** What the page about the person needs of the backend. */
export interface PersonBackend {
  me: () => Promise<Me>;
  /** `was` is the name that somebody began to change: it is kept as it is typed. */
  rename: (name: string, initials: string, was: string) => Promise<Me>;
}

/** Who sits at this desk; initials are empty where they follow from the name. */
export interface PersonForm {
  name: string;
  initials: string;
}

/** The person's name and initials. */
export class PersonSettings extends Kept<PersonForm> {
  constructor(backend: PersonBackend) {
    const formOf = ({ name, initials }: Me): PersonForm => ({
      name,
      initials: initials === initialsOf(name) ? '' : initials,
    });
    let was = '';
    super(
      async () => {
        const me = await backend.me();
        was = me.name;
        return formOf(me);
      },
      async ({ name, initials }) => formOf(await backend.rename(name, initials, was)),
    );
  }
}

/** A publication's settings. */
export class PublicationSettings extends Kept<PublicationForm> {
  constructor(backend: SettingsBackend, id: string) {
    super(
      () => backend.publication(id),
      (form) => backend.setPublication(id, form),
    );
  }
}

/** A publication's house style, as a form and as its file. */
export class HouseSettings extends Kept<HouseForm> {
  /** The file as it is typed; null while it is as it was kept. */
  text = $state<string | null>(null);
  /** Why the typed file cannot be used. */
  problem = $state('');
  hint = $state('');

  readonly #backend: SettingsBackend;
  readonly #id: string;
  #textTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(backend: SettingsBackend, id: string) {
    super(
      () => backend.house(id),
      (form) => backend.setHouse(id, form),
    );
    this.#backend = backend;
    this.#id = id;
  }

  /** The file changes with the form. */
  protected override taken(given: HouseForm, kept: HouseForm): HouseForm {
    return { ...given, text: kept.text };
  }

  /** The line that the problem names; 0 for none. */
  get line(): number {
    return Number(/\bline (\d+)/i.exec(this.problem)?.[1] ?? 0);
  }

  setText(text: string): void {
    this.text = text;
    clearTimeout(this.#textTimer);
    this.#textTimer = setTimeout(() => void this.keepText(), REST);
  }

  /** Keeps the file as it is typed, and says whether it could: a broken one stays here. */
  keepText(): Promise<boolean> {
    clearTimeout(this.#textTimer);
    return this.inTurn(() => this.#textNow());
  }

  async #textNow(): Promise<boolean> {
    for (let text = this.text; text !== null; text = this.text) {
      try {
        this.#take(await this.#backend.setHouseText(this.#id, text), text);
      } catch (reason) {
        const fault = asFault(reason);
        [this.problem, this.hint] = [fault.message, fault.hint];
      }
      if (this.problem !== '' && this.text === text) return false;
    }
    return true;
  }

  override async settle(): Promise<boolean> {
    const [form, text] = [await this.keep(), await this.keepText()];
    return form && text;
  }

  /** One that ships, in place of the publication's own; the answer is what it was before. */
  async use(name: string): Promise<string> {
    const before = this.text ?? this.form?.text ?? '';
    const form = await this.#backend.useHouse(this.#id, name);
    this.text = null;
    this.#take(form, form.text);
    return before;
  }

  #take(form: HouseForm, typed: string): void {
    [this.problem, this.hint] = [form.problem, form.hint];
    if (form.problem !== '') return;
    if (this.text === typed) this.text = null;
    this.replace(form);
  }
}
