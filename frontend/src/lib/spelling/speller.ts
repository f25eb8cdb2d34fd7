/** Spelling of one issue: what is known of its texts, and which words are right in it. */

import { Linter, startWorker, type Thread } from './client';
import { type Mistake, mistakesIn } from './mistakes';
import type { Mode } from './modes';
import { type Passage, STAND_IN } from './prose';
import type { Dialect, Lint } from './protocol';
import { englishOf, known } from './words';

/** What the speller asks of whoever made it. */
export interface Around {
  /** Gets anew what the language is and which words are right; null when that failed. */
  lexicon: () => Promise<{ lang: string; words: readonly string[] } | null>;
  /** Makes a word the house's. */
  addWord: (word: string) => Promise<boolean>;
  /** The worker had stopped and runs again, or it is given up. */
  stopped: (givenUp: boolean) => void;
  /** A check that was asked for is through: so many places. */
  checked: (places: number) => void;
  none: () => void;
}

/** Paragraphs whose answers are remembered. */
const REMEMBERED = 2000;

export class Speller {
  readonly #around: Around;
  readonly #linter: Linter;
  readonly #known = new Map<string, readonly Lint[]>();
  readonly #ignored = new Set<string>();
  readonly #wondered = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #mode: Mode = 'off';
  #isAsked = false;
  #lang: string | null = null;
  #english: readonly Dialect[] | null = null;
  #words = new Set<string>();

  constructor(around: Around, start: () => Thread = startWorker) {
    this.#around = around;
    this.#linter = new Linter(start, {
      stopped: (givenUp) => {
        around.stopped(givenUp);
        this.#changed();
      },
    });
  }

  get mode(): Mode {
    return this.#mode;
  }

  /** The language that it has been told of; null before it has learned anything. */
  get lang(): string | null {
    return this.#lang;
  }

  get isEnglish(): boolean {
    return this.#english !== null;
  }

  /** Text is judged as it is written. */
  get isOn(): boolean {
    return this.#mode === 'on' && this.isEnglish && !this.#linter.isGivenUp;
  }

  /** Whether there can be marks. */
  get isShown(): boolean {
    return this.isEnglish && (this.#mode !== 'off' || this.#isAsked);
  }

  setMode(mode: Mode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    if (mode === 'off') this.close();
    else if (mode === 'on' && this.#lang === null) void this.learn();
    this.#changed();
  }

  /** Learns which words are right; what was judged stays, for a word that is right is told here. */
  async learn(): Promise<void> {
    const learned = await this.#around.lexicon();
    if (learned === null) return;
    const { lang, words } = learned;
    if (lang !== this.#lang) this.#known.clear();
    this.#lang = lang;
    this.#english = englishOf(lang);
    this.#words = known(words);
    if (this.#english === null) this.close();
    else this.#linter.speak({ dialects: this.#english, words: [...this.#words, STAND_IN] });
    this.#changed();
  }

  /** Learns anew, if it has learned before: its words or its language may have changed. */
  async relearn(): Promise<void> {
    if (this.#lang !== null || this.#mode === 'on') await this.learn();
  }

  /** Somebody asks: it is on for what is there now. False where it cannot be. */
  async ask(): Promise<boolean> {
    this.#linter.again();
    await this.learn();
    this.#isAsked = this.isEnglish;
    return this.isEnglish;
  }

  /** The mistakes of a passage; null when it was not judged yet. */
  mistakes(passage: Passage): readonly Mistake[] | null {
    const lints = this.#known.get(passage.text);
    if (lints === undefined) return null;
    return mistakesIn(passage, lints, this.#words).filter(
      (mistake) => !this.#ignored.has(nameOf(mistake)),
    );
  }

  /** Judges a passage; whether something is known of it afterwards. */
  async judge({ text, at, from, to }: Passage): Promise<boolean> {
    const lints = await this.#linter.judge(text, text);
    if (lints === null) return false;
    this.#known.set(text, lints);
    const [oldest] = this.#known.keys();
    if (this.#known.size > REMEMBERED && oldest !== undefined) this.#known.delete(oldest);
    // A name that was written just now is not among those that were learned.
    const names = (this.mistakes({ text, at, from, to }) ?? [])
      .map(({ words }) => words)
      .filter((words) => /\p{Lu}/u.test(words) && !this.#wondered.has(words));
    if (names.length > 0) {
      for (const name of names) this.#wondered.add(name);
      await this.learn();
    }
    return true;
  }

  /** What waits to be judged has changed. */
  callOff(): void {
    this.#linter.callOff();
  }

  /** Leaves these words alone for as long as the issue is open. */
  ignore(mistake: Mistake): void {
    this.#ignored.add(nameOf(mistake));
    this.#changed();
  }

  /** Makes it a word of the house. */
  async add(mistake: Mistake): Promise<void> {
    if (!(await this.#around.addWord(mistake.words))) return;
    this.#words = new Set([...this.#words, ...known([mistake.words])]);
    this.#changed();
  }

  checked(places: number): void {
    this.#around.checked(places);
  }

  none(): void {
    this.#around.none();
  }

  /** Tells of every change of what is right; the answer stops it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gives the memory back. */
  close(): void {
    this.#isAsked = false;
    this.#known.clear();
    this.#linter.close();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

const nameOf = ({ words, isSpelling }: Mistake): string =>
  `${isSpelling ? 'word' : 'slip'} ${isSpelling ? words.toLowerCase() : words}`;
