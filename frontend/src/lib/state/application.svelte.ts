import * as backend from '../backend';
import { frameCommands } from '../commands/frame';
import { isMac, pressed } from '../commands/keys';
import type { MenuEntry } from '../ui/menu';
import { words } from '../words';
import { backups as backupsSay } from '../words/backups';
import { frame as say } from '../words/frame';
import { library as librarySay } from '../words/library';
import { Backups } from './backups.svelte';
import { Forms } from './forms';
import { Library } from './library.svelte';
import { tellOfMirror } from './mirror';
import { Notices } from './notices.svelte';
import { Preferences, TEXT_SIZE } from './preferences.svelte';
import { isReviewFile, takeReviewFiles, tellRefused, tellTaken } from './reviewfiles';
import { readSpot } from './spot';
import { desks, ofIssue, Workspace, type Desk } from './workspace.svelte';
import { writeHost, type WriteHost } from './writing';

const MOST_ISSUES = 12;
/** Under this a page that begins anew finds what was restored. */
const RESTORED = 'restored';
const TEXT = /\.(?:md|markdown|txt)$/i;

/** The window: what it opens on, what it hears, and what its keys do. */
export class Application {
  readonly workspace: Workspace;
  readonly writing: WriteHost;
  readonly forms: Forms;
  readonly #mac = isMac();
  #first: backend.DraftView | null = null;

  ready = $state(false);
  /** The form for a new issue is open in the Library. */
  newIssue = $state(false);
  systemDark = $state(false);

  readonly theme = $derived.by(() => {
    const wanted = this.workspace.preferences.values.theme;
    return wanted === 'system' ? (this.systemDark ? 'dark' : 'light') : wanted;
  });

  constructor() {
    const notices = new Notices();
    const library = new Library(
      {
        ...backend.library,
        exportIssueFile: (issue) =>
          this.workspace.afterWords(backend.library.exportIssueFile)(issue),
        exportCriticFile: (issue) =>
          this.workspace.afterWords(backend.library.exportCriticFile)(issue),
        newIssue: async (publication, ask) => {
          if (ask.from === '') return backend.library.newIssue(publication, ask);
          const like = (): Promise<backend.IssueCard> => backend.library.newIssue(publication, ask);
          return this.workspace.afterWords(like)(ask.from);
        },
      },
      notices,
    );
    const preferences = new Preferences(backend.settings);
    this.workspace = new Workspace({ library, preferences, notices });
    this.writing = writeHost(this.workspace, (issue) => this.#draft(issue));
    this.forms = new Forms(
      { ...backend.settings, me: backend.notes.me, rename: backend.notes.rename },
      (name, holder) => this.workspace.hold(name, holder, true),
    );
    this.workspace.frameCommands = frameCommands(this.workspace, {
      newIssue: () => this.askNewIssue(),
      importFile: () => this.importFile(),
      reviewFile: () => this.openReviewFile(),
      sample: () => this.openSample(),
      showData: () => this.showData(),
      backUp: () => this.#backUp(),
      theme: () => preferences.set('theme', this.theme === 'dark' ? 'light' : 'dark'),
      textSize: (step) => this.#textSize(step),
    });
  }

  /** Reads what the window opens on. */
  async start(): Promise<void> {
    const { workspace } = this;
    let begin: backend.Beginning;
    try {
      begin = await backend.begin();
    } catch (reason) {
      workspace.library.fault = backend.asFault(reason);
      return;
    }
    workspace.preferences.take(begin.preferences);
    workspace.library.take(begin.shelf);
    const wanted = workspace.library.issue(begin.issue) ?? workspace.library.last;
    const last = desks.find((desk) => desk === workspace.preferences.values.desk) ?? 'library';
    const desk = begin.asked ? 'write' : this.#place(last);
    // Later it would be of another time.
    if (desk === 'write') this.#first = begin.draft;
    if (wanted !== null) workspace.open(wanted.id, begin.issue === '' ? 'library' : desk);
    if (begin.resumed) this.#resume(begin.preferences.resume ?? '');
    this.ready = true;
    this.#tellMended(begin.mended);
    for (const file of begin.refused) tellRefused(workspace, file);
    if (begin.taken.length > 0) await tellTaken(workspace, begin.taken);
    const restored = sessionStorage.getItem(RESTORED);
    if (restored === null) return;
    sessionStorage.removeItem(RESTORED);
    const { time, before } = JSON.parse(restored) as backend.Events['restored'];
    workspace.notices.lasting(
      backupsSay.restored(time),
      { label: backupsSay.undo, run: () => void this.#takeBack(before) },
      '',
    );
  }

  /** Restores the backup that a restore made of what was there. */
  async #takeBack(before: string): Promise<void> {
    const { workspace } = this;
    await workspace.preferences.flush();
    if (await workspace.settle())
      await workspace.notices.told(() => backend.backups.restore(before));
    else
      workspace.notices.fault(new backend.Fault('busy', say.notThere.message, say.notThere.hint));
  }

  /** Says once what was wrong with the store. */
  #tellMended(mended: backend.MendedView | null): void {
    if (mended === null) return;
    const { notices } = this.workspace;
    const show = mended.aside
      ? {
          label: say.showAside,
          run: () => notices.told(() => backend.frame.showAside()),
          shows: true,
        }
      : null;
    if (mended.whole) notices.lasting(mended.message, show, mended.hint);
    else notices.fault(new backend.Fault('mismatch', mended.message, mended.hint), show);
  }

  /** Goes where the person was when the page stopped. */
  #resume(kept: string): void {
    const spot = readSpot(kept);
    const { workspace } = this;
    if (spot !== null && workspace.library.issue(spot.issue) !== null) {
      const { issue, item, caret, desk } = spot;
      workspace.open(issue, this.#place(desk), { item, words: '', caret });
    }
    workspace.notices.done(say.resumed);
  }

  /** An issue as it is opened; the one that the window opens on is here already, once. */
  async #draft(issue: string): Promise<backend.DraftView> {
    const first = this.#first;
    this.#first = null;
    return first?.issue === issue ? first : backend.draft(issue);
  }

  /** Settings is nothing to begin a day with. */
  #place(desk: Desk): Desk {
    return desk === 'settings' ? 'write' : desk;
  }

  /** Hears the program, and the system's theme; the answer stops it. */
  listen(): () => void {
    const { workspace } = this;
    const scheme = matchMedia('(prefers-color-scheme: dark)');
    const follow = (): void => void (this.systemDark = scheme.matches);
    follow();
    scheme.addEventListener('change', follow);
    backend.askForDrops();
    // Said at once: a page that is hidden may be asleep before the next ping.
    const seen = (): void => void backend.frame.pong(0, isSeen()).catch(() => undefined);
    document.addEventListener('visibilitychange', seen);
    const resized = keepSize();
    addEventListener('resize', resized);
    const stops = [
      () => removeEventListener('resize', resized),
      () => document.removeEventListener('visibilitychange', seen),
      backend.on('menu', ({ command }) => workspace.runById(command)),
      backend.on('dropped', ({ paths }) => void this.dropped(paths)),
      backend.on('closing', (number) => void this.#handOver(number)),
      backend.on('saved', ({ issue }) => workspace.written(issue)),
      backend.on('unsaved', ({ issue, message, hint }) => workspace.unsaved(issue, message, hint)),
      backend.on('restored', (restored) => {
        sessionStorage.setItem(RESTORED, JSON.stringify(restored));
        location.reload(); // nothing that is here is of what is there now
      }),
      backend.on('taken', (taken) => void tellTaken(workspace, [taken])),
      backend.on('refused', (file) => tellRefused(workspace, file)),
      backend.on('room', (said) => workspace.trouble.room(said)),
      backend.on(
        'ping',
        (number) => void backend.frame.pong(number, isSeen()).catch(() => undefined),
      ),
      backend.on('changed', ({ issue }) => {
        void workspace.library.load();
        // Comments come with the text, and hang on it.
        if (workspace.issue !== '' && (issue === '' || issue === workspace.issue))
          this.writing.review(workspace.issue).stir();
      }),
      backend.on('links', (asked) => {
        if (asked.issue === workspace.issue) this.writing.preflight(asked.issue).links.hear(asked);
      }),
      backend.on('mirror', (event) => tellOfMirror(event, workspace.notices, this.writing.take)),
      () => scheme.removeEventListener('change', follow),
    ];
    return () => stops.forEach((stop) => stop());
  }

  /** The window is about to close: what is still here goes first. */
  async #handOver(number: number): Promise<void> {
    const { workspace } = this;
    const [all] = await Promise.all([workspace.settle(), workspace.preferences.flush()]);
    await backend.frame.handOver(number, all).catch(() => undefined);
  }

  /** A key that the person chose comes before what the text's editor would do with it. */
  ownKey(event: KeyboardEvent): void {
    const { workspace } = this;
    const keys = pressed(event, this.#mac);
    const isOwn = Object.values(workspace.preferences.values.keys).includes(keys);
    // In Settings keys are chosen by being pressed.
    const elsewhere = workspace.palette || workspace.sheet || workspace.desk === 'settings';
    if (event.isComposing || elsewhere || !isOwn) return;
    if (!workspace.press(keys, isWriting(event.target))) return;
    event.preventDefault();
    event.stopPropagation();
  }

  key(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const { workspace } = this;
    if (workspace.palette || workspace.sheet) return;
    const keys = pressed(event, this.#mac);
    if (workspace.press(keys, isWriting(event.target))) event.preventDefault();
    else if (keys === 'Escape' && workspace.notices.dismissLast()) event.preventDefault();
  }

  /** The keys of a command by its name. */
  keysOf(id: string): string {
    const command = this.workspace.commands.find((one) => one.id === id);
    return command === undefined ? '' : this.workspace.keys(command);
  }

  /** Which panes are shown; null where a desk has none. */
  get panes(): { left: boolean; right: boolean | null } {
    const { desk, preferences } = this.workspace;
    const { panes } = preferences.values;
    return { left: panes.leftShown, right: ofIssue(desk) ? panes.rightShown : null };
  }

  /** Shows or hides one. */
  pane(change: { leftShown?: boolean; rightShown?: boolean }): void {
    this.workspace.preferences.pane(change);
  }

  /** The issues of the publication to switch to. */
  get issueMenu(): MenuEntry[] {
    const { workspace } = this;
    const issues = (workspace.publication?.issues ?? []).filter((issue) => !issue.archived);
    const desk = ofIssue(workspace.desk) ? workspace.desk : 'write';
    const entries = issues.slice(0, MOST_ISSUES).map((issue) => ({
      label: librarySay.subject(issue.subject),
      detail: words.issueLine(issue.number, ''),
      checked: issue.id === workspace.issue,
      run: () => workspace.open(issue.id, desk),
    }));
    if (entries.length === 0) return [];
    return [...entries, null, { label: say.allIssues, run: () => workspace.go('library') }];
  }

  askNewIssue(): void {
    this.workspace.go('library');
    this.newIssue = true;
  }

  async importFile(): Promise<void> {
    this.#opened(await this.workspace.library.importFile());
  }

  async openSample(): Promise<void> {
    this.#opened(await this.workspace.library.openSample());
  }

  /** Files with paths, as the system's window gets them. Pictures are the writing desk's. */
  async dropped(paths: string[]): Promise<void> {
    const files = paths.filter(isReviewFile);
    if (files.length > 0)
      await takeReviewFiles(this.workspace, () => backend.notes.takeReviewPaths(files));
    const texts = paths.filter((path) => TEXT.test(path));
    if (texts.length > 0) this.#opened(await this.workspace.library.importPaths(texts));
    else if (this.workspace.desk !== 'write' && files.length === 0)
      this.workspace.notices.done(say.drop.refused);
  }

  /** Review files, as the person chooses them. */
  openReviewFile(): Promise<void> {
    return takeReviewFiles(this.workspace, () => backend.notes.openReviewFile());
  }

  /** Files without paths, as a browser gets them. */
  drop(event: DragEvent): void {
    // Whatever nobody took must not take the page's place.
    if (event.defaultPrevented) return;
    event.preventDefault();
    const files = Array.from(event.dataTransfer?.files ?? []);
    if (backend.dropsArePaths() || files.length === 0) return;
    const texts = files.filter((file) => TEXT.test(file.name));
    if (texts.length > 0) {
      void this.workspace.library
        .importFiles(texts, backend.postImport)
        .then((issue) => this.#opened(issue));
    } else if (this.workspace.desk !== 'write') this.workspace.notices.done(say.drop.refused);
  }

  showData(): Promise<unknown> {
    return this.workspace.notices.told(() => backend.frame.showData());
  }

  /** The same as the button of Settings does, from anywhere. */
  #backUp(): Promise<void> {
    const { workspace } = this;
    return new Backups(backend.backups, workspace.notices, async () => {
      await workspace.preferences.flush();
      return workspace.settle();
    }).backUp();
  }

  #opened(issue: backend.IssueCard | null): void {
    if (issue !== null) this.workspace.open(issue.id);
  }

  #textSize(step: 1 | -1): void {
    const { preferences } = this.workspace;
    const size = Math.round(preferences.values.text_size + step * 0.6);
    preferences.set('text_size', Math.max(TEXT_SIZE.least, Math.min(size, TEXT_SIZE.most)));
  }
}

/** Has the window's size kept when a change of it has come to rest. */
function keepSize(): () => void {
  let rest: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(rest);
    // A size that is not kept is as usual next time: nothing to interrupt anyone with.
    rest = setTimeout(() => void backend.frame.keepSize().catch(() => undefined), 500);
  };
}

/** A page that nobody can see may sleep, and does not answer then. */
const isSeen = (): boolean => document.visibilityState === 'visible';

/** Whether keys write letters there. */
function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
