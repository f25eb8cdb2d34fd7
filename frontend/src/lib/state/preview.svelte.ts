import type { ChangeDesc } from '@codemirror/state';

import type { Echo, Page, Simulated, Size } from '../backend';
import { BlockMap } from '../preview/blocks';
import { dress } from '../preview/dress';
import { NoteMap, type SaidOf, type Stretch } from '../preview/notes';
import type { Patch } from '../preview/patch';
import { Simulation, type SimulationName } from './simulation.svelte';

export type View = 'desktop' | 'phone' | 'narrow' | 'text' | 'inbox';

/** The frame that shows the page. Components give and take it. */
export interface Screen {
  page: (html: string) => void;
  patch: (item: string, before: readonly string[], patch: Patch, dress: Dresser) => boolean;
}
type Dresser = (html: string) => string;

/** What Preview needs of the desk. */
export interface Pages {
  page: () => Promise<Page>;
  text: () => Promise<string>;
  simulated: (name: SimulationName) => Promise<Simulated>;
  /** What was typed in an item since the desk's text of it. */
  waiting: (item: string) => ChangeDesc | null;
  /** An item's copy as it is in the editor. */
  copy: (item: string) => string;
  failed: (reason: unknown) => void;
}

export interface Caret {
  item: string;
  position: number;
}

/** The live preview: its page, how it is looked at, and where the caret is in it. */
export class Preview {
  view = $state<View>('desktop');
  dark = $state(false);
  images = $state(true);

  size = $state.raw<Size>({ bytes: 0, clip_bytes: 0, clip_at: '', words: 0 });
  problem = $state('');
  text = $state<string | null>(null);
  /** data-pos of the block that the caret is in; empty for none. */
  mark = $state('');
  /** Grows when somebody was led to a place of the copy: it is shown, wherever one was reading. */
  sought = $state(0);
  /** Grows when the page changed: what is measured has to be measured anew. */
  turn = $state(0);
  page = $state.raw<Page | null>(null);
  /** Grows when something else is said about the copy. */
  noted = $state(0);

  readonly blocks = new BlockMap();
  readonly #notes = new NoteMap();
  readonly simulation: Simulation;
  readonly #pages: Pages;
  #screen: Screen | null = null;
  #caret: Caret | null = null;
  #patched = false;
  #refreshing: Promise<void> | null = null;
  #wishes = 0;
  #later: ReturnType<typeof setTimeout> | undefined;

  constructor(pages: Pages) {
    this.#pages = pages;
    this.simulation = new Simulation({
      ask: pages.simulated,
      turned: () => this.look({}),
      failed: pages.failed,
    });
  }

  /** The page in the clothes of the view, or its simulation. */
  get html(): string {
    const shown = this.simulation.shown ?? this.page;
    return shown === null ? '' : this.#dress(shown.html);
  }

  /** The email itself is shown, and not its text or its line in an inbox. */
  get onSheet(): boolean {
    return this.view !== 'text' && this.view !== 'inbox';
  }

  /** What is behind the page is dark. */
  get behindDark(): boolean {
    const { shown } = this.simulation;
    return shown === null ? this.dark : shown.name === 'forced-dark';
  }

  /** The block where Gmail cuts the email off; other programs do not. */
  get clipAt(): string {
    const { shown } = this.simulation;
    return shown === null || shown.name.startsWith('gmail') ? this.size.clip_at : '';
  }

  /** A program shows the email on a sheet; what is no page has no simulation. */
  async simulate(name: SimulationName | null): Promise<void> {
    if (name !== null && !this.onSheet) this.view = 'desktop';
    await this.simulation.choose(name);
  }

  readonly #dress = (html: string): string => dress(html, { dark: this.dark, images: this.images });

  /** A frame that shows the page, or none any more. */
  attach(screen: Screen | null): void {
    this.#screen = screen;
    if (screen === null || this.page === null) return;
    screen.page(this.html);
    if (this.#patched && this.simulation.shown === null) void this.refresh();
  }

  set(page: Page): void {
    this.page = page;
    this.problem = page.problem;
    this.size = page.size;
    this.#patched = false;
    this.blocks.set(page.items);
    for (const { id } of page.items) {
      const later = this.#pages.waiting(id);
      if (later !== null) this.blocks.changed(id, later);
    }
    if (this.simulation.wish !== null) this.simulation.later();
    if (this.simulation.shown === null) this.#screen?.page(this.html);
    this.#changed();
  }

  /** Dark and Images off: the page is put on anew, and fetched when it has been patched since. */
  look(change: { dark?: boolean; images?: boolean }): void {
    this.dark = change.dark ?? this.dark;
    this.images = change.images ?? this.images;
    if (this.#patched && this.simulation.shown === null) void this.refresh();
    else {
      this.#screen?.page(this.html);
      this.turn++;
    }
  }

  async show(view: View): Promise<void> {
    this.view = view;
    if (view === 'text') await this.#fetchText();
  }

  /** Fetches the page. While one comes, further wishes become one more. */
  refresh(): Promise<void> {
    this.#wishes++;
    this.#refreshing ??= this.#refresh().finally(() => (this.#refreshing = null));
    return this.#refreshing;
  }

  async #refresh(): Promise<void> {
    let granted: number;
    do {
      granted = this.#wishes;
      try {
        this.set(await this.#pages.page());
        if (this.view === 'text') await this.#fetchText();
      } catch (reason) {
        this.#pages.failed(reason);
        return;
      }
    } while (granted !== this.#wishes);
  }

  async #fetchText(): Promise<void> {
    try {
      this.text = await this.#pages.text();
    } catch (reason) {
      this.#pages.failed(reason);
    }
  }

  /** The copy changed; the desk's answer is still to come. */
  changed(item: string, changes: ChangeDesc): void {
    this.blocks.changed(item, changes);
    this.#notes.changed(item, changes);
  }

  /** What people say about an item's copy, as it is in the editor. */
  note(item: string, said: SaidOf): void {
    this.#notes.set(item, said);
    this.noted++;
  }

  /** The words of the page that somebody said something about. */
  stretches(): Stretch[] {
    return this.#notes.stretches((item) => this.blocks.blocks(item), this.#pages.copy);
  }

  /** The desk's answer to a change; `later` was typed since. */
  echo(item: string, { patch, size }: Echo, later: ChangeDesc | null): void {
    this.size = size;
    const keys = this.blocks.blocks(item).map(({ key }) => key);
    if (patch.stale || patch.page !== this.page?.number) {
      // Where there can be no page it is not asked for at every key.
      clearTimeout(this.#later);
      if (this.problem === '') void this.refresh();
      else this.#later = setTimeout(() => void this.refresh(), 300);
      return;
    }
    this.blocks.replaced(item, patch, later);
    this.#patched = true;
    if (this.simulation.wish !== null) this.simulation.later();
    const shown =
      this.simulation.shown !== null ||
      (this.#screen?.patch(item, keys, patch, this.#dress) ?? true);
    if (!shown) void this.refresh();
    else if (this.view === 'text') void this.#fetchText();
    this.#changed();
  }

  /** The caret moved. */
  follow(item: string, position: number): void {
    this.#caret = { item, position };
    this.#remark();
  }

  /** Somebody is led to where the caret is now. */
  seek(): void {
    this.sought++;
  }

  #changed(): void {
    this.turn++;
    this.#remark();
  }

  #remark(): void {
    if (this.#caret === null) return;
    const { item, position } = this.#caret;
    const block = this.blocks.at(item, position);
    this.mark = block === null ? '' : `${item}/${block.key}`;
  }
}
