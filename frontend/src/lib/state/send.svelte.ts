import type { ItemView, Judged, ProfileName, ReceiptCard } from '../backend';
import { asFault, type Fault } from '../backend/fault';
import { send as say } from '../words/send';
import type { Notices } from './notices.svelte';

/** What Send needs of the backend. */
export interface SendBackend {
  judge: (issue: string, profile: string) => Promise<Judged>;
  export: (issue: string, profile: string) => Promise<ReceiptCard>;
  exportAgain: (issue: string, profile: string, dir: string) => Promise<ReceiptCard>;
  copyHTML: (issue: string, profile: string) => Promise<number>;
  saveEML: (issue: string, profile: string) => Promise<string>;
  receipts: (issue: string) => Promise<ReceiptCard[] | null>;
  setProfile: (issue: string, profile: string) => Promise<unknown>;
  showFolder: (issue: string, dir: string) => Promise<void>;
}

/** What it asks of the issue: its rundown and the profiles to choose from. */
export interface SendDraft {
  rundown: ItemView[];
  card: { profile: string; usual_profile: string; profiles: ProfileName[]; subject: string };
}

export type Work = 'export' | 'copy' | 'eml' | '';

/** An issue at the Send desk. */
export class Send {
  profile = $state('');
  profiles = $state.raw<readonly ProfileName[]>([]);
  rundown = $state.raw<readonly ItemView[]>([]);
  subject = $state('');
  judged = $state.raw<Judged | null>(null);
  receipts = $state.raw<readonly ReceiptCard[] | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** What is being done. */
  work = $state<Work>('');

  readonly #backend: SendBackend;
  readonly #notices: Notices;
  readonly #issue: string;
  #judging = 0;

  constructor(issue: string, backend: SendBackend, notices: Notices) {
    this.#issue = issue;
    this.#backend = backend;
    this.#notices = notices;
  }

  /** The title of the profile in use. */
  get profileTitle(): string {
    return this.profiles.find(({ name }) => name === this.profile)?.title ?? this.profile;
  }

  async open(draft: (issue: string) => Promise<SendDraft>): Promise<void> {
    this.fault = null;
    try {
      const { card, rundown } = await draft(this.#issue);
      this.profiles = card.profiles;
      this.profile = card.profile === '' ? card.usual_profile : card.profile;
      this.rundown = rundown;
      this.subject = card.subject;
    } catch (reason) {
      this.fault = asFault(reason);
      return;
    }
    await Promise.all([this.judge(), this.#readReceipts()]);
  }

  async choose(profile: string): Promise<void> {
    this.profile = profile;
    // It is the issue's from now on: the preview, and the next export, have its merge tags too.
    await this.#notices.told(() => this.#backend.setProfile(this.#issue, profile));
    await this.judge();
  }

  async judge(): Promise<void> {
    const turn = ++this.#judging;
    await this.#notices.told(async () => {
      const judged = await this.#backend.judge(this.#issue, this.profile);
      if (turn === this.#judging) this.judged = judged;
    });
  }

  export(): Promise<void> {
    return this.#working('export', () => this.#backend.export(this.#issue, this.profile));
  }

  /** Once more into the folder of a past export. */
  exportAgain(dir: string): Promise<void> {
    return this.#working('export', () => this.#backend.exportAgain(this.#issue, this.profile, dir));
  }

  copy(): Promise<void> {
    return this.#working('copy', async () => {
      const bytes = await this.#backend.copyHTML(this.#issue, this.profile);
      this.#notices.done(say.copied(bytes, this.profileTitle));
      return null;
    });
  }

  saveEML(): Promise<void> {
    return this.#working('eml', async () => {
      const path = await this.#backend.saveEML(this.#issue, this.profile);
      if (path !== '') this.#notices.done(say.savedEML, null, path);
      return null;
    });
  }

  async showFolder(dir: string): Promise<void> {
    await this.#notices.told(() => this.#backend.showFolder(this.#issue, dir));
  }

  async #working(work: Work, run: () => Promise<ReceiptCard | null>): Promise<void> {
    if (this.work !== '') {
      this.#notices.done(say.busy);
      return;
    }
    this.work = work;
    await this.#notices.told(async () => {
      // Then it is done: what the desk reads of it need not keep anybody from the next.
      const receipt = await run().finally(() => (this.work = ''));
      if (receipt === null || receipt.dir === '') return;
      const { dir, proof } = receipt;
      const show = { label: say.showFolder, run: () => this.showFolder(dir) };
      this.#notices.done(proof ? say.exportedProof : say.exported, show, dir);
      await Promise.all([this.#readReceipts(), this.judge()]);
    });
  }

  async #readReceipts(): Promise<void> {
    await this.#notices.told(async () => {
      this.receipts = (await this.#backend.receipts(this.#issue)) ?? [];
    });
  }
}
