import type { Thought, ThoughtClaim, ThoughtPlan } from '../backend';
import type { Fault } from '../backend/fault';
import type { Offer } from '../words/thinking';

/** A draft on the card; while it is written its text grows. */
export interface DraftCard {
  key: number;
  text: string;
  words: number;
  /** What is known of it when all of it is there; null until then. */
  thought: Thought | null;
}

/** What is asked for one item: the card under its copy. */
export class ThoughtCard {
  readonly item: string;
  readonly offer: Offer;
  readonly label: string;
  plan = $state.raw<ThoughtPlan | null>(null);
  fault = $state.raw<Fault | null>(null);
  drafts = $state<DraftCard[]>([]);
  claims = $state.raw<readonly ThoughtClaim[] | null>(null);
  /** What a model said that gave no list. */
  plain = $state('');
  chosen = $state(0);
  tone = $state('');
  busy = $state(false);
  seconds = $state(0);
  /** The drafts have been asked for: what was sent is known. */
  asked = $state(false);
  tokens = $state.raw({ asked: 0, answered: 0 });
  /** Somebody wants to use what is not in the story: asked once. */
  sure = $state(false);
  /** The draft as it is edited; null while none is. */
  editing = $state<string | null>(null);
  folded = $state(false);
  looks = $state(false);
  /** What is said aloud. */
  said = $state('');
  /** Words are being put in: a key that is held puts them in once. */
  using = false;
  /** What became of the last ask, where it is to be seen. */
  told = $state('');
  number = 0;
  timer: ReturnType<typeof setInterval> | undefined;
  /** Which draft of the card a draft of the ask is. */
  into: number[] = [];

  constructor(item: string, offer: Offer, label = '') {
    this.item = item;
    this.offer = offer;
    this.label = label;
  }

  get current(): DraftCard | null {
    return this.drafts[this.chosen] ?? null;
  }

  step(by: 1 | -1): void {
    const n = this.claims?.length ?? this.drafts.length;
    if (n > 0) this.chosen = Math.min(Math.max(0, this.chosen + by), n - 1);
    this.sure = false;
  }
}
