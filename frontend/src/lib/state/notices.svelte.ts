import { asFault } from '../backend/fault';

export interface NoticeAction {
  readonly label: string;
  readonly run: () => unknown;
  /** It only shows something: the notice is as true after it as before. */
  readonly shows?: boolean;
}

/** A word in passing, or one that stays until it was read. */
export interface NoticeText {
  readonly id: number;
  /** note: nothing was done, and why. attend: nothing went wrong, and somebody has to decide. */
  readonly kind: 'done' | 'note' | 'attend' | 'error';
  readonly text: string;
  readonly hint: string;
  readonly action: NoticeAction | null;
  /** Neither time nor Escape takes it away: only its own button, or what it offers. */
  readonly stays: boolean;
  /** What it is about: a later one about the same takes its place. Empty for nothing. */
  readonly key: string;
}

/** So many are shown. */
const MOST = 3;
/** So many that stay are kept: those that are not shown wait until another was read. */
const KEPT = 12;
const SHORT = 5_000;
const TO_UNDO = 10_000;

/** What the window says in passing, at its foot. */
export class Notices {
  list = $state.raw<readonly NoticeText[]>([]);
  /** Those that are shown: what passes, and the newest of what stays. */
  readonly shown = $derived.by(() => {
    const staying = this.list.filter(({ stays }) => stays);
    const waiting = staying.slice(0, Math.max(0, this.list.length - MOST));
    return this.list.filter((notice) => !waiting.includes(notice));
  });

  #next = 1;
  // Nothing is drawn from it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Something was done, perhaps with a way back. */
  done(text: string, action: NoticeAction | null = null, hint = '', key = ''): number {
    return this.#add({ kind: 'done', text, hint, action, stays: false, key });
  }

  /** Nothing was done, and that is nothing to be alarmed about. */
  note(text: string, key = ''): number {
    return this.#add({ kind: 'note', text, hint: '', action: null, stays: false, key });
  }

  /** Something that has to be read, and that nothing is wrong with. */
  lasting(text: string, action: NoticeAction | null, hint: string): number {
    return this.#add({ kind: 'done', text, hint, action, stays: true, key: '' });
  }

  /** Something that somebody has to decide, and that nothing is wrong with. */
  attend(text: string, action: NoticeAction, hint: string): number {
    return this.#add({ kind: 'attend', text, hint, action, stays: true, key: '' });
  }

  /** Something went wrong: whatever was thrown, in words. `stays`: until somebody has read it. */
  fault(reason: unknown, action: NoticeAction | null = null, stays = true): number {
    const { message, hint } = asFault(reason);
    // The same trouble twice is one notice.
    const same = this.list.find((notice) => notice.kind === 'error' && notice.text === message);
    if (same !== undefined) {
      // One that waits is seen now.
      if (!this.shown.includes(same))
        this.list = [...this.list.filter((notice) => notice !== same), same];
      return same.id;
    }
    return this.#add({ kind: 'error', text: message, hint, action, stays, key: '' });
  }

  /** Runs something and tells what went wrong; the answer says whether it went well. */
  async told(work: () => Promise<unknown>, stays = true): Promise<boolean> {
    try {
      await work();
      return true;
    } catch (reason) {
      this.fault(reason, null, stays);
      return false;
    }
  }

  /** Does what the notice offers; what changes something is done once. */
  act(id: number): void {
    const notice = this.list.find((one) => one.id === id);
    if (notice?.action?.shows !== true) this.dismiss(id);
    void notice?.action?.run();
  }

  dismiss(id: number): void {
    this.hold(id);
    this.list = this.list.filter((notice) => notice.id !== id);
  }

  /** What it said about this is not so any more. */
  unsay(key: string): void {
    for (const { id } of this.list.filter((notice) => notice.key === key)) this.dismiss(id);
  }

  /** Takes the newest that is only in passing away; false when there was none. */
  dismissLast(): boolean {
    const last = this.list.findLast(({ stays }) => !stays);
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
    if (notice === undefined || notice.stays) return;
    this.hold(id);
    const wait = notice.action === null && notice.hint === '' ? SHORT : TO_UNDO;
    this.#timers.set(
      id,
      setTimeout(() => this.dismiss(id), wait),
    );
  }

  #add(notice: Omit<NoticeText, 'id'>): number {
    if (notice.key !== '') this.unsay(notice.key);
    const id = this.#next++;
    this.list = [...this.list, { id, ...notice }];
    const staying = this.list.filter(({ stays }) => stays);
    const passing = this.list.filter(({ stays }) => !stays);
    // The oldest go, and what was not read yet is the last to.
    const most = staying.length > 0 ? MOST - 1 : MOST;
    for (const old of passing.slice(0, -most)) this.dismiss(old.id);
    for (const old of staying.slice(0, -KEPT)) this.dismiss(old.id);
    this.release(id);
    return id;
  }
}
