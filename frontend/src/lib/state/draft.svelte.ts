/* eslint-disable svelte/prefer-svelte-reactivity -- the maps here are bookkeeping: nothing shows them */
import { type ChangeSet, Text } from '@codemirror/state';

import {
  type AcceptedItem,
  type DraftView,
  type Echo,
  type Fault,
  type Grammar,
  type ItemView,
  type Page,
  type PictureAdded,
  type Card,
  type RundownView,
  type Restored,
  type Simulated,
  asFault,
} from '../backend';
import type { CopyEditor, OpenItem } from '../editor';
import type { Span } from '../editor/pasted';
import { CardForm } from './draft-card.svelte';
import { DraftHistory, type HistoryDesk } from './draft-history';
import { type Saved, Saving } from './draft-saving.svelte';
import { Outbox, type Pace, type Wire } from './outbox';
import { Preview } from './preview.svelte';
import { Rundown, type RundownDesk } from './rundown.svelte';
import { isNothing, joined, nothing, type Unsent } from './unsent';

/** What a draft needs of the backend. */
export interface DraftDesk extends Wire<Echo>, RundownDesk, HistoryDesk {
  draft: (issue: string) => Promise<DraftView>;
  page: (issue: string) => Promise<Page>;
  text: (issue: string) => Promise<string>;
  simulated: (issue: string, name: string) => Promise<Simulated>;
  leave: (issue: string, item: string) => Promise<void>;
  setCard: (issue: string, card: Card) => Promise<Card>;
  on: (event: string, handler: (detail: unknown) => void) => () => void;
}

/** Where a draft says what happened. */
export interface Notices {
  say: (
    message: string,
    more?: { hint?: string; action?: { label: string; run: () => void }; key?: string },
  ) => void;
  /** What was said under that key is not so any more. */
  unsay: (key: string) => void;
}

/** An issue that is open for writing. */
export class Draft {
  readonly issue: string;
  readonly rundown: Rundown;
  readonly preview: Preview;
  readonly card: CardForm;
  readonly history: DraftHistory;
  readonly saving: Saving;

  view = $state.raw<DraftView | null>(null);
  fault = $state.raw<Fault | null>(null);
  grammar = $state.raw<Grammar | null>(null);

  readonly #desk: DraftDesk;
  readonly #notices: Notices;
  readonly #outbox: Outbox<Echo>;
  #copies = new Map<string, string>();
  #editor: CopyEditor | null = null;
  #stop: (() => void)[] = [];
  #before: Draft | null;
  /** What the draft before this one could not send, until it is typed here. */
  #unsent: Unsent = nothing;
  #opening: Promise<void> = Promise.resolve();
  /** Items that are being taken away. */
  readonly #leaving = new Set<string>();

  /** `before` is the draft of the same issue that was left last, if it is still trying. */
  constructor(
    issue: string,
    desk: DraftDesk,
    notices: Notices,
    { before = null, pace = {} }: { before?: Draft | null; pace?: Partial<Pace> } = {},
  ) {
    this.issue = issue;
    this.#before = before;
    this.#desk = desk;
    this.#notices = notices;
    this.#outbox = new Outbox<Echo>(
      issue,
      desk,
      {
        echo: (item, echo, later) => this.#echo(item, echo, later),
        failed: (_, reason) => this.saving.notSent(reason),
        recovered: () => this.saving.sentAgain(),
      },
      pace,
    );
    this.saving = new Saving(issue, (item) => this.#outbox.versionSent(item));
    this.preview = new Preview({
      page: () => this.#outbox.alone(() => desk.page(issue)),
      text: () => desk.text(issue),
      simulated: (name) => desk.simulated(issue, name),
      waiting: (item) => this.#outbox.waiting(item),
      copy: (item) => this.textOf(item),
      failed: (reason) => this.#failed(reason),
    });
    this.history = new DraftHistory(
      desk,
      {
        issue,
        settled: () => this.settled(),
        alone: (work) => this.#outbox.alone(work),
        textOf: (item) => this.textOf(item),
        put: (item, restored) => this.#restored(item, restored),
        failed: (reason) => this.#failed(reason),
      },
      notices,
    );
    this.card = new CardForm(
      (card) => desk.setCard(issue, card),
      () => void this.preview.refresh(),
    );
    this.rundown = new Rundown(desk, {
      issue,
      settled: () => this.settled(),
      took: (view) => this.#took(view),
      leave: (item) => this.#away(item),
      gone: (item) => this.#gone(item),
      failed: (reason) => this.#failed(reason),
      say: (message, action) => notices.say(message, action === undefined ? {} : { action }),
    });
  }

  /** Loads the issue, at the item that was open last; what goes wrong is kept in `fault`. */
  open(last = ''): Promise<void> {
    this.#opening = this.#opening.then(() => this.#open(last));
    return this.#opening;
  }

  async #open(last: string): Promise<void> {
    this.fault = null;
    if (this.#before !== null) {
      // It stops before the issue is read: what it still sent afterwards nobody would know of.
      this.#unsent = await this.#before.#giveUp();
      this.#before = null;
    }
    try {
      const view = await this.#desk.draft(this.issue);
      for (const { id, version, copy } of view.copies) this.#know(id, version, copy);
      this.card.open(view.card);
      this.#takeOver(view);
      this.grammar = view.grammar;
      this.rundown.items = view.rundown;
      this.preview.set(view.page);
      this.#stop = [
        this.#desk.on('saved', (detail) => this.saving.onSaved(detail)),
        this.#desk.on('unsaved', (detail) => this.saving.onUnsaved(detail)),
        this.#desk.on('changed', (detail) => this.#onChanged(detail)),
      ];
      this.view = view;
      const place = view.rundown.find(({ id }) => id === last) ?? view.rundown[0];
      this.select(place?.id ?? '');
    } catch (reason) {
      this.fault = asFault(reason);
    }
  }

  /** What was typed before and could not be sent is typed here, and goes from here. */
  #takeOver(view: DraftView): void {
    const { copies, card } = this.#unsent;
    for (const { id, version, copy } of view.copies) {
      const text = copies.get(id);
      if (text === undefined || text.toString() === copy) continue;
      this.#know(id, version, text.toString(), true);
      this.saving.typed(id);
    }
    this.card.type(card);
    this.#unsent = nothing;
  }

  /** Stops trying, and gives what the desk has not got. */
  async #giveUp(): Promise<Unsent> {
    await this.#opening;
    const copies = await this.#outbox.stop();
    return joined(this.#unsent, { copies, card: this.card.stop() });
  }

  /** Loads anew what may have changed elsewhere; what is typed here stays. */
  async again(): Promise<void> {
    await this.rest();
    try {
      const view = await this.#outbox.alone(async () => {
        const there = await this.#desk.draft(this.issue);
        // Before anything is sent: the desk takes what comes now for typed on what it told.
        for (const { id, version, copy } of there.copies) this.#rebase(id, version, copy);
        return there;
      });
      this.card.open(view.card);
      this.grammar = view.grammar;
      this.#editor?.setGrammar(view.grammar);
      this.rundown.items = view.rundown;
      this.preview.set(view.page);
      for (const item of view.rundown) this.#editor?.update(item);
      if (this.rundown.current === null) this.select(view.rundown[0]?.id ?? '');
    } catch (reason) {
      this.#failed(reason);
    }
  }

  /** Another desk is at it: what was typed goes, and a revision is cut of the item that is open. */
  async rest(): Promise<boolean> {
    const [settled, before] = await Promise.all([
      this.settled(),
      this.#before?.rest() ?? true,
      this.card.flush(),
    ]);
    await this.#leave(this.rundown.open);
    return settled && before && this.card.saved && isNothing(this.#unsent);
  }

  /** What the foot says of all that was typed, the card included. */
  get foot(): { saved: Saved; message: string; hint: string } {
    const { state, why } = this.saving;
    if (state === 'unsaved') return { saved: 'unsaved', ...why };
    const { fault } = this.card.problem ?? {};
    if (fault !== undefined) return { saved: 'unsaved', message: fault.message, hint: fault.hint };
    return { saved: this.card.saved ? state : 'saving', message: '', hint: '' };
  }

  /** Puts pictures into the copy that is open now, when they are there. */
  async insert(coming: Promise<readonly PictureAdded[]>): Promise<void> {
    await this.#editor?.pictures(coming);
  }

  /** Whether everything typed is with the desk; after two seconds it is not: it is kept and tried again. */
  settled(): Promise<boolean> {
    const patience = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2000));
    return Promise.race([this.#outbox.settled(), patience]);
  }

  /** The same, and whether all of it is there; what is not is still tried. */
  async close(): Promise<boolean> {
    await this.#opening;
    const settled = await this.rest();
    for (const stop of this.#stop) stop();
    return settled;
  }

  /** The editor is there. */
  attach(editor: CopyEditor): void {
    this.#editor = editor;
    editor.know(this.rundown.items.map((item) => this.#openItem(item)));
    const open = this.rundown.current;
    if (open !== null) editor.open(this.#openItem(open));
    for (const item of this.rundown.items) editor.update(item);
  }

  /** Opens an item for editing. */
  select(id: string): void {
    const item = this.rundown.find(id);
    const before = this.rundown.open;
    if (item === null || id === before || this.#leaving.has(id)) return;
    this.rundown.open = id;
    this.#editor?.open(this.#openItem(item));
    this.#editor?.update(item);
    if (before !== '') void this.#leave(before);
    this.preview.follow(id, 0);
  }

  /** Goes to a place of the copy, where the preview was pressed. */
  goTo(id: string, position: number): void {
    this.select(id);
    this.#editor?.goTo(id, position);
    this.#editor?.focus();
  }

  /** Goes to words of an item, which is named by its id or its 1-based place. */
  goToWords(item: string | number, text: string, caret = 0): void {
    const id = typeof item === 'string' ? item : this.rundown.items[item - 1]?.id;
    if (id === undefined) return;
    this.select(id);
    const copy = this.textOf(id);
    // Of words that are there twice those at the caret are meant.
    const at = text === '' ? -1 : copy.startsWith(text, caret) ? caret : copy.indexOf(text);
    this.#editor?.goTo(id, at < 0 ? caret : at, at < 0 ? 0 : text.length);
    this.#editor?.focus();
    this.preview.seek();
  }

  /** Shows words of an item, and leaves the hand where it is. */
  show(item: string, start: number, end: number): void {
    this.select(item);
    if (start >= 0) this.#editor?.goTo(item, start, end - start);
  }

  step(direction: -1 | 1): void {
    const next = this.rundown.neighbour(direction);
    if (next !== null) this.select(next.id);
  }

  edit(): void {
    this.#editor?.focus();
  }

  run(command: Parameters<CopyEditor['run']>[0]): void {
    this.#editor?.run(command);
  }

  /** The version of an item that the desk has all of; null while something is on its way. */
  version(item: string): number | null {
    return this.#outbox.versionSent(item);
  }

  textOf(item: string): string {
    return this.#editor?.text(item).toString() ?? this.#copies.get(item) ?? '';
  }

  /** The editor's callback: every change of a copy, in order. */
  changed(item: string, changes: ChangeSet, after: Text, pasted: readonly Span[] = []): void {
    // First of all what was typed goes its way: nothing that only shows it may come between.
    this.#outbox.changed(item, changes, after, pasted);
    this.saving.typed(item);
    this.preview.changed(item, changes);
    this.history.changed(item, after);
  }

  #echo(item: string, echo: Echo, later: ChangeSet | null): void {
    this.rundown.update(echo.item);
    // Where a section begins is a place in the text that was sent.
    const move = (start: number): number =>
      later === null ? start : later.mapPos(Math.min(start, later.length));
    const sections = echo.item.sections.map((s) => ({ ...s, start: move(s.start) }));
    this.#editor?.update(later === null ? echo.item : { ...echo.item, sections });
    this.preview.echo(item, echo, later);
    queueMicrotask(() => this.saving.reckon());
  }

  /** The desk changed the rundown by another road than the rundown's own. */
  took(view: RundownView): void {
    this.rundown.items = view.rundown;
    this.#took(view);
  }

  /** The desk found how far items are. */
  restate(items: readonly { id: string; state: string }[]): void {
    const states = new Map(items.map(({ id, state }) => [id, state]));
    for (const item of this.rundown.items)
      this.rundown.update({ ...item, state: states.get(item.id) ?? item.state });
  }

  /** Does it between two messages to the desk; what is typed meanwhile goes afterwards. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#outbox.alone(work);
  }

  /** Suggestions became copy: one step of undo. To be told while it is `alone`. */
  accepted({ item, echo, copy, ids }: AcceptedItem): void {
    this.#restored(item, { echo, copy }, ids);
  }

  #took({ rundown, item, copy }: RundownView): void {
    // Of an item that is known here the text here is ahead, if anything.
    if (copy !== undefined && !this.#copies.has(copy.id))
      this.#know(copy.id, copy.version, copy.copy);
    this.#editor?.know(rundown.map((one) => this.#openItem(one)));
    const about = this.rundown.find(item);
    if (about !== null) {
      this.#editor?.update(about);
      if (item === this.rundown.open) this.#editor?.open(this.#openItem(about));
    }
    void this.preview.refresh();
  }

  #restored(
    item: string,
    { echo, copy }: Pick<Restored, 'echo' | 'copy'>,
    ids: string[] = [],
  ): void {
    this.#rebase(item, echo.version, copy, { undoable: true, ids });
    this.rundown.update(echo.item);
    this.#editor?.update(echo.item);
    void this.preview.refresh();
  }

  #away(item: string): () => void {
    const wasOpen = item === this.rundown.open;
    const next = this.rundown.neighbour(1) ?? this.rundown.neighbour(-1);
    if (wasOpen && next !== null) this.select(next.id);
    else if (wasOpen) {
      this.rundown.open = '';
      this.#editor?.shut();
    }
    this.#leaving.add(item);
    this.#editor?.freeze(item, true);
    return () => {
      this.#leaving.delete(item);
      this.#editor?.freeze(item, false);
      // Whoever writes elsewhere by now stays there.
      if (wasOpen && this.rundown.open === (next?.id ?? '')) this.select(item);
    };
  }

  #gone(item: string): void {
    this.#leaving.delete(item);
    this.#outbox.forget(item);
    this.saving.forget(item);
    this.#copies.delete(item);
    this.#editor?.forget(item);
    if (this.rundown.current !== null) return;
    this.rundown.open = '';
    this.select(this.rundown.items[0]?.id ?? '');
  }

  #know(id: string, version: number, copy: string, isNews = false): void {
    const known = this.#copies.has(id);
    this.#copies.set(id, copy);
    this.#outbox.open(id, version, docOf(copy), isNews);
    if (known) this.#editor?.resync(id, copy);
  }

  /** The desk's copy is another one: what was typed since stays, on top of it. */
  #rebase(
    id: string,
    version: number,
    copy: string,
    { undoable = false, ids = [] as readonly string[] } = {},
  ): void {
    if (!this.#copies.has(id)) {
      this.#know(id, version, copy);
      return;
    }
    const text = this.#outbox.rebased(id, version, docOf(copy));
    if (text === null) return;
    this.#copies.set(id, copy);
    this.#editor?.resync(id, text.toString(), undoable, ids);
  }

  #openItem({ id, kind, story, like }: ItemView): OpenItem {
    return { id, kind, story, like, copy: this.#copies.get(id) ?? '' };
  }

  async #leave(item: string): Promise<void> {
    if (item === '') return;
    try {
      await this.#desk.leave(this.issue, item);
    } catch (reason) {
      this.#failed(reason);
    }
  }

  #failed(reason: unknown): void {
    const { message, hint } = asFault(reason);
    this.#notices.say(message, { hint });
  }

  /** Somebody else wrote in its file. The change is the least one, so the caret stays where it was. */
  #onChanged(detail: unknown): void {
    const { issue } = detail as { issue: string };
    if (issue === this.issue || issue === '') void this.again();
  }
}

const docOf = (copy: string): Text => Text.of(copy.split(/\r\n?|\n/));
