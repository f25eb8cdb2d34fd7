/**
 * Who wrote which words: a wash of the person's colour behind them, and a line or a hatch where they did
 * not come by the keyboard. Shown on request, and kept true while somebody types.
 */

import {
  type ChangeDesc,
  type EditorState,
  type Extension,
  Prec,
  RangeSetBuilder,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view';

import type { AuthorRun } from '../backend';
import { personColour } from '../person';
import { reviewWords } from '../words/notes';
import { authorLook, looksOf } from './authorlook';
import { proposed } from './notes';
import { leftOf, pastedIn } from './pasted';

/** Who is at the keyboard: what is typed is theirs. */
export interface Hand {
  who: string;
  initials: string;
}

/** All of an item's copy as it is here, or nothing any more. */
export interface Credits {
  runs: readonly AuthorRun[];
  me: Hand;
}

/** Shows these in place of those before; null shows none. */
export const setCredits = StateEffect.define<Credits | null>();

/** Runs after a change: what was put into the middle of one is not a part of it. */
export function movedRuns(runs: readonly AuthorRun[], changes: ChangeDesc): AuthorRun[] {
  return runs.flatMap((run) =>
    leftOf([{ from: run.start, to: run.end }], changes).map(({ from, to }) => ({
      ...run,
      start: from,
      end: to,
    })),
  );
}

/** What a transaction puts in, as runs of whoever is at the keyboard. */
function newRuns(transaction: Transaction, { who, initials }: Hand): AuthorRun[] {
  const how = pastedIn(transaction).length > 0 ? 'pasted' : 'typed';
  const made: AuthorRun[] = [];
  transaction.changes.iterChanges((_from, _to, start, end) => {
    if (start < end) made.push({ start, end, who, initials, how, model: '' });
  });
  return made;
}

/** Runs in order, those that touch and are alike as one. */
function joined(runs: readonly AuthorRun[]): AuthorRun[] {
  const all: AuthorRun[] = [];
  for (const run of runs.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    const isSame =
      last?.end === run.start &&
      last.who === run.who &&
      last.how === run.how &&
      last.model === run.model;
    if (isSame) all.splice(-1, 1, { ...last, end: run.end });
    else all.push(run);
  }
  return all;
}

function after(credits: Credits, transaction: Transaction): Credits {
  const moved = movedRuns(credits.runs, transaction.changes);
  // What is typed as a suggestion is nobody's words yet.
  const isCopy = transaction.startState.facet(proposed) === null;
  const made = isCopy ? newRuns(transaction, credits.me) : [];
  return { ...credits, runs: joined([...moved, ...made]) };
}

const known = (run: AuthorRun): boolean => run.who !== '' || run.how !== 'typed';

function marks({ doc }: EditorState, { runs }: Credits): DecorationSet {
  const made = new RangeSetBuilder<Decoration>();
  let at = 0;
  for (const run of runs.filter(known)) {
    const [from, to] = [Math.max(at, run.start), Math.min(doc.length, run.end)];
    if (from >= to) continue;
    made.add(
      from,
      to,
      Decoration.mark({
        class: `cm-author ${looksOf(run.how)}`,
        attributes: {
          style: run.who === '' ? '' : `--of: var(--person-${personColour(run.who)})`,
          title: reviewWords.authors.run(run),
        },
      }),
    );
    at = to;
  }
  return made.finish();
}

const field = StateField.define<Credits | null>({
  create: () => null,
  update(value, transaction) {
    let credits = value;
    if (credits !== null && transaction.docChanged) credits = after(credits, transaction);
    for (const effect of transaction.effects) if (effect.is(setCredits)) credits = effect.value;
    return credits;
  },
  provide: (of) =>
    EditorView.decorations.compute([of], (state) => {
      const credits = state.field(of);
      return credits === null ? Decoration.none : marks(state, credits);
    }),
});

/** What is shown of who wrote the copy; null for nothing. */
export const creditsOf = (state: EditorState): Credits | null => state.field(field, false) ?? null;

/**
 * Escape hides it. A completion that is only being looked for would take the key before, and nobody
 * sees one; what is open over the text closes first.
 */
const escape = (hide: () => void): Extension =>
  Prec.high(
    EditorView.domEventHandlers({
      keydown: ({ key, isComposing }, view) => {
        if (key !== 'Escape' || isComposing || creditsOf(view.state) === null) return false;
        if (view.dom.querySelector('.cm-tooltip') !== null) return false;
        hide();
        return true;
      },
    }),
  );

/** `hide` is called when somebody at the text wants to see it no more. */
export function authors(hide: () => void): Extension {
  return [authorLook, field, escape(hide)];
}
