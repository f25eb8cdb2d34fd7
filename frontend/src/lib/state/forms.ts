import {
  HouseSettings,
  type PersonBackend,
  PersonSettings,
  PublicationSettings,
  type SettingsBackend,
} from './settings.svelte';
import type { Holder } from './workspace.svelte';

/** A form that is shown; `leave` when it is not any more. */
export interface Opened<F> {
  form: F;
  leave: () => Promise<void>;
}

interface Settles {
  settle: () => Promise<boolean>;
}

/**
 * The forms of Settings. One that holds what could not be kept stays as it was left, and is shown
 * again.
 */
export class Forms {
  readonly #backend: SettingsBackend & PersonBackend;
  readonly #hold: (name: string, holder: Holder | null) => void;
  readonly #publications = new Map<string, Place<PublicationSettings>>();
  readonly #houses = new Map<string, Place<HouseSettings>>();

  readonly #people = new Map<string, Place<PersonSettings>>();

  constructor(
    backend: SettingsBackend & PersonBackend,
    hold: (name: string, holder: Holder | null) => void,
  ) {
    this.#backend = backend;
    this.#hold = hold;
  }

  publication(id: string): Opened<PublicationSettings> {
    const make = (): PublicationSettings => new PublicationSettings(this.#backend, id);
    return this.#open(this.#publications, id, `publication ${id}`, make);
  }

  person(): Opened<PersonSettings> {
    return this.#open(this.#people, '', 'person', () => new PersonSettings(this.#backend));
  }

  house(id: string): Opened<HouseSettings> {
    const make = (): HouseSettings => new HouseSettings(this.#backend, id);
    return this.#open(this.#houses, id, `house ${id}`, make);
  }

  #open<F extends Settles>(
    places: Map<string, Place<F>>,
    id: string,
    name: string,
    make: () => F,
  ): Opened<F> {
    const place = places.get(id) ?? { form: make(), shown: 0 };
    places.set(id, place);
    place.shown++;
    this.#hold(name, () => place.form.settle());
    const leave = async (): Promise<void> => {
      place.shown--;
      if (!(await place.form.settle()) || place.shown > 0) return;
      places.delete(id);
      this.#hold(name, null);
    };
    return { form: place.form, leave };
  }
}

interface Place<F> {
  form: F;
  shown: number;
}
