import type { ItemView, RundownView } from '../backend';
import { writeWords as words } from '../words/write';

/** What the desk does to a rundown; each answers with the rundown as it is then. */
export interface RundownDesk {
  addItem: (issue: string, kind: string, story: string, after: string) => Promise<RundownView>;
  removeItem: (issue: string, item: string) => Promise<RundownView>;
  restoreItem: (issue: string, item: string, to: number) => Promise<RundownView>;
  moveItem: (issue: string, item: string, to: number) => Promise<RundownView>;
  setKind: (issue: string, item: string, kind: string, story: string) => Promise<RundownView>;
  setState: (issue: string, item: string, state: string, note: string) => Promise<RundownView>;
  sendItem: (issue: string, item: string, to: string, move: boolean) => Promise<RundownView>;
}

/** What the rundown needs of the draft around it. */
export interface RundownHost {
  issue: string;
  /** Whether everything typed is with the desk. */
  settled: () => Promise<boolean>;
  /** The desk's answer: new copy to know, a page to fetch. */
  took: (view: RundownView) => void;
  /** The item is about to be taken away: nothing more is typed into it. The answer opens it again. */
  leave: (item: string) => () => void;
  gone: (item: string) => void;
  failed: (reason: unknown) => void;
  say: (message: string, action?: { label: string; run: () => void }) => void;
}

/** The ordered list of items, and the one that is open. */
export class Rundown {
  items = $state.raw<readonly ItemView[]>([]);
  open = $state('');
  /** Said to those who cannot see the list move. */
  announced = $state('');

  /** Items that were removed since the issue was opened, and can be put back. */
  removed = $state.raw<readonly { id: string; at: number; name: string }[]>([]);

  readonly #desk: RundownDesk;
  readonly #host: RundownHost;
  /** Items that are being taken away. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping: nothing shows it
  readonly #taken = new Set<string>();

  constructor(desk: RundownDesk, host: RundownHost) {
    this.#desk = desk;
    this.#host = host;
  }

  find(id: string): ItemView | null {
    return this.items.find((item) => item.id === id) ?? null;
  }

  get current(): ItemView | null {
    return this.find(this.open);
  }

  index(id: string): number {
    return this.items.findIndex((item) => item.id === id);
  }

  /** The item that many places further; null past the ends. */
  neighbour(steps: number): ItemView | null {
    return this.items[this.index(this.open) + steps] ?? null;
  }

  /** Calls that have not been answered, and the last one of them. */
  #waiting = 0;
  /** The rundown as the desk had it last. */
  #there: readonly ItemView[] | null = null;
  #last: Promise<unknown> = Promise.resolve();

  /** What the desk's answer to a change says of its item. */
  update(view: ItemView): void {
    if (JSON.stringify(this.find(view.id)) === JSON.stringify(view)) return; // most keys end no word
    this.items = this.items.map((item) => (item.id === view.id ? view : item));
  }

  /** Adds an item behind another one; its id, null when that failed. */
  async add(kind: string, story: string, after: string): Promise<string | null> {
    const view = await this.#ask(() => this.#desk.addItem(this.#host.issue, kind, story, after));
    return view?.item ?? null;
  }

  async remove(id: string): Promise<void> {
    const item = this.find(id);
    const at = this.index(id);
    if (item === null || this.#taken.has(id)) return;
    const view = await this.#take(id, () => this.#desk.removeItem(this.#host.issue, id));
    if (view === null) return;
    this.#host.gone(id);
    const removal = { id, at, name: item.name };
    this.removed = [...this.removed, removal];
    this.#host.say(words.rundown.removed(item.name), {
      label: words.rundown.undo,
      run: () => void this.restore(removal),
    });
  }

  /** Puts a removed item back where it was; without one, the one that was removed last. */
  async restore(removal = this.removed.at(-1)): Promise<void> {
    if (removal === undefined || !this.removed.includes(removal)) return;
    this.removed = this.removed.filter((one) => one !== removal);
    const { id, at } = removal;
    const view = await this.#ask(() => this.#desk.restoreItem(this.#host.issue, id, at));
    if (view === null) this.removed = [...this.removed, removal];
  }

  /** Gives an item another index. It moves at once, and back when the desk refuses. */
  async move(id: string, to: number): Promise<void> {
    const from = this.index(id);
    const item = this.items[from];
    if (item === undefined || to === from || to < 0 || to >= this.items.length) return;
    if (this.#waiting === 0) this.#there = this.items;
    this.items = this.items.toSpliced(from, 1).toSpliced(to, 0, item);
    this.announced = words.rundown.moved(item.name, to + 1, this.items.length);
    await this.#ask(() => this.#desk.moveItem(this.#host.issue, id, to));
  }

  async setKind(id: string, kind: string, story: string): Promise<void> {
    await this.#host.settled();
    await this.#ask(() => this.#desk.setKind(this.#host.issue, id, kind, story));
  }

  async setState(id: string, state: string): Promise<void> {
    await this.#ask(() => this.#desk.setState(this.#host.issue, id, state, ''));
  }

  async send(id: string, issue: string, move: boolean): Promise<void> {
    const item = this.find(id);
    if (item === null) return;
    const call = (): Promise<RundownView> => this.#desk.sendItem(this.#host.issue, id, issue, move);
    const view = move
      ? await this.#take(id, call)
      : (await this.#isThere())
        ? await this.#ask(call)
        : null;
    if (view === null) return;
    if (move) this.#host.gone(id);
    this.#host.say(words.rundown.sent(item.name, move));
  }

  /** Takes an item away, with all that was typed into it. */
  async #take(id: string, call: () => Promise<RundownView>): Promise<RundownView | null> {
    this.#taken.add(id);
    const back = this.#host.leave(id);
    const view = (await this.#isThere()) ? await this.#ask(call) : null;
    this.#taken.delete(id);
    if (view === null) back();
    return view;
  }

  /** An item of which something is still on its way stays where it is. */
  async #isThere(): Promise<boolean> {
    const settled = await this.#host.settled();
    if (!settled) this.#host.say(words.unsent.message);
    return settled;
  }

  /** One call after the other; what is shown is the desk's when no other one waits. */
  #ask(call: () => Promise<RundownView>): Promise<RundownView | null> {
    this.#waiting++;
    const answer = this.#last.then(async () => {
      try {
        const view = await call();
        this.#there = view.rundown;
        if (this.#waiting === 1) this.items = view.rundown;
        this.#host.took(view);
        return view;
      } catch (reason) {
        if (this.#waiting === 1 && this.#there !== null) this.items = this.#there;
        this.#host.failed(reason);
        return null;
      } finally {
        this.#waiting--;
      }
    });
    this.#last = answer;
    return answer;
  }
}
