import { untrack } from 'svelte';

import { Fault, type Range, type Size } from '../backend';
import { canRun, type Command } from '../commands/command';
import { keysOf } from '../commands/keymap';
import { isChord } from '../commands/keys';
import { remembered } from '../commands/search';
import { frame as say } from '../words/frame';
import type { Library } from './library.svelte';
import { Notices } from './notices.svelte';
import type { Preferences } from './preferences.svelte';
import { Trouble } from './trouble.svelte';

export const desks = ['library', 'write', 'review', 'preflight', 'send', 'settings'] as const;
export type Desk = (typeof desks)[number];

/** Whether a desk is about the issue that is open. */
export const ofIssue = (desk: Desk): boolean =>
  desk === 'write' || desk === 'review' || desk === 'preflight' || desk === 'send';

/** The pages of Settings: those of the newsletter, then those of the program. */
export const sections = {
  newsletter: ['publication', 'house'],
  program: ['you', 'appearance', 'keyboard', 'model', 'mirror', 'backups'],
} as const;
export type Section = (typeof sections)[keyof typeof sections][number];

/** Whether what was written is on the disk. `stuck` says what to do about it. */
export interface Saved {
  state: 'saved' | 'waiting' | 'stuck';
  message: string;
  hint: string;
}

export const allSaved: Saved = { state: 'saved', message: '', hint: '' };

/** What the foot tells of the open issue; the open desk keeps it true. */
export interface Foot {
  issue: string;
  words: number;
  budget: Range | null;
  size: Size | null;
}

/** Somebody who may hold words that are not with the desk yet: has them go there, and says whether they did. */
export type Holder = () => Promise<boolean>;

/** A place in an issue that Write is asked to go to, once. */
export interface Target {
  issue: string;
  /** The item's id, or its 1-based place in the rundown, as a finding has it. */
  item: string | number;
  /** The exact words to select; empty for the item itself. */
  words: string;
  /** Where the caret was, when that is known. */
  caret?: number;
}

/** Where the person is, and what the parts of the window have in common. */
export class Workspace {
  desk = $state<Desk>('library');
  /** The open issue's id; empty for none. */
  issue = $state('');
  /** The page of Settings that is open. */
  section = $state<Section>('publication');
  /** The field of Settings that somebody goes to. */
  field = '';
  target = $state.raw<Target | null>(null);
  foot = $state.raw<Foot | null>(null);
  saved = $state.raw<Saved>(allSaved);
  palette = $state(false);
  sheet = $state(false);
  /** Who still holds words that were typed, by what they belong to. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping: nothing shows it
  readonly #holders = new Map<string, { holder: Holder; isAround: boolean }>();
  /** What can be done at the open desk beside what can be done everywhere: it sets them itself. */
  deskCommands = $state.raw<readonly Command[]>([]);
  /** The same of every desk that was open since the start: their keys can be changed from elsewhere. */
  seen = $state.raw<Readonly<Record<string, readonly Command[]>>>({});
  /** What can be done everywhere. */
  frameCommands = $state.raw<readonly Command[]>([]);

  readonly commands = $derived([...this.frameCommands, ...this.deskCommands]);
  readonly card = $derived.by(() => this.library.issue(this.issue));
  readonly publication = $derived.by(
    () => this.library.publicationOf(this.issue) ?? this.library.publication,
  );

  /** What the foot shows where an issue is on the screen: what the desk told, else what the shelf knows. */
  readonly figures = $derived.by(() => {
    if (!ofIssue(this.desk)) return null;
    if (this.foot?.issue === this.issue) return this.foot;
    return this.card === null ? null : { words: this.card.words, budget: null, size: null };
  });

  readonly trouble = new Trouble();
  readonly notices: Notices;
  readonly preferences: Preferences;
  readonly library: Library;

  constructor(parts: { library: Library; preferences: Preferences; notices: Notices }) {
    this.library = parts.library;
    this.preferences = parts.preferences;
    this.notices = parts.notices;
  }

  /**
   * Whose words have to be there before anything is sent, or the window closes: an issue's, by its
   * id, or what stands around all issues.
   */
  hold(name: string, holder: Holder | null, isAround = false): void {
    if (holder === null) this.#holders.delete(name);
    else this.#holders.set(name, { holder, isAround });
  }

  /** Has everything typed reach the desk, and says whether it did. */
  async settle(): Promise<boolean> {
    const all = Array.from(this.#holders.values(), ({ holder }) => holder());
    return (await Promise.all(all)).every(Boolean);
  }

  /** The same for one issue. What stands around it goes too, but does not hold it up. */
  async settleIssue(issue: string): Promise<boolean> {
    const [isThere] = await Promise.all([
      this.#holders.get(issue)?.holder() ?? true,
      this.settleAround(),
    ]);
    return isThere;
  }

  async settleAround(): Promise<void> {
    const around = Array.from(this.#holders.values()).filter(({ isAround }) => isAround);
    await Promise.all(around.map(({ holder }) => holder()));
  }

  /** A call of the desk that wants all words of an issue to be there. */
  afterWords<A extends [issue: string, ...unknown[]], R>(
    call: (...given: A) => Promise<R>,
  ): (...given: A) => Promise<R> {
    return async (...given) => {
      if (!(await this.settleIssue(given[0])))
        throw new Fault('busy', say.notThere.message, say.notThere.hint);
      return call(...given);
    };
  }

  /** Goes to a desk; Write, Review, Preflight and Send need an issue, and take the newest one when none is open. */
  go(desk: Desk): void {
    const needs = ofIssue(desk);
    const newest = this.library.last;
    if (needs && this.issue === '' && newest !== null) {
      this.open(newest.id, desk);
      return;
    }
    const wanted = this.canGo(desk) ? desk : 'library';
    if (this.desk !== wanted) {
      this.deskCommands = [];
      this.section = 'publication';
      this.field = '';
    }
    this.desk = wanted;
    this.preferences.set('desk', wanted);
    if (wanted === 'library') void this.library.load();
  }

  /** Opens Settings at a page, and at a field of it. */
  settingsAt(section: Section, field = ''): void {
    this.go('settings');
    this.section = section;
    this.field = field;
  }

  canGo(desk: Desk): boolean {
    return (
      this.issue !== '' || this.library.last !== null || desk === 'library' || desk === 'settings'
    );
  }

  /** The same, for a desk by its name. */
  goTo(name: string): void {
    const desk = desks.find((one) => one === name);
    if (desk !== undefined) this.go(desk);
  }

  /** Opens an issue, at the place that is asked for. */
  open(issue: string, desk: Desk = 'write', target: Omit<Target, 'issue'> | null = null): void {
    if (this.issue !== issue) {
      this.issue = issue;
      this.foot = null;
      this.saved = allSaved;
    }
    this.target = target === null ? null : { issue, ...target };
    const publication = this.library.issue(issue)?.publication;
    if (publication !== undefined) this.library.chosen = publication;
    this.go(desk);
  }

  /** The open issue is no longer on the shelf. */
  close(): void {
    this.issue = '';
    this.foot = null;
    this.saved = allSaved;
    if (this.desk !== 'settings') this.go('library');
  }

  /** The open desk says what can be done at it. */
  offer(desk: Desk, commands: readonly Command[]): void {
    // A desk that goes takes nothing from the one that came.
    if (desk !== this.desk) return;
    this.deskCommands = commands;
    const lasting = commands.filter(({ keys }) => keys !== undefined && keys !== '');
    if (lasting.length > 0) this.seen = { ...untrack(() => this.seen), [desk]: lasting };
  }

  keys(command: Command): string {
    return keysOf(command, this.preferences.values.keys);
  }

  run(command: Command): void {
    if (!canRun(command)) return;
    this.preferences.set('recent', remembered(this.preferences.values.recent, command.id));
    void command.run();
  }

  /** Runs what is on these keys; true when there was something. */
  press(keys: string, writing: boolean): boolean {
    if (keys === '' || (writing && !isChord(keys))) return false;
    const command = this.commands.find((one) => this.keys(one) === keys && canRun(one));
    if (command === undefined) return false;
    void command.run();
    return true;
  }

  /** A native menu item. */
  runById(id: string): void {
    const command = this.commands.find((one) => one.id === id);
    if (command !== undefined) this.run(command);
  }

  unsaved(issue: string, message: string, hint: string): void {
    this.trouble.unsaved(issue, { message, hint });
    if (issue === this.issue) this.saved = { state: 'stuck', message, hint };
  }

  /** Written after all. */
  written(issue: string): void {
    this.trouble.saved(issue);
    // At the writing desk the desk itself knows what is still on its way.
    const elsewhere = this.desk !== 'write' || this.saved.state === 'stuck';
    if (issue === this.issue && elsewhere) this.saved = allSaved;
  }

  get title(): string {
    const { card } = this;
    if (card === null || this.desk === 'library')
      return say.title(this.publication?.name ?? '', '');
    return say.title(this.publication?.name ?? '', card.number);
  }
}
