import type { BackupEntry, BackupsList, BackupProgress } from '../backend';
import { asFault, Fault } from '../backend/fault';
import { backups as say } from '../words/backups';
import { frame } from '../words/frame';
import type { Notices } from './notices.svelte';

/** What it needs of the backend. */
export interface BackupsBackend {
  list: () => Promise<BackupsList>;
  backUp: () => Promise<{ had: boolean }>;
  restore: (name: string) => Promise<unknown>;
  stop: () => Promise<unknown>;
}

/** The backups, and what is being done about them. */
export class Backups {
  view = $state.raw<BackupsList | null>(null);
  fault = $state.raw<Fault | null>(null);
  work = $state<'backup' | 'restore' | ''>('');
  /** How far that is, 0 to 1. */
  share = $state(0);
  /** The one that is asked about. */
  asked = $state.raw<BackupEntry | null>(null);

  readonly #backend: BackupsBackend;
  readonly #notices: Notices;
  readonly #settle: () => Promise<boolean>;

  /** `settle` has everything that was typed reach the desk. */
  constructor(backend: BackupsBackend, notices: Notices, settle: () => Promise<boolean>) {
    this.#backend = backend;
    this.#notices = notices;
    this.#settle = settle;
  }

  async load(): Promise<void> {
    try {
      this.view = await this.#backend.list();
      this.fault = null;
    } catch (reason) {
      this.fault = asFault(reason);
    }
  }

  heard({ done, total }: BackupProgress): void {
    this.share = total > 0 ? Math.min(done / total, 1) : 0;
  }

  async backUp(): Promise<void> {
    await this.#do('backup', async () => {
      const { had } = await this.#backend.backUp();
      this.#notices.done(had ? say.had : say.made, null, '', 'backed up');
    });
    await this.load();
  }

  /** Puts the one that was asked about in the place of everything; the page begins anew then. */
  async restore(): Promise<void> {
    const { asked } = this;
    this.asked = null;
    if (asked === null) return;
    if (!(await this.#do('restore', () => this.#backend.restore(asked.name)))) await this.load();
  }

  async stop(): Promise<void> {
    await this.#notices.told(() => this.#backend.stop());
  }

  async #do(work: 'backup' | 'restore', call: () => Promise<unknown>): Promise<boolean> {
    if (this.work !== '') return false;
    this.share = 0;
    this.work = work;
    try {
      if (!(await this.#settle()))
        throw new Fault('busy', frame.notThere.message, frame.notThere.hint);
      await call();
      return true;
    } catch (reason) {
      if (asFault(reason).code === 'cancelled') this.#notices.done(say.cancelled);
      else this.#notices.fault(reason);
      return false;
    } finally {
      this.work = '';
    }
  }
}
