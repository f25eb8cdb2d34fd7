import { asFault } from '../backend/fault';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => unknown;
}

/** A word in passing. An error stays until it was read. */
export interface NoticeText {
  readonly id: number;
  readonly kind: 'done' | 'error';
  readonly text: string;
  readonly hint: string;
  readonly action: NoticeAction | null;
}

const MOST = 4;
const SHORT = 5_000;
const TO_UNDO = 10_000;

/** What the window says in passing, at its foot. */
export class Notices {
  list = $state.raw<readonly NoticeText[]>([]);

  #next = 1;
  // Nothing is drawn from it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #lasting = new Set<number>();
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Something was done, perhaps with a way back. */
  done(text: string, action: NoticeAction | null = null, hint = ''): number {
    return this.#add({ kind: 'done', text, hint, action });
  }

  /** Something that has to be read, and that nothing is wrong with: it stays. */
  lasting(text: string, action: NoticeAction | null, hint: string): number {
    const id = this.done(text, action, hint);
    this.#lasting.add(id);
    this.hold(id);
    return id;
  }

  /** Something went wrong: whatever was thrown, in words. */
  fault(reason: unknown, action: NoticeAction | null = null): number {
    const { message, hint } = asFault(reason);
    // The same trouble twice is one notice.
    const same = this.list.find((notice) => notice.kind === 'error' && notice.text === message);
    if (same !== undefined) return same.id;
    return this.#add({ kind: 'error', text: message, hint, action });
  }

  /** Runs something and tells what went wrong; the answer says whether it went well. */
  async told(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (reason) {
      this.fault(reason);
      return false;
    }
  }

  /** Does what the notice offers, once. */
  act(id: number): void {
    const notice = this.list.find((one) => one.id === id);
    this.dismiss(id);
    void notice?.action?.run();
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** Takes the newest away; false when there was none. */
  dismissLast(): boolean {
    const last = this.list.at(-1);
    if (last === undefined) return false;
    this.dismiss(last.id);
    return true;
  }

  /** While the pointer or the focus is on it, it stays. */
  hold(id: number): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
  }

  release(id: number): void {
    const notice = this.list.find((one) => one.id === id);
    if (notice === undefined || notice.kind === 'error' || this.#lasting.has(id)) return;
    this.hold(id);
    const wait = notice.action === null && notice.hint === '' ? SHORT : TO_UNDO;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), wait),
    );
  }

  #add(notice: Omit<NoticeText, 'id'>): number {
    const id = this.#next++;
    const kept = [...this.list, { id, ...notice }];
    const passing = kept.find((one) => one.kind === 'done');
    if (kept.length > MOST) this.dismiss((passing ?? kept[0])?.id ?? 0);
    this.list = kept.filter((one) => kept.length <= MOST || one !== (passing ?? kept[0]));
    this.release(id);
    return id;
  }
}
