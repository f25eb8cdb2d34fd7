/**
 * What preflight found, beside the copy: a sign in the margin, a fine line under the words, and a card
 * that says why. Nothing is marked while a word is being written.
 */

import {
  type EditorState,
  type Extension,
  Facet,
  type Range,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state';
import { closeHoverTooltips, type Command, Decoration, EditorView, keymap } from '@codemirror/view';

import type { FlightFinding } from '../backend';
import { isMachine } from '../state/findings';
import { checkTitle } from '../words/checks';
import { preflight as words } from '../words/preflight';
import { type Card, focusCard, hoverCard, setCard } from './card';
import { findingBox, type FindingHooks, Sign, type Way } from './findingcard';
import { findingLook } from './findinglook';
import { shifted, stands } from './fixing';

export type { FindingHooks } from './findingcard';

/** What was found in the item that is open, of the text as it stands. */
export const setFindings = StateEffect.define<readonly FlightFinding[]>();

interface Mark {
  finding: FlightFinding;
  /** Somebody was at the word when it was found: it is not marked before they leave it. */
  quiet: boolean;
}
const LETTER = /[\p{L}\p{M}\p{N}'’-]/u;
const MOST = 80;

/** The words of a finding, to the ends of the first and the last word. */
function around({ doc }: EditorState, { start, end }: FlightFinding): { from: number; to: number } {
  const first = Math.max(0, start - MOST);
  const before = doc.sliceString(first, start);
  const after = doc.sliceString(end, Math.min(doc.length, end + MOST));
  let from = before.length;
  while (from > 0 && LETTER.test(before.charAt(from - 1))) from--;
  let to = 0;
  while (to < after.length && LETTER.test(after.charAt(to))) to++;
  return { from: first + from, to: end + to };
}

function isAt(state: EditorState, finding: FlightFinding): boolean {
  const { from, to } = around(state, finding);
  return state.selection.ranges.some(({ head, empty }) => empty && head >= from && head <= to);
}

function taken(
  found: readonly FlightFinding[],
  before: readonly Mark[],
  state: EditorState,
): Mark[] {
  const text = state.doc.toString();
  return found
    .filter((one) => one.start >= 0 && one.part === '' && stands(one, text))
    .toSorted((one, other) => one.start - other.start)
    .map((finding) => {
      const known = before.find(
        ({ finding: old }) => old.check === finding.check && old.start === finding.start,
      );
      // What was put in just now is seen at once: nobody is writing it.
      const quiet = !isMachine(finding) && (known?.quiet ?? true) && isAt(state, finding);
      return { finding, quiet };
    });
}

/** After a change: what was touched is to be found anew, the rest moves along. */
function moved(all: readonly Mark[], { startState, changes }: Transaction): Mark[] {
  return all
    .filter(({ finding }) => {
      const { from, to } = around(startState, finding);
      return changes.touchesRange(from, to) === false;
    })
    .map(({ finding, quiet }) => ({ finding: shifted(finding, finding.item_id, changes), quiet }));
}

const field = StateField.define<readonly Mark[]>({
  create: () => [],
  update(value, transaction) {
    const { docChanged, selection, state, effects } = transaction;
    let all = value;
    if (docChanged && all.length > 0) all = moved(all, transaction);
    if ((docChanged || selection !== undefined) && all.some(({ quiet }) => quiet))
      all = all.map((mark) =>
        mark.quiet && !isAt(state, mark.finding) ? { ...mark, quiet: false } : mark,
      );
    for (const effect of effects) if (effect.is(setFindings)) all = taken(effect.value, all, state);
    return all;
  },
  provide: (of) => EditorView.decorations.compute([of], (state) => decorations(state, seen(state))),
});

const found = (state: EditorState): FlightFinding[] =>
  (state.field(field, false) ?? []).map(({ finding }) => finding);

const seen = (state: EditorState): FlightFinding[] =>
  (state.field(field, false) ?? []).filter(({ quiet }) => !quiet).map(({ finding }) => finding);

const RANK = { error: 0, warning: 1, query: 2 };
const PICTURE = /^ {0,3}!\[/;
const under = {
  error: Decoration.mark({ class: 'cm-found cm-found-error' }),
  warning: Decoration.mark({ class: 'cm-found cm-found-warning' }),
  query: Decoration.mark({ class: 'cm-found cm-found-query' }),
};

function decorations({ doc }: EditorState, found: readonly FlightFinding[]) {
  const made: Range<Decoration>[] = [];
  const lines = new Map<number, FlightFinding[]>();
  for (const one of found) {
    const { from } = doc.lineAt(one.start);
    lines.set(from, [...(lines.get(from) ?? []), one]);
  }
  for (const [from, list] of lines) {
    const [worst] = list.toSorted((a, b) => RANK[a.severity] - RANK[b.severity]);
    if (worst === undefined) continue;
    const label = list
      .map((one) => words.margin.group(words.severity[one.severity], checkTitle(one.check)))
      .join('; ');
    // A picture's line is a card of its own: the sign stands before it.
    const block = PICTURE.test(doc.lineAt(from).text);
    const widget = new Sign(worst.severity, label, block);
    made.push(Decoration.widget({ widget, side: -1, block }).range(from));
  }
  for (const { start, end, severity } of found)
    if (end > start) made.push(under[severity].range(start, end));
  return Decoration.set(made, true);
}

/** Without a desk around, nothing comes of a deed. */
const nothing = (): void => undefined;
const hooksOf = Facet.define<FindingHooks, FindingHooks>({
  combine: ([hooks]) =>
    hooks ?? { fix: nothing, confirm: nothing, waive: nothing, toDesk: nothing },
});

function card(finding: FlightFinding, way: Way = {}): Card {
  const { check, start, end } = finding;
  return {
    kind: 'finding',
    pos: start,
    end,
    stands: (now) => found(now).some((one) => one.check === check && one.start === start),
    create: (view) => {
      const askReason = (): void => {
        const asking = card(finding, { focus: true, waive: true });
        view.dispatch({ effects: [setCard.of(asking), closeHoverTooltips] });
      };
      const dom = findingBox(view, finding, way, {
        ...view.state.facet(hooksOf),
        askReason,
        step: (direction) => step(direction)(view),
      });
      return { dom, mount: () => way.focus === true && focusCard(dom) };
    },
  };
}

/**
 * Goes to the next finding of the item, or the one before. The keys go to its card: its words are
 * selected, and in the copy Enter would write over them.
 */
const step =
  (direction: 1 | -1): Command =>
  (view) => {
    const { state } = view;
    const all = seen(state);
    const { from } = state.selection.main;
    const next =
      direction > 0
        ? (all.find(({ start }) => start > from) ?? all[0])
        : (all.findLast(({ start }) => start < from) ?? all.at(-1));
    if (next === undefined) {
      view.dispatch({ effects: EditorView.announce.of(words.margin.none) });
      return true;
    }
    const { start, end, severity, check, why } = next;
    const said = words.margin.group(words.severity[severity], checkTitle(check));
    view.dispatch({
      selection: { anchor: start, head: end },
      effects: [
        EditorView.scrollIntoView(start, { y: 'center' }),
        setCard.of(card(next, { focus: true })),
        EditorView.announce.of(`${said}. ${why}`),
      ],
    });
    return true;
  };

export const nextFinding = step(1);
export const previousFinding = step(-1);

/** The card of what was found at the caret, or else in its line; the keys go to it. */
export const findingCard: Command = (view) => {
  const { state } = view;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const all = found(state);
  const finding =
    all.find(({ start, end }) => start <= to && end >= from) ??
    all.find(({ start }) => start >= line.from && start <= line.to);
  if (finding === undefined) return false;
  view.dispatch({ effects: setCard.of(card(finding, { focus: true })) });
  return true;
};

/** Signs and lines, and cards at them. */
export function findings(hooks?: FindingHooks): Extension {
  return [
    findingLook,
    hooks === undefined ? [] : hooksOf.of(hooks),
    field,
    hoverCard((state, position) => {
      const over = seen(state).find(({ start, end }) => start <= position && position <= end);
      return over === undefined ? null : card(over);
    }),
    keymap.of([
      { key: 'F8', run: nextFinding, shift: previousFinding },
      { key: 'Alt-Enter', run: findingCard },
    ]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        const sign = event.target instanceof Element ? event.target.closest('.cm-sign') : null;
        if (sign === null) return false;
        const { from, to } = view.state.doc.lineAt(view.posAtDOM(sign));
        const finding = seen(view.state).find(({ start }) => start >= from && start <= to);
        if (finding === undefined) return false;
        view.dispatch({ effects: setCard.of(card(finding)) });
        return true;
      },
    }),
  ];
}
