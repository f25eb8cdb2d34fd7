import type { Extension } from '@codemirror/state';
import type { Command } from '@codemirror/view';

import { asFault, type Lexicon } from '../backend';
import type { Thread } from '../spelling/client';
import type { Mode } from '../spelling/modes';
import type { Around, Speller } from '../spelling/speller';
import { spellingWords as say } from '../words/spelling';
import type { Notices } from './draft.svelte';

/** What spelling needs of the backend. */
export interface SpellingDesk {
  lexicon: (issue: string) => Promise<Lexicon>;
  addWord: (issue: string, word: string) => Promise<void>;
}

/** What it needs of the editor of copy. */
export interface SpelledEditor {
  extend: (extension: Extension) => void;
  perform: (command: Command) => boolean;
}

/** All of it that comes when it is first wanted. */
interface Loaded {
  speller: Speller;
  extension: Extension;
  check: Command;
  next: Command;
}

const KEY = 'spelling';

/**
 * Spelling of an issue that is open, and what is said about it. None of it is loaded before it is
 * wanted: the speller and the marks are chunks of their own, and the dictionary 16 MB.
 */
export class Spelling {
  readonly #issue: string;
  readonly #desk: SpellingDesk;
  readonly #notices: Notices;
  readonly #settled: () => Promise<boolean>;
  readonly #start: (() => Thread) | undefined;
  #mode: Mode = 'off';
  #editor: SpelledEditor | null = null;
  #loading: Promise<Loaded> | null = null;
  #loaded: Loaded | null = null;
  #isClosed = false;

  /** `settled`: what was typed is with the desk, for names are looked for in it. */
  constructor(
    issue: string,
    desk: SpellingDesk,
    notices: Notices,
    settled: () => Promise<boolean>,
    start?: () => Thread,
  ) {
    this.#issue = issue;
    this.#desk = desk;
    this.#notices = notices;
    this.#settled = settled;
    this.#start = start;
  }

  /** The editor is there. */
  attach(editor: SpelledEditor): void {
    this.#editor = editor;
    if (this.#loaded !== null) editor.extend(this.#loaded.extension);
  }

  /** The person's choice. */
  setMode(mode: Mode): void {
    this.#mode = mode;
    this.#loaded?.speller.setMode(mode);
    if (mode === 'on' && this.#loaded === null) void this.#load();
  }

  /** Its words or its language may have changed. */
  async relearn(): Promise<void> {
    await this.#loaded?.speller.relearn();
  }

  /** Has the item that is open judged; where nothing can be, it is said why. */
  async check(): Promise<void> {
    const { speller, check } = await this.#load();
    // The issue may be closed by now, and nothing must start for it any more.
    if (this.#isClosed) return;
    if (await speller.ask()) this.#editor?.perform(check);
    else this.#tellWhyNot(speller);
  }

  /** Goes to the next place to look at; to find one, somebody has to have asked. */
  async next(): Promise<void> {
    if (this.#loaded?.speller.isShown === true) this.#editor?.perform(this.#loaded.next);
    else await this.check();
  }

  /** Says why there is no spelling in this issue, where there is none. */
  async tellWhyNot(): Promise<void> {
    const { speller } = await this.#load();
    await speller.learn();
    this.#tellWhyNot(speller);
  }

  close(): void {
    this.#isClosed = true;
    this.#loaded?.speller.close();
  }

  #tellWhyNot({ lang, isEnglish }: Speller): void {
    if (lang !== null && !isEnglish) this.#notices.say(say.notEnglish(lang), { key: KEY });
  }

  #load(): Promise<Loaded> {
    this.#loading ??= this.#loadOnce();
    return this.#loading;
  }

  async #loadOnce(): Promise<Loaded> {
    const [{ Speller: Made }, editor] = await Promise.all([
      import('../spelling/speller'),
      import('../editor/spelling'),
    ]);
    const speller = new Made(this.#around, this.#start);
    const loaded = {
      speller,
      extension: editor.spelling(speller),
      check: editor.checkSpelling,
      next: editor.nextMistake,
    };
    this.#loaded = loaded;
    this.#editor?.extend(loaded.extension);
    if (!this.#isClosed) speller.setMode(this.#mode);
    return loaded;
  }

  get #around(): Around {
    const told = async <T>(work: () => Promise<T>): Promise<T | null> => {
      try {
        return await work();
      } catch (reason) {
        const { message, hint } = asFault(reason);
        this.#notices.say(message, { hint });
        return null;
      }
    };
    return {
      lexicon: () =>
        told(async () => {
          await this.#settled();
          return this.#desk.lexicon(this.#issue);
        }),
      addWord: async (word) => {
        const added = await told(async () => {
          await this.#desk.addWord(this.#issue, word);
          return true;
        });
        if (added === true) this.#notices.say(say.added(word), { key: KEY });
        return added === true;
      },
      stopped: (givenUp) => {
        const action = { label: say.again, run: () => void this.check() };
        if (givenUp) this.#notices.say(say.givenUp, { key: KEY, action });
        else this.#notices.say(say.stopped, { key: KEY });
      },
      checked: (places) => {
        const action = { label: say.show, run: () => void this.next() };
        this.#notices.say(say.checked(places), places === 0 ? { key: KEY } : { key: KEY, action });
      },
      none: () => this.#notices.say(say.none, { key: KEY }),
    };
  }
}
