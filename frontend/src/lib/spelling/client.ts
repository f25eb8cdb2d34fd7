/**
 * The page's side of the linter: one question on its way at a time, and a watchdog. A worker that
 * does not answer is ended and another one started in its place; when that happens three times in a
 * row, there is none until somebody asks again.
 */

import type { Answer, Dialect, Lint, Question } from './protocol';

/** As much of a Worker as is needed here. */
export interface Thread {
  onmessage: ((event: MessageEvent<Answer>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
  postMessage: (question: Question) => void;
  terminate: () => void;
}

export interface Tongue {
  /** The words are right that are so in any of them; the first one's mix-ups are looked for. */
  dialects: readonly Dialect[];
  words: readonly string[];
}

/** Milliseconds: for the 16 MB to be read and set up, and for one paragraph. */
const TO_BEGIN = 30_000;
const TO_ANSWER = 10_000;
const MOST_STOPS = 3;

export interface Callbacks {
  /** It had stopped and runs again, or it is given up. */
  stopped: (givenUp: boolean) => void;
}

interface Waiting {
  text: string;
  done: (lints: readonly Lint[] | null) => void;
}

export class Linter {
  readonly #start: () => Thread;
  readonly #callbacks: Callbacks;
  /** What is to be judged, by the place it stands at: a newer text of a place takes the older one's. */
  readonly #queue = new Map<string, Waiting>();
  #thread: Thread | null = null;
  #tongue: Tongue | null = null;
  #busy: Waiting | null = null;
  #number = 0;
  #watch: ReturnType<typeof setTimeout> | undefined;
  #stops = 0;
  #told = false;
  #ready = false;
  #isGivenUp = false;

  constructor(start: () => Thread, callbacks: Callbacks) {
    this.#start = start;
    this.#callbacks = callbacks;
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** In what English it judges from now on, and which words it knows beside its own. */
  speak(tongue: Tongue): void {
    const before = this.#tongue;
    this.#tongue = tongue;
    if (before !== null && before.dialects.join() !== tongue.dialects.join()) this.#end();
    this.#next();
  }

  /** Judges a text; null when it is not judged: a newer one took its place, or it was called off. */
  judge(place: string, text: string): Promise<readonly Lint[] | null> {
    if (this.#isGivenUp) return Promise.resolve(null);
    return new Promise((done) => {
      this.#queue.get(place)?.done(null);
      this.#queue.set(place, { text, done });
      this.#next();
    });
  }

  /** What waits is not wanted any more. What is on its way is answered, and kept by whoever asked. */
  callOff(): void {
    for (const { done } of this.#queue.values()) done(null);
    this.#queue.clear();
  }

  /** Somebody asks: after it was given up it is tried again. */
  again(): void {
    this.#isGivenUp = false;
    this.#stops = 0;
  }

  /** Ends the worker, and gives its memory back. */
  close(): void {
    this.callOff();
    this.#end();
  }

  #next(): void {
    if (this.#busy !== null || this.#isGivenUp || this.#tongue === null) return;
    const first = this.#queue.entries().next();
    if (first.done === true) return;
    if (this.#thread === null) {
      this.#begin(this.#tongue);
      return;
    }
    if (!this.#ready) return;
    const [place, waiting] = first.value;
    this.#queue.delete(place);
    this.#busy = waiting;
    this.#ask({ ask: 'judge', text: waiting.text }, TO_ANSWER);
  }

  #begin({ dialects, words }: Tongue): void {
    const thread = this.#start();
    this.#thread = thread;
    this.#ready = false;
    thread.onmessage = ({ data }) => this.#answered(data);
    thread.onerror = () => this.#stopped();
    this.#ask({ ask: 'begin', dialects, words }, TO_BEGIN);
  }

  #ask(question: Pick<Question, 'ask'> & Record<string, unknown>, patience: number): void {
    this.#number++;
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#stopped(), patience);
    this.#thread?.postMessage({ ...question, id: this.#number } as Question);
  }

  #answered(answer: Answer): void {
    if (answer.id !== this.#number) return;
    clearTimeout(this.#watch);
    if (!this.#ready) {
      // One that cannot even begin is like one that says nothing.
      if ('failed' in answer) {
        this.#stopped();
        return;
      }
      this.#ready = true;
    } else {
      this.#stops = 0;
      const waiting = this.#busy;
      this.#busy = null;
      // A text that it cannot judge has no mistakes that it could name.
      waiting?.done('lints' in answer ? answer.lints : []);
    }
    this.#next();
  }

  #stopped(): void {
    const waiting = this.#busy;
    this.#busy = null;
    this.#end();
    // The text that it stopped at is not tried again: it may be the reason.
    waiting?.done([]);
    this.#stops++;
    if (this.#stops >= MOST_STOPS) {
      this.#isGivenUp = true;
      this.callOff();
      this.#callbacks.stopped(true);
      return;
    }
    if (!this.#told) this.#callbacks.stopped(false);
    this.#told = true;
    this.#next();
  }

  #end(): void {
    clearTimeout(this.#watch);
    if (this.#thread !== null) {
      this.#thread.onmessage = null;
      this.#thread.onerror = null;
      this.#thread.terminate();
    }
    this.#thread = null;
    this.#ready = false;
    const busy = this.#busy;
    this.#busy = null;
    busy?.done(null);
  }
}

/** Starts the worker. Its 16 MB are read now, and not before. */
export const startWorker = (): Thread =>
  new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'spelling' });
