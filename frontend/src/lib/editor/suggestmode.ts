/**
 * Whether typing suggests, and the texts that are typed into then. What that needs is fetched when it is
 * first wanted: an issue that nobody reviews opens without it.
 */

import type { ChangeDesc, EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';

import type { SuggestedEdit } from './notes';
import type { Around, Proposals } from './suggesting';

export class SuggestMode {
  readonly #around: Around;
  #tools: typeof import('./suggesting') | null = null;
  #texts: Proposals | null = null;
  #isOn = false;
  #wanted = false;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Whether suggestions are what is shown. */
  get isOn(): boolean {
    return this.#isOn;
  }

  /** The texts proposed; null where nobody suggested in this editor. */
  get texts(): Proposals | null {
    return this.#texts;
  }

  get isPrepared(): boolean {
    return this.#tools !== null;
  }

  async prepare(): Promise<void> {
    this.#tools ??= await import('./suggesting');
  }

  /** Somebody wants it on or off. */
  want(isOn: boolean): void {
    this.#wanted = isOn;
  }

  /** Whether it is to be switched now: another wish may have come meanwhile. */
  isDue(isOn: boolean): boolean {
    if (isOn && this.#tools !== null) this.#texts ??= new this.#tools.Proposals(this.#around);
    return this.#tools !== null && this.#wanted === isOn && isOn !== this.#isOn;
  }

  switch(isOn: boolean): void {
    this.#isOn = isOn;
  }

  /** A mode that is still on its way comes to nothing. */
  stop(): void {
    this.#wanted = this.#isOn;
  }

  /** Gives the view the other text of its item; `before` is what it showed. */
  change(view: EditorView, before: EditorState, state: EditorState): void {
    const { fromCopy, toCopy, change } = this.#tools ?? {};
    if (fromCopy === undefined || toCopy === undefined || change === undefined) return;
    change(view, state, this.#isOn ? fromCopy(state) : toCopy(before));
  }

  /** What became of the copy in the text that is shown; null while the copy is shown. */
  fromCopy(shown: EditorState): ChangeDesc | null {
    return this.#isOn && this.#tools !== null ? this.#tools.fromCopy(shown) : null;
  }

  /** A place of what is shown, in the copy. */
  inCopy(shown: EditorState, position: number, side: 1 | -1): number {
    if (!this.#isOn || this.#tools === null) return position;
    return this.#tools.toCopy(shown).mapPos(position, side);
  }

  /** What is suggested in a text proposed. */
  edits(state: EditorState): SuggestedEdit[] {
    return this.#tools?.suggestionsOf(state) ?? [];
  }
}
