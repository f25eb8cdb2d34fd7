import type { Text } from '@codemirror/state';

import type { HistoryEntry, Restored, RevisionView } from '../backend';
import { writeWords as words } from '../words/write';
import type { Notices } from './draft.svelte';

/** What it needs of the backend. */
export interface HistoryDesk {
  history: (issue: string, item: string) => Promise<HistoryEntry[] | null>;
  revisionView: (issue: string, item: string, id: string) => Promise<RevisionView>;
  restoreRevision: (issue: string, item: string, id: string) => Promise<Restored>;
}

/** What it needs of its draft. */
export interface HistoryHost {
  issue: string;
  settled: () => Promise<boolean>;
  /** Does it between two messages to the desk. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  textOf: (item: string) => string;
  /** What was restored is the item's copy now, as one step of the editor's undo. */
  put: (item: string, restored: Restored) => void;
  failed: (reason: unknown) => void;
}

/** The notice of a restore: there is one at a time. */
export const RESTORED = 'restored';

/** The revisions of a draft's items, and going back to one. */
export class DraftHistory {
  readonly #desk: HistoryDesk;
  readonly #host: HistoryHost;
  readonly #notices: Notices;
  /** What an item was before the restore that a notice tells of. */
  #undone: { item: string; text: string } | null = null;

  constructor(desk: HistoryDesk, host: HistoryHost, notices: Notices) {
    this.#desk = desk;
    this.#host = host;
    this.#notices = notices;
  }

  /** The revisions of an item, with what was typed a moment ago. */
  async list(item: string): Promise<HistoryEntry[]> {
    await this.#host.settled();
    return (await this.#desk.history(this.#host.issue, item)) ?? [];
  }

  revision(item: string, id: string): Promise<RevisionView> {
    return this.#desk.revisionView(this.#host.issue, item, id);
  }

  /** Makes a revision the copy; the notice takes it back. The answer says whether it did. */
  async restore(item: string, id: string, said: string): Promise<boolean> {
    const host = this.#host;
    if (!(await host.settled())) {
      this.#notices.say(words.unsent.message, { hint: words.history.notYet });
      return false;
    }
    try {
      const restored = await host.alone(async () => {
        const done = await this.#desk.restoreRevision(host.issue, item, id);
        this.#undone = { item, text: host.textOf(item) };
        host.put(item, done);
        return done;
      });
      this.#notices.say(said, {
        key: RESTORED,
        action: {
          label: words.rundown.undo,
          run: () => void this.restore(item, restored.before, words.history.takenBack),
        },
      });
      return true;
    } catch (reason) {
      host.failed(reason);
      return false;
    }
  }

  /** The editor's own undo may have taken a restore back: its notice would do it twice. */
  changed(item: string, after: Text): void {
    const undone = this.#undone;
    if (undone?.item !== item || undone.text.length !== after.length) return;
    if (undone.text !== after.toString()) return;
    this.#undone = null;
    this.#notices.unsay(RESTORED);
  }
}
