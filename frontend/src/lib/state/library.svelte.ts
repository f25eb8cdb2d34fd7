import { asFault, Fault } from '../backend/fault';
import type { ImportedIssue, IssueCard, NewIssue, PublicationCard, Shelf } from '../backend';
import { library as say } from '../words/library';
import type { Notices } from './notices.svelte';

/** The shelf as it was read; mostly there is no problem. */
type Read = Pick<Shelf, 'publications'> & Partial<Shelf>;

/** What the Library needs of the backend. */
export interface LibraryBackend {
  shelf: () => Promise<Read>;
  newPublication: (name: string, sender: string) => Promise<PublicationCard>;
  newIssue: (publication: string, ask: NewIssue) => Promise<IssueCard>;
  archiveIssue: (id: string, archived: boolean) => Promise<void>;
  deleteIssue: (id: string) => Promise<void>;
  restoreIssue: (id: string) => Promise<void>;
  archivePublication: (id: string, archived: boolean) => Promise<void>;
  deletePublication: (id: string) => Promise<void>;
  restorePublication: (id: string) => Promise<void>;
  importFile: (publication: string) => Promise<ImportedIssue[] | null>;
  importPaths: (publication: string, paths: string[]) => Promise<ImportedIssue[] | null>;
  exportIssueFile: (issue: string) => Promise<string>;
  exportCriticFile: (issue: string) => Promise<string>;
  openSample: () => Promise<IssueCard>;
}

/** The publications and their issues. What goes wrong is told by a notice and never thrown. */
export class Library {
  /** Null until it was read once. */
  publications = $state.raw<readonly PublicationCard[] | null>(null);
  fault = $state.raw<Fault | null>(null);
  /** The publication that is looked at. */
  chosen = $state('');
  showArchived = $state(false);

  readonly publication = $derived(this.publications?.find(({ id }) => id === this.chosen) ?? null);
  readonly issues = $derived(
    (this.publication?.issues ?? []).filter((issue) => this.showArchived || !issue.archived),
  );
  readonly archivedCount = $derived(
    (this.publication?.issues ?? []).filter((issue) => issue.archived).length,
  );
  /** Nothing is on the shelf. */
  readonly empty = $derived(this.publications?.length === 0);

  readonly #backend: LibraryBackend;
  readonly #notices: Notices;
  #problem = '';

  constructor(backend: LibraryBackend, notices: Notices) {
    this.#backend = backend;
    this.#notices = notices;
  }

  async load(): Promise<void> {
    try {
      this.take(await this.#backend.shelf());
    } catch (reason) {
      // What stands on the shelf stays to be seen; an empty window says what is wrong.
      if (this.publications === null) this.fault = asFault(reason);
      else this.#notices.fault(reason);
    }
  }

  take({ publications, problem = '', hint = '' }: Read): void {
    // Once: it is read again at every visit.
    if (problem !== '' && problem !== this.#problem)
      this.#notices.fault(new Fault('mismatch', problem, hint));
    this.#problem = problem;
    this.publications = publications;
    this.fault = null;
    if (this.publication === null)
      this.chosen = (publications.find((one) => !one.archived) ?? publications[0])?.id ?? '';
  }

  /** An issue's card; null when it is not on the shelf. */
  issue(id: string): IssueCard | null {
    for (const publication of this.publications ?? []) {
      const found = publication.issues.find((issue) => issue.id === id);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** What an issue's own settings say now; the shelf is read again only when somebody looks at it. */
  told(id: string, now: Pick<IssueCard, 'number' | 'date' | 'subject'>): void {
    const known = this.issue(id);
    if (known === null) return;
    const { number, date, subject } = now;
    if (known.number === number && known.date === date && known.subject === subject) return;
    const card = { ...known, number, date, subject };
    this.publications = (this.publications ?? []).map((publication) =>
      publication.id === known.publication
        ? { ...publication, issues: publication.issues.map((one) => (one.id === id ? card : one)) }
        : publication,
    );
  }

  publicationOf(id: string): PublicationCard | null {
    const issue = this.issue(id);
    return this.publications?.find((one) => one.id === issue?.publication) ?? null;
  }

  /** The newest issue, which a new one is usually made like. */
  get last(): IssueCard | null {
    return this.publication?.issues.find((issue) => !issue.archived) ?? null;
  }

  /** 74 → 75, 12a → “”: what comes after the last number. */
  get nextNumber(): string {
    const numbers = (this.publication?.issues ?? [])
      .map(({ number }) => Number(number))
      .filter((number) => Number.isInteger(number) && number > 0);
    return numbers.length === 0 ? '' : String(Math.max(...numbers) + 1);
  }

  newPublication(name: string, sender: string): Promise<PublicationCard | null> {
    return this.#made(async () => {
      const card = await this.#backend.newPublication(name, sender);
      this.chosen = card.id;
      return card;
    });
  }

  newIssue(publication: string, ask: NewIssue): Promise<IssueCard | null> {
    return this.#made(() => this.#backend.newIssue(publication, ask));
  }

  /** The same again, to be changed. */
  duplicate(issue: IssueCard): Promise<IssueCard | null> {
    const ask = { from: issue.id, number: '', date: '', subject: say.copyOf(issue.subject) };
    return this.#made(() => this.#backend.newIssue(issue.publication, ask), say.duplicated);
  }

  openSample(): Promise<IssueCard | null> {
    return this.#made(async () => {
      const card = await this.#backend.openSample();
      this.chosen = card.publication;
      return card;
    });
  }

  archiveIssue(issue: IssueCard, archived = !issue.archived): Promise<void> {
    const set = (to: boolean): Promise<void> => this.#backend.archiveIssue(issue.id, to);
    return this.#undoable(
      () => set(archived),
      () => set(!archived),
      archived ? say.archived(say.name(issue)) : say.unarchived(say.name(issue)),
    );
  }

  deleteIssue(issue: IssueCard): Promise<void> {
    return this.#undoable(
      () => this.#backend.deleteIssue(issue.id),
      () => this.#backend.restoreIssue(issue.id),
      say.deleted(say.name(issue)),
    );
  }

  archivePublication(card: PublicationCard, archived = !card.archived): Promise<void> {
    const set = (to: boolean): Promise<void> => this.#backend.archivePublication(card.id, to);
    return this.#undoable(
      () => set(archived),
      () => set(!archived),
      archived ? say.archived(card.name) : say.unarchived(card.name),
    );
  }

  deletePublication(card: PublicationCard): Promise<void> {
    return this.#undoable(
      () => this.#backend.deletePublication(card.id),
      () => this.#backend.restorePublication(card.id),
      say.deletedPublication(card.name, card.issues.length),
    );
  }

  importFile(): Promise<IssueCard | null> {
    return this.#imported(() => this.#backend.importFile(this.chosen));
  }

  importPaths(paths: string[]): Promise<IssueCard | null> {
    return this.#imported(() => this.#backend.importPaths(this.chosen, paths));
  }

  /** Files that a browser dropped, one after the other. */
  importFiles(files: File[], post: (publication: string, file: File) => Promise<ImportedIssue>) {
    return this.#imported(async () => {
      const made: ImportedIssue[] = [];
      for (const file of files) made.push(await post(this.chosen, file));
      return made;
    });
  }

  exportFile(issue: IssueCard): Promise<void> {
    return this.#written(() => this.#backend.exportIssueFile(issue.id));
  }

  /** With what is open of its suggestions and comments in the copy. */
  exportCritic(issue: string): Promise<void> {
    return this.#written(() => this.#backend.exportCriticFile(issue));
  }

  async #written(write: () => Promise<string>): Promise<void> {
    await this.#notices.told(async () => {
      const path = await write();
      if (path !== '') this.#notices.done(say.savedFile, null, path);
    });
  }

  /** The last issue that was imported, with a word about each. */
  #imported(work: () => Promise<ImportedIssue[] | null>): Promise<IssueCard | null> {
    return this.#made(async () => {
      const made = (await work()) ?? [];
      for (const { issue, notes } of made) {
        this.#notices.done(say.imported(say.name(issue)), null, notes.join(' '));
      }
      const last = made.at(-1)?.issue ?? null;
      if (last !== null) this.chosen = last.publication;
      return last;
    });
  }

  async #made<T>(work: () => Promise<T>, text = ''): Promise<T | null> {
    try {
      const made = await work();
      await this.load();
      if (text !== '') this.#notices.done(text);
      return made;
    } catch (reason) {
      this.#notices.fault(reason);
      return null;
    }
  }

  async #undoable(
    work: () => Promise<void>,
    back: () => Promise<void>,
    text: string,
  ): Promise<void> {
    const done = await this.#made(() => work().then(() => true));
    if (done === null) return;
    const undo = (): Promise<unknown> => this.#made(() => back());
    this.#notices.done(text, { label: say.undo, run: undo });
  }
}
