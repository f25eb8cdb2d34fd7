import type {
  AcceptedItem,
  Card,
  ModelView,
  ThoughtAsk,
  ThoughtPlan,
  Thoughts,
  ThoughtUse,
  ThoughtUsed,
} from '../backend';
import { asFault, Fault } from '../backend/fault';
import { countWords } from '../editor/paragraph';
import { type Offer, thinkingWords as say } from '../words/thinking';
import type { Notices } from './notices.svelte';
import { type DraftCard, ThoughtCard } from './thought-card.svelte';

export type { DraftCard, ThoughtCard } from './thought-card.svelte';

/** What a model’s help needs of the backend. */
export interface ThinkingBackend {
  model: () => Promise<ModelView>;
  plan: (ask: ThoughtAsk) => Promise<ThoughtPlan>;
  ask: (number: number, ask: ThoughtAsk) => Promise<Thoughts>;
  stop: (number: number) => Promise<void>;
  use: (use: ThoughtUse) => Promise<ThoughtUsed>;
  stet: (ask: ThoughtAsk, text: string, back: boolean) => Promise<void>;
  confirm: (
    issue: string,
    item: string,
    version: number,
    start: number,
    end: number,
  ) => Promise<number>;
  /** Takes the last confirmation back. */
  unconfirm: (issue: string) => Promise<void>;
}

/** The open issue’s editor, as this needs it. */
export interface ThinkingHands {
  settled: () => Promise<boolean>;
  /** The version of an item that the desk has all of; null while something is on its way. */
  version: (item: string) => number | null;
  /** Does it between two messages to the desk. */
  alone: <T>(work: () => Promise<T>) => Promise<T>;
  /** Words went into a copy: one step of undo. To be told while it is alone. */
  took: (accepted: AcceptedItem) => void;
  takeBack: (item: string, copy: string) => boolean;
  /** The issue’s own fields are others. */
  card: (card: Card) => void;
  /** One of them as it is, and set again. */
  field: (name: 'subject' | 'preheader') => string;
  setField: (name: 'subject' | 'preheader', value: string) => void;
  text: (item: string) => string;
  /** The keys of a command, as they are read. */
  keysOf: (id: string) => string;
  /** To a place of an item, with the hand. */
  goTo: (item: string, position: number) => void;
  edit: () => void;
  show: (item: string, start: number, end: number) => void;
  /** Shows a place above the card, and leaves the caret. */
  reveal: (item: string, position: number) => void;
  /** What was found in the copy may be something else now. */
  stirred: () => void;
  /** The notes are others. */
  noted: () => void;
}

/** Pieces of drafts, as they come. */
export interface ThoughtEvent {
  number: number;
  pieces: { draft: number; text: string }[];
}

const DRAFTS = 3;
/** How often words are tried to be put in while somebody types. */
const TURNS = 5;
const USED = 'used';
const STETTED = 'stetted';
const CONFIRMED = 'confirmed';
/** Of a draft that never ends so much is shown. */
const MOST = 20_000;

/** A model’s help at an issue. Nothing is asked unless a person says so. */
export class Thinking {
  readonly issue: string;
  /** The card of the item that is open. */
  card = $state.raw<ThoughtCard | null>(null);
  model = $state.raw<ModelView | null>(null);
  /** A line under a story that has no closer yet; null for none. */
  hint = $state.raw<{ item: string; label: string; model: string } | null>(null);

  readonly #backend: ThinkingBackend;
  readonly #notices: Notices;
  #hands: ThinkingHands | null = null;
  #open = '';
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- bookkeeping: nothing shows it
  readonly #cards = new Map<string, ThoughtCard>();
  #number = 0;
  #key = 0;
  #hinting = 0;
  /** A draft went into a copy, and nothing was typed since. */
  #isNew = false;

  constructor(issue: string, backend: ThinkingBackend, notices: Notices) {
    this.issue = issue;
    this.#backend = backend;
    this.#notices = notices;
  }

  attach(hands: ThinkingHands | null): void {
    this.#hands = hands;
    if (hands === null) this.leave();
  }

  /** The issue is left: what is being asked nobody wants any more. */
  leave(): void {
    for (const card of this.#cards.values()) {
      clearInterval(card.timer);
      if (card.busy) void this.stop(card);
    }
  }

  /** Another item is open; its card is as it was left. */
  opened(item: string): void {
    this.#open = item;
    this.card = this.#cards.get(item) ?? null;
    this.hint = null;
  }

  /** Reads where a model answers, as after Settings. */
  async look(): Promise<void> {
    try {
      this.model = await this.#backend.model();
    } catch {
      this.model = null; // a desk without a store says so elsewhere
    }
  }

  /** Says under a story without a closer that one can be asked for, unless somebody did not want it. */
  async offer(item: string, label: string): Promise<void> {
    const turn = ++this.#hinting;
    const { model } = this;
    if (model === null || model.host === '' || this.#cards.has(item)) {
      this.hint = null;
      return;
    }
    try {
      const plan = await this.#backend.plan(this.#ask(new ThoughtCard(item, 'closer')));
      if (turn !== this.#hinting || item !== this.#open) return;
      this.hint = plan.dismissed ? null : { item, label, model: plan.model };
    } catch {
      if (turn === this.#hinting) this.hint = null; // an empty story: nothing to ask about
    }
  }

  unoffer(): void {
    this.#hinting++;
    this.hint = null;
  }

  /** The line is not wanted for this story. */
  async dismissHint(): Promise<void> {
    const item = this.hint?.item ?? '';
    this.unoffer();
    if (item !== '')
      await this.#notices.told(() =>
        this.#backend.stet(this.#ask(new ThoughtCard(item, 'closer')), '', false),
      );
  }

  /** Opens the card for what somebody wants. It sends nothing yet. */
  async open(offer: Offer, label = ''): Promise<void> {
    const item = this.#open;
    if (item === '') return;
    const there = this.#cards.get(item);
    if (there?.offer === offer && there.label === label && there.fault === null) {
      there.folded = false;
      // Where it would go may be another place by now.
      if (there.asked && !there.busy) await this.#plan(there);
      if (there.asked || there.busy) return;
    } else if (there?.busy === true) await this.stop(there);
    const card =
      there?.offer === offer && there.label === label ? there : new ThoughtCard(item, offer, label);
    this.#put(card);
    this.hint = null;
    await this.#plan(card);
  }

  async #plan(card: ThoughtCard, stays = false): Promise<void> {
    try {
      await this.#hands?.settled();
      const plan = await this.#backend.plan(this.#ask(card));
      if (!stays) card.fault = null;
      card.plan = plan;
    } catch (reason) {
      card.fault = asFault(reason);
    }
  }

  #put(card: ThoughtCard): void {
    this.#cards.set(card.item, card);
    if (card.item === this.#open) this.card = card;
  }

  /** Takes the card away; what was asked stays asked. */
  close(card = this.card): void {
    if (card === null) return;
    if (card.busy) void this.stop(card);
    clearInterval(card.timer);
    this.#cards.delete(card.item);
    if (this.card === card) this.card = null;
    this.#hands?.edit();
  }

  #ask(card: ThoughtCard, count = 1, written: string[] = []): ThoughtAsk {
    const { item, offer, label, tone, plan } = card;
    const address = plan?.address ?? '';
    return { issue: this.issue, item, offer, tone, label, picture: '', count, written, address };
  }

  /** Asks for drafts; with `one`, for another in the place of the chosen one. */
  async ask(card = this.card, one = false): Promise<void> {
    if (card === null || card.busy || card.plan?.host === '') return;
    const single = card.offer === 'tighten' || card.offer === 'alt' || card.offer === 'claims';
    const isAnother = one && card.current !== null;
    const count = isAnother || single ? 1 : DRAFTS;
    const written = isAnother || card.asked ? card.drafts.map(({ text }) => text) : [];
    const before = [...card.drafts];
    const fresh = (): DraftCard => ({ key: ++this.#key, text: '', words: 0, thought: null });
    if (isAnother) {
      card.into = [card.chosen];
      card.drafts[card.chosen] = fresh();
    } else {
      card.into = Array.from({ length: count }, (_, n) => n);
      card.drafts = card.offer === 'claims' ? [] : card.into.map(fresh);
      card.chosen = 0;
      card.claims = null;
    }
    card.number = ++this.#number;
    [card.busy, card.seconds, card.fault, card.sure, card.editing] = [true, 0, null, false, null];
    card.said = say.writing(0);
    card.told = '';
    clearInterval(card.timer);
    card.timer = setInterval(() => card.seconds++, 1000);
    const { number } = card;
    try {
      await this.#hands?.settled();
      // It goes where the card says, or nowhere: the desk looks at the address.
      const all = await this.#backend.ask(number, this.#ask(card, count, written));
      if (card.number === number) this.#take(card, all);
    } catch (reason) {
      if (card.number !== number) return;
      const fault = asFault(reason);
      card.drafts = before;
      if (fault.code === 'cancelled') card.said = card.told = say.stopped;
      else {
        card.said = '';
        card.fault = fault;
      }
      if (fault.code === 'mismatch') await this.#plan(card, true);
    } finally {
      if (card.number === number) {
        card.busy = false;
        clearInterval(card.timer);
      }
    }
  }

  #take(card: ThoughtCard, { drafts, claims }: Thoughts): void {
    card.asked = true;
    card.tokens = drafts.reduce(
      (sum, one) => ({ asked: sum.asked + one.asked, answered: sum.answered + one.answered }),
      card.tokens,
    );
    if (card.offer === 'claims') {
      card.claims = claims;
      card.plain = claims.length === 0 ? (drafts[0]?.text ?? '') : '';
      card.chosen = 0;
      card.said = claims.length === 0 ? say.claims.none : say.claims.list;
      return;
    }
    drafts.forEach((thought, n) => {
      const at = card.into[n] ?? n;
      const there = card.drafts[at];
      if (there === undefined) return;
      card.drafts[at] = { ...there, text: thought.text, words: thought.words, thought };
    });
    // What somebody let be is not shown to them again, unless there is nothing else.
    const wanted = card.drafts.filter(({ thought }) => thought?.stetted !== true);
    const out = card.drafts.length - wanted.length;
    if (wanted.length > 0) {
      card.drafts = wanted.filter(
        ({ text }, n) => text === '' || wanted.findIndex((one) => one.text === text) === n,
      );
      if (out > 0) card.told = say.leftOut(out);
    }
    card.chosen = Math.min(card.chosen, card.drafts.length - 1);
    const doubtful = card.drafts.filter(({ thought }) => (thought?.marks.length ?? 0) > 0);
    card.said = say.ready(card.drafts.length, doubtful.length);
  }

  /** Pieces of what is being written. */
  hear({ number, pieces }: ThoughtEvent): void {
    for (const card of this.#cards.values()) {
      if (card.number !== number || !card.busy) continue;
      for (const { draft, text } of pieces) {
        const one = card.drafts[card.into[draft] ?? draft];
        if (one === undefined || one.text.length > MOST) continue;
        one.text += text;
        one.words = countWords(one.text);
      }
    }
  }

  /** Stops what is being asked. */
  async stop(card = this.card): Promise<void> {
    if (card !== null) await this.#backend.stop(card.number).catch(() => undefined);
  }

  /** Puts the chosen draft where it belongs; what is not in the story is asked about once. */
  async use(card = this.card): Promise<void> {
    const draft = card?.current ?? null;
    if (card === null || card.busy || card.using) return;
    if (draft === null || draft.text === '' || draft.thought?.problem) return;
    const marks = draft.thought?.marks ?? [];
    // What of it a person has edited away is not asked about.
    const kept = marks.filter(({ words }) => card.editing?.includes(words) ?? true);
    if (kept.length > 0 && !card.sure) {
      card.sure = true;
      card.said = say.sure(kept.map(({ words }) => words));
      return;
    }
    const text = card.editing ?? draft.text;
    await this.#use(card, { draft: draft.text, text, model: draft.thought?.model ?? '' });
  }

  /** Puts a person’s own words there, as a closer that was printed before and was edited. */
  async useOwn(text: string, card = this.card): Promise<void> {
    if (card !== null) await this.#use(card, { draft: '', text, model: '' });
  }

  async #use(
    card: ThoughtCard,
    words: Pick<ThoughtUse, 'draft' | 'text' | 'model'>,
  ): Promise<void> {
    const hands = this.#hands;
    if (hands === null) return;
    const field = card.offer === 'subject' || card.offer === 'preheader' ? card.offer : null;
    const before = field === null ? '' : hands.field(field);
    card.using = true;
    const used = await this.#sent(hands, card, words).catch((reason: unknown) => {
      this.#notices.fault(reason);
      return null;
    });
    card.using = false;
    if (used === null) return;
    const { items, card: fields, suggested } = used;
    this.close(card);
    if (fields !== undefined) hands.card(fields);
    if (suggested > 0) {
      hands.noted();
      this.#notices.done(say.suggested(suggested), null, '', USED);
    } else {
      const run = (): void => {
        if (field === null) this.#takeBack(items);
        else hands.setField(field, before);
      };
      const said =
        words.model === '' ? say.usedOwn : say.used(words.model, hands.keysOf('thinking.confirm'));
      this.#notices.done(said, { label: say.undo, run }, '', USED);
    }
    const [into] = items;
    if (into !== undefined) hands.goTo(into.item, endOf(into.copy, words.text));
    hands.stirred();
    this.#isNew = items.length > 0;
  }

  /** A copy was changed: what was said about the last draft is not of it any more. */
  changed(): void {
    if (!this.#isNew) return;
    this.#isNew = false;
    this.#notices.unsay(USED);
  }

  /** Has the desk put words in; what was typed meanwhile goes first. */
  async #sent(
    hands: ThinkingHands,
    { item, offer, label, plan }: ThoughtCard,
    words: Pick<ThoughtUse, 'draft' | 'text' | 'model'>,
  ): Promise<ThoughtUsed> {
    const picture = plan?.picture ?? '';
    for (let turn = 0; turn < TURNS; turn++) {
      await hands.settled();
      const used = await hands.alone(async () => {
        const version = hands.version(item);
        if (version === null) return null;
        const ask = { issue: this.issue, item, offer, label, picture, version, ...words };
        const done = await this.#backend.use(ask);
        for (const one of done.items) hands.took(one);
        return done;
      });
      if (used !== null) return used;
    }
    throw new Fault('busy', say.tooBusy.message, say.tooBusy.hint);
  }

  #takeBack(items: readonly AcceptedItem[]): void {
    const taken = items.map(({ item, copy }) => this.#hands?.takeBack(item, copy) ?? false);
    if (!taken.every(Boolean)) this.#notices.note(say.notUndone, USED);
    this.#hands?.stirred();
  }

  /** Lets the chosen draft be: it does not come again for this text. */
  async stet(card = this.card): Promise<void> {
    const draft = card?.current ?? null;
    if (card === null || card.busy) return;
    if (draft === null) {
      this.close(card);
      return;
    }
    const at = card.chosen;
    card.drafts = card.drafts.filter((one) => one !== draft);
    card.chosen = Math.max(0, Math.min(card.chosen, card.drafts.length - 1));
    [card.sure, card.editing] = [false, null];
    const isLast = card.drafts.length === 0;
    if (isLast) this.close(card);
    await this.#notices.told(async () => {
      await this.#let(card, draft.text, isLast, false);
      const run = async (): Promise<void> => {
        await this.#let(card, draft.text, isLast, true);
        card.drafts = card.drafts.toSpliced(at, 0, draft);
        card.chosen = at;
        this.#put(card);
      };
      this.#notices.done(say.stetted, { label: say.takeBack, run }, '', STETTED);
    });
  }

  async #let(card: ThoughtCard, text: string, isLast: boolean, back: boolean): Promise<void> {
    if (text !== '') await this.#backend.stet(this.#ask(card), text, back);
    if (isLast && card.offer === 'closer') await this.#backend.stet(this.#ask(card), '', back);
  }

  reveal(position: number): void {
    if (this.card !== null) this.#hands?.reveal(this.card.item, position);
  }

  /** Goes to the words of a claim, wherever they are by now. */
  goToClaim(at = this.card?.chosen ?? 0): void {
    const { card } = this;
    const claim = card?.claims?.[at];
    if (claim === undefined || card === null || this.#hands === null) return;
    const text = this.#hands.text(card.item);
    const there = text.startsWith(claim.words, claim.start);
    const start = there ? claim.start : text.indexOf(claim.words);
    if (start < 0) this.#notices.note(say.claims.gone);
    else this.#hands.show(card.item, start, start + claim.words.length);
  }

  /**
   * Confirms what a model wrote at a place of an item, or in all of it; of the subject and preheader
   * where the item has none. Without an item in all of the issue, or with a start in those fields.
   */
  async confirm(item: string, start = -1, end = -1): Promise<void> {
    await this.#hands?.settled();
    const version = item === '' ? 0 : (this.#hands?.version(item) ?? 0);
    const at = (of: string, from: number): Promise<number> =>
      this.#backend.confirm(this.issue, of, version, from, end);
    try {
      const n = await at(item, start).catch((reason: unknown) => {
        if (item === '' || asFault(reason).code !== 'not-found') throw reason;
        return at('', 0);
      });
      const run = (): unknown => this.#notices.told(() => this.unconfirm(), false);
      this.#notices.done(say.confirmed(n), { label: say.undo, run }, '', CONFIRMED);
    } catch (reason) {
      if (asFault(reason).code === 'not-found') this.#notices.note(say.nothingToConfirm, CONFIRMED);
      else this.#notices.fault(reason);
    }
    this.#hands?.stirred();
  }

  /** Takes the last confirmation back. */
  async unconfirm(): Promise<void> {
    this.#notices.unsay(CONFIRMED);
    await this.#backend.unconfirm(this.issue);
    this.#hands?.stirred();
  }
}

/** Where words end in a copy, to go on writing behind them. */
function endOf(copy: string, text: string): number {
  const at = copy.lastIndexOf(text);
  return at < 0 ? copy.length : at + text.length;
}
