import { Fault, asFault } from '../backend/fault';
import type { Preview } from '../backend';
import { darkView, lightView } from '../preview/scheme';
import { quietLinks } from '../preview/links';
import { words } from '../words';

export type Width = 'desktop' | 'phone';

/** What Reading needs of the backend. */
export interface Source {
  load: () => Promise<Preview>;
  title: (text: string) => void;
}

/** An issue that is open to be read, and how it is looked at. */
export class Reading {
  preview = $state.raw<Preview | null>(null);
  fault = $state.raw<Fault | null>(null);
  width = $state<Width>('desktop');
  dark = $state(false);

  /** The email for the frame: the export with named, reversible view changes. */
  readonly html = $derived.by(() => {
    if (this.preview === null) return '';
    const still = quietLinks(this.preview.html);
    return this.dark ? darkView(still) : lightView(still);
  });

  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Loads the issue; what goes wrong is kept in `fault` and never thrown. */
  async open(): Promise<void> {
    this.fault = null;
    try {
      this.preview = await this.#source.load();
    } catch (reason) {
      this.fault = asFault(reason);
    }
  }

  /** Called when the email stands in the window: from here on the window bears its name. */
  painted(): void {
    if (this.preview === null) return;
    this.#source.title(words.windowTitle(this.preview.publication, this.preview.number));
  }
}
