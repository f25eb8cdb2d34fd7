/** Words that may be misspelled: marked when the hand rests, never while they are written. */

import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import {
  EditorSelection,
  type EditorState,
  type Extension,
  StateEffect,
  StateField,
} from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

import type { Mistake } from '../spelling/mistakes';
import { type Passage, passages } from '../spelling/prose';
import type { Speller } from '../spelling/speller';
import { type Card, focusCard, hoverCard, openCard, setCard } from './card';
import { spellingBox, spellingLook } from './spellingcard';

/** Milliseconds: until typing is taken to rest, and in which answers are shown together. */
const REST = 500;
const TOGETHER = 60;
/** Nobody reads more marks than that in one item. */
const MOST = 400;

const setMistakes = StateEffect.define<readonly Mistake[]>();
/** Somebody asks for the whole item to be judged. */
const checkAll = StateEffect.define();

const isLetter = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);

/** Where a mistake is after a change; null when its word is another one now. */
function moved(
  mistake: Mistake,
  { changes, state }: ViewUpdate['transactions'][number],
): Mistake | null {
  const from = changes.mapPos(mistake.from, 1);
  const to = changes.mapPos(mistake.to, -1);
  const same =
    from < to &&
    state.sliceDoc(from, to) === mistake.words &&
    !isLetter(state.sliceDoc(from - 1, from)) &&
    !isLetter(state.sliceDoc(to, to + 1));
  return same ? { ...mistake, from, to } : null;
}

const shown = StateField.define<readonly Mistake[]>({
  create: () => [],
  update(value, transaction) {
    let mistakes = value;
    if (transaction.docChanged && mistakes.length > 0)
      mistakes = mistakes
        .map((one) => moved(one, transaction))
        .filter((one): one is Mistake => one !== null);
    for (const effect of transaction.effects) if (effect.is(setMistakes)) mistakes = effect.value;
    return mistakes;
  },
});

/** Where the word begins whose card is open; -1 for none. */
function atCard(state: EditorState): number {
  const card = openCard(state);
  return card?.kind === 'spelling' ? card.pos : -1;
}

/** The mistakes that can be seen: not the one at the caret, unless its card is open. */
export function visibleMistakes(state: EditorState): readonly Mistake[] {
  const at = atCard(state);
  return state
    .field(shown)
    .filter(
      ({ from, to }) =>
        at === from ||
        !state.selection.ranges.some((range) => range.from <= to && range.to >= from),
    );
}

const underlined = Decoration.mark({ class: 'cm-spelling' });

function decorate(state: EditorState): DecorationSet {
  return Decoration.set(
    visibleMistakes(state).map(({ from, to }) => underlined.range(from, to)),
    true,
  );
}

const alike = (one: readonly Mistake[], other: readonly Mistake[]): boolean =>
  one.length === other.length &&
  one.every(({ from, words }, n) => from === other[n]?.from && words === other[n].words);

/** Asks the speller when typing rests, and shows what it answers. */
class Watch {
  readonly #view: EditorView;
  readonly #speller: Speller;
  readonly #stop: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #isAsked = false;
  #isOver = false;

  constructor(view: EditorView, speller: Speller) {
    this.#view = view;
    this.#speller = speller;
    this.#stop = speller.listen(() => this.#later(0));
    this.#later(TOGETHER);
  }

  update(update: ViewUpdate): void {
    for (const { effects } of update.transactions)
      if (effects.some((effect) => effect.is(checkAll))) {
        this.#isAsked = true;
        this.#later(0);
      }
    if (update.docChanged) this.#later(REST);
  }

  destroy(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#soon);
    this.#stop();
    this.#speller.callOff();
  }

  #later(wait: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), wait);
  }

  get #passages(): Passage[] {
    const { state } = this.#view;
    const tree = ensureSyntaxTree(state, state.doc.length, 50) ?? syntaxTree(state);
    return passages(state.doc, tree);
  }

  #look(): void {
    if (this.#view.composing) {
      this.#later(REST);
      return;
    }
    const all = this.#show();
    // What waits is of an older text; what is wanted of it still is asked for again.
    this.#speller.callOff();
    if (!this.#speller.isOn && !this.#isAsked) return;
    const missing = all.filter((passage) => this.#speller.mistakes(passage) === null);
    const [first] = this.#view.visibleRanges;
    const isSeen = ({ from, to }: Passage): boolean =>
      first !== undefined && to >= first.from && from <= first.to;
    const inOrder = [...missing.filter(isSeen), ...missing.filter((one) => !isSeen(one))];
    const answers = inOrder.map(async (passage) => {
      const isJudged = await this.#speller.judge(passage);
      if (isJudged) this.#showSoon();
      return isJudged;
    });
    if (this.#isAsked) void Promise.all(answers).then((judged) => this.#through(judged));
  }

  /** All of what was asked for is answered, or called off by another look, which goes on with it. */
  #through(judged: readonly boolean[]): void {
    if (this.#isOver || !this.#isAsked || judged.includes(false)) return;
    this.#isAsked = false;
    this.#show();
    this.#speller.checked(this.#view.state.field(shown).length);
  }

  #showSoon(): void {
    clearTimeout(this.#soon);
    if (this.#isOver) return;
    this.#soon = setTimeout(() => this.#show(), TOGETHER);
  }

  /** Shows what is known now; where nothing is, what was shown before stays with its words. */
  #show(): readonly Passage[] {
    const { state } = this.#view;
    const before = state.field(shown);
    const all = this.#speller.isShown ? this.#passages : [];
    const mistakes = all
      .flatMap(
        (passage) =>
          this.#speller.mistakes(passage) ??
          before.filter(({ from, to }) => from >= passage.from && to <= passage.to),
      )
      .slice(0, MOST);
    if (!alike(mistakes, before)) this.#view.dispatch({ effects: setMistakes.of(mistakes) });
    return all;
  }
}

const spellers = new WeakMap<EditorView, Speller>();

/** Goes to the mistake at the caret or the next one, around the end, and opens its card. */
export function nextMistake(view: EditorView): boolean {
  const mistakes = view.state.field(shown, false);
  if (mistakes === undefined) return false;
  const at = atCard(view.state);
  const { head } = view.state.selection.main;
  const next =
    at < 0 ? mistakes.find(({ to }) => to >= head) : mistakes.find(({ from }) => from > at);
  const mistake = next ?? mistakes[0];
  const speller = spellers.get(view);
  if (speller === undefined) return false;
  if (mistake === undefined) {
    speller.none();
    return true;
  }
  view.dispatch({
    selection: EditorSelection.cursor(mistake.to),
    effects: [
      setCard.of(card(mistake, speller, true)),
      EditorView.scrollIntoView(mistake.from, { y: 'nearest', yMargin: 80 }),
    ],
  });
  return true;
}

/** Has the whole item judged. */
export function checkSpelling(view: EditorView): boolean {
  if (view.state.field(shown, false) === undefined) return false;
  view.dispatch({ effects: checkAll.of(null) });
  return true;
}

/** `focus`: it was opened by key, and the keys go to it. */
function card(mistake: Mistake, speller: Speller, focus = false): Card {
  const { from, to, words, isSpelling } = mistake;
  const same = (state: EditorState): Mistake[] =>
    state.field(shown).filter((one) => one.words === words && one.isSpelling === isSpelling);
  return {
    kind: 'spelling',
    pos: from,
    end: to,
    stands: (state) => same(state).some((one) => one.from === from),
    create: (view) => {
      const all = (): Mistake[] => same(view.state);
      const dom = spellingBox(view, { mistake, all, speller, next: () => nextMistake(view) });
      return { dom, mount: () => focus && focusCard(dom) };
    },
  };
}

/** Spelling: marks, and a card at the word. */
export function spelling(speller: Speller): Extension {
  return [
    shown,
    EditorView.decorations.compute([shown, 'selection'], decorate),
    hoverCard((state, position) => {
      const mistake = visibleMistakes(state).find(
        ({ from, to }) => from <= position && to >= position,
      );
      return mistake === undefined ? null : card(mistake, speller);
    }),
    ViewPlugin.define((view) => {
      spellers.set(view, speller);
      return new Watch(view, speller);
    }),
    spellingLook,
  ];
}
