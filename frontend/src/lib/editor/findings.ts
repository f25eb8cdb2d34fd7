/**
 * What preflight found, beside the copy: a sign in the margin, a fine line under the words, and a card
 * that says why. Nothing is marked while a word is being written.
 */

import {
  type EditorState,
  type Extension,
  type Range,
  StateEffect,
  StateField,
  type Transaction,
} from '@codemirror/state';
import {
  closeHoverTooltips,
  type Command,
  Decoration,
  EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
} from '@codemirror/view';

import type { FlightFinding } from '../backend';
import { checkTitle } from '../words/checks';
import { preflight as words } from '../words/preflight';
import { shifted, stands } from './fixing';
import { card, type FindingHooks, Sign } from './findingcard';
import { findingLook } from './findinglook';

export type { FindingHooks } from './findingcard';

/** What was found in the item that is open, of the text as it stands. */
export const setFindings = StateEffect.define<readonly FlightFinding[]>();

interface Opened {
  finding: FlightFinding;
  /** The keys go to the card; with `waive`, to the reason. */
  focus: boolean;
  waive: boolean;
}
const open = StateEffect.define<Opened | null>();

interface Mark {
  finding: FlightFinding;
  /** Somebody was at the word when it was found: it is not marked before they leave it. */
  quiet: boolean;
}
interface Marks {
  all: readonly Mark[];
  opened: Opened | null;
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
      return { finding, quiet: (known?.quiet ?? true) && isAt(state, finding) };
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

const field = StateField.define<Marks>({
  create: () => ({ all: [], opened: null }),
  update(value, transaction) {
    const { docChanged, selection, state, effects } = transaction;
    let { all, opened } = value;
    if (docChanged && all.length > 0) all = moved(all, transaction);
    if (docChanged || selection !== undefined) {
      opened = null;
      if (all.some(({ quiet }) => quiet))
        all = all.map((mark) =>
          mark.quiet && !isAt(state, mark.finding) ? { ...mark, quiet: false } : mark,
        );
    }
    for (const effect of effects) {
      if (effect.is(setFindings)) {
        all = taken(effect.value, all, state);
        opened = all.some(({ finding }) => sameAs(finding, opened)) ? opened : null;
      } else if (effect.is(open)) opened = effect.value;
    }
    const same = all === value.all && opened === value.opened;
    return same ? value : { all, opened };
  },
  provide: (of) => EditorView.decorations.compute([of], (state) => decorations(state, seen(state))),
});

const sameAs = (finding: FlightFinding, opened: Opened | null): boolean =>
  opened?.finding.check === finding.check && opened.finding.start === finding.start;

const seen = (state: EditorState): FlightFinding[] =>
  (state.field(field, false)?.all ?? [])
    .filter(({ quiet }) => !quiet)
    .map(({ finding }) => finding);

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

const tooltip = (finding: FlightFinding, opened: Opened | null, hooks: FindingHooks): Tooltip => ({
  pos: finding.start,
  end: finding.end,
  create: (view) => {
    const dom = card(finding, opened?.waive ?? false, {
      ...hooks,
      askReason: () =>
        view.dispatch({
          effects: [open.of({ finding, focus: true, waive: true }), closeHoverTooltips],
        }),
      close: () => close(view),
    });
    const mount = (): void => {
      if (opened?.focus === true) dom.querySelector<HTMLElement>('input, button')?.focus();
    };
    return { dom, mount };
  },
});

const close: Command = (view) => {
  if ((view.state.field(field, false)?.opened ?? null) === null) return false;
  view.dispatch({ effects: [open.of(null), closeHoverTooltips] });
  view.focus();
  return true;
};

/** Goes to the next finding of the item, or the one before, and says what it is. */
const step =
  (direction: 1 | -1): Command =>
  (view) => {
    const { state } = view;
    const found = seen(state);
    const { from } = state.selection.main;
    const next =
      direction > 0
        ? (found.find(({ start }) => start > from) ?? found[0])
        : (found.findLast(({ start }) => start < from) ?? found.at(-1));
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
        open.of({ finding: next, focus: false, waive: false }),
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
  const found = (state.field(field, false)?.all ?? []).map(({ finding }) => finding);
  const finding =
    found.find(({ start, end }) => start <= to && end >= from) ??
    found.find(({ start }) => start >= line.from && start <= line.to);
  if (finding === undefined) return false;
  view.dispatch({ effects: open.of({ finding, focus: true, waive: false }) });
  return true;
};

/** Signs, lines and cards. */
export function findings(hooks: FindingHooks): Extension {
  const cards = new WeakMap<Opened, Tooltip>();
  return [
    findingLook,
    field,
    showTooltip.compute([field], (state) => {
      const { opened } = state.field(field);
      if (opened === null) return null;
      // The same card stays when something else is found: somebody may be in it.
      const shown = cards.get(opened) ?? tooltip(opened.finding, opened, hooks);
      cards.set(opened, shown);
      return shown;
    }),
    hoverTooltip((view, pos) => {
      if (view.state.field(field).opened !== null) return null;
      const over = seen(view.state).find(({ start, end }) => start <= pos && pos <= end);
      return over === undefined ? null : tooltip(over, null, hooks);
    }),
    keymap.of([
      { key: 'F8', run: nextFinding, shift: previousFinding },
      { key: 'Alt-Enter', run: findingCard },
      { key: 'Escape', run: close },
    ]),
    EditorView.domEventHandlers({
      mousedown: (event, view) => {
        const sign = event.target instanceof Element ? event.target.closest('.cm-sign') : null;
        if (sign === null) return false;
        const { from, to } = view.state.doc.lineAt(view.posAtDOM(sign));
        const finding = seen(view.state).find(({ start }) => start >= from && start <= to);
        if (finding === undefined) return false;
        view.dispatch({ effects: open.of({ finding, focus: false, waive: false }) });
        return true;
      },
    }),
  ];
}
