/* eslint-disable svelte/prefer-svelte-reactivity -- the maps here are bookkeeping: nothing shows them */
import { asFault } from '../backend';
import { writeWords as words } from '../words/write';

/** saved: written to disk; saving: on its way there; unsaved: it cannot be written, and is kept. */
export type Saved = 'saved' | 'saving' | 'unsaved';

/** Whether what was typed in an issue is on the disk. */
export class Saving {
  state = $state<Saved>('saved');
  /** Why it cannot be saved. */
  why = $state.raw({ message: '', hint: '' });

  readonly #issue: string;
  readonly #versionSent: (item: string) => number | null;
  readonly #written = new Map<string, number>();
  readonly #dirty = new Set<string>();

  constructor(issue: string, versionSent: (item: string) => number | null) {
    this.#issue = issue;
    this.#versionSent = versionSent;
  }

  typed(item: string): void {
    this.#dirty.add(item);
    if (this.state === 'saved') this.state = 'saving';
  }

  forget(item: string): void {
    this.#dirty.delete(item);
  }

  notSent(reason: unknown): void {
    this.state = 'unsaved';
    this.why = { message: words.unsent.message, hint: asFault(reason).message };
  }

  sentAgain(): void {
    this.state = 'saving';
  }

  onSaved(detail: unknown): void {
    const { issue, items } = detail as { issue: string; items: { id: string; version: number }[] };
    if (issue !== this.#issue) return;
    for (const { id, version } of items) this.#written.set(id, version);
    if (this.state === 'unsaved') this.state = 'saving';
    this.reckon();
  }

  onUnsaved(detail: unknown): void {
    const { issue, message, hint } = detail as { issue: string; message: string; hint: string };
    if (issue !== this.#issue) return;
    this.state = 'unsaved';
    this.why = { message, hint };
  }

  reckon(): void {
    for (const item of this.#dirty) {
      const sent = this.#versionSent(item);
      if (sent !== null && (this.#written.get(item) ?? 0) >= sent) this.#dirty.delete(item);
    }
    if (this.#dirty.size === 0) this.state = 'saved';
  }
}
