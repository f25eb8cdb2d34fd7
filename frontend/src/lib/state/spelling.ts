import { asFault, type Lexicon } from '../backend';
import type { Thread } from '../spelling/client';
import { type Mode, Speller } from '../spelling/speller';
import { englishOf } from '../spelling/words';
import { spellingWords as say } from '../words/spelling';
import type { Notices } from './draft.svelte';

/** What spelling needs of the backend. */
export interface SpellingDesk {
  lexicon: (issue: string) => Promise<Lexicon>;
  addWord: (issue: string, word: string) => Promise<void>;
}

/** What it needs of the desk that it is at. */
export interface Beside {
  /** What was typed is with the desk: names are looked for in it. */
  settled: () => Promise<boolean>;
  /** Goes to the next place to look at. */
  next: () => void;
  /** Has the item that is open judged. */
  recheck: () => void;
}

const KEY = 'spelling';

/** Spelling of an issue that is open, and what is said about it. */
export class Spelling {
  readonly speller: Speller;
  readonly #notices: Notices;

  constructor(
    issue: string,
    desk: SpellingDesk,
    notices: Notices,
    beside: Beside,
    start?: () => Thread,
  ) {
    this.#notices = notices;
    const failed = (reason: unknown): void => {
      const { message, hint } = asFault(reason);
      notices.say(message, { hint });
    };
    this.speller = new Speller(
      {
        lexicon: async () => {
          try {
            await beside.settled();
            return await desk.lexicon(issue);
          } catch (reason) {
            failed(reason);
            return null;
          }
        },
        addWord: async (word) => {
          try {
            await desk.addWord(issue, word);
            notices.say(say.added(word), { key: KEY });
            return true;
          } catch (reason) {
            failed(reason);
            return false;
          }
        },
        stopped: (givenUp) => {
          const run = (): void => {
            this.speller.again();
            beside.recheck();
          };
          if (givenUp) notices.say(say.givenUp, { key: KEY, action: { label: say.again, run } });
          else notices.say(say.stopped, { key: KEY });
        },
        checked: (places) => {
          const action = { label: say.show, run: beside.next };
          notices.say(say.checked(places), places === 0 ? { key: KEY } : { key: KEY, action });
        },
        none: () => notices.say(say.none, { key: KEY }),
      },
      start,
    );
  }

  setMode(mode: Mode): void {
    this.speller.setMode(mode);
  }

  relearn(): Promise<void> {
    return this.speller.relearn();
  }

  /** Somebody asks: false where nothing can be judged, and then it was said why. */
  async check(): Promise<boolean> {
    const isJudged = await this.speller.ask();
    if (!isJudged) this.#tellWhyNot();
    return isJudged;
  }

  /** Says why there is no spelling in this issue, where there is none. */
  async tellWhyNot(): Promise<void> {
    await this.speller.learn();
    this.#tellWhyNot();
  }

  close(): void {
    this.speller.close();
  }

  #tellWhyNot(): void {
    const { lang } = this.speller;
    if (lang !== null && englishOf(lang) === null)
      this.#notices.say(say.notEnglish(lang), { key: KEY });
  }
}
