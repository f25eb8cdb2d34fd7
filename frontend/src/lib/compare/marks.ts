/** What differs, marked in one column: words that went on the left, words that came on the right. */

import {
  type EditorState,
  type Extension,
  type Range,
  StateEffect,
  StateField,
} from '@codemirror/state';
import { Decoration, type DecorationSet, EditorView, WidgetType } from '@codemirror/view';

import { readPicture } from '../editor/picture';
import { compare as words } from '../words/compare';

export type Side = 'from' | 'to';

/** A stretch of one column; `number` is the change's, from 0. An empty one marks a place. */
export interface Stretch {
  from: number;
  to: number;
  number: number;
}

const HIGH: Record<Side, Decoration> = {
  from: Decoration.mark({ tagName: 'del', class: 'cm-gone' }),
  to: Decoration.mark({ tagName: 'ins', class: 'cm-come' }),
};
const HERE: Record<Side, Decoration> = {
  from: Decoration.mark({ tagName: 'del', class: 'cm-gone cm-looked' }),
  to: Decoration.mark({ tagName: 'ins', class: 'cm-come cm-looked' }),
};
const blank = Decoration.line({ class: 'cm-between' });

/** Stands for a break of lines, which has no ink of its own. */
class Break extends WidgetType {
  constructor(readonly look: string) {
    super();
  }
  override eq(other: Break): boolean {
    return other.look === this.look;
  }
  toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = this.look;
    span.textContent = '¶';
    return span;
  }
}

/** A picture's line says what it shows: the picture itself is beside the copy when it changed. */
class PictureLine extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override eq(other: PictureLine): boolean {
    return other.text === this.text;
  }
  toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = 'cm-picture-line';
    span.textContent = this.text;
    return span;
  }
}

/** Goes to a change; -1 is none. */
export const setLooked = StateEffect.define<number>();

function decorate(
  state: EditorState,
  side: Side,
  stretches: readonly Stretch[],
  looked: number,
): DecorationSet {
  const found: Range<Decoration>[] = [];
  for (const { from, to, number } of stretches) {
    if (from === to) continue;
    const text = state.doc.sliceString(from, to);
    if (text.trim() === '' && text.includes('\n')) {
      const look = `${side === 'from' ? 'cm-gone' : 'cm-come'}${number === looked ? ' cm-looked' : ''}`;
      found.push(Decoration.widget({ widget: new Break(look), side: -1 }).range(from));
    } else found.push((number === looked ? HERE : HIGH)[side].range(from, to));
  }
  return Decoration.set(found, true);
}

/** The marks, and which of them is looked at. */
export function changeMarks(side: Side, stretches: readonly Stretch[], looked: number): Extension {
  return StateField.define<DecorationSet>({
    create: (state) => decorate(state, side, stretches, looked),
    update(value, transaction) {
      for (const effect of transaction.effects)
        if (effect.is(setLooked)) return decorate(transaction.state, side, stretches, effect.value);
      return value;
    },
    provide: (field) => EditorView.decorations.from(field),
  });
}

/** The first change that ends behind a place; they are in order. */
function firstBehind(stretches: readonly Stretch[], at: number): Stretch | undefined {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return stretches[low];
}

/** Whether a change is in a stretch of the copy. */
export function changedIn(stretches: readonly Stretch[]): (from: number, to: number) => boolean {
  return (from, to) => {
    const next = firstBehind(stretches, from);
    return next !== undefined && next.from < to;
  };
}

/**
 * Whether the marks of Markdown in a stretch must be seen: a change is in them, and would be hidden with
 * them. One that reaches further can be seen beside them.
 */
export function markChangedIn(
  stretches: readonly Stretch[],
): (from: number, to: number) => boolean {
  return (from, to) => {
    const next = firstBehind(stretches, from);
    if (next === undefined || next.from >= to) return false;
    return next.from > from || next.to < to || next.to - next.from === to - from;
  };
}

/** Blank lines are what stands between paragraphs; a picture is one quiet line. */
export function paragraphs(stretches: readonly Stretch[]): Extension {
  const isChanged = changedIn(stretches);
  return EditorView.decorations.compute(['doc'], (state) => {
    const found: Range<Decoration>[] = [];
    let from = 0;
    for (const text of state.doc.iterLines()) {
      const to = from + text.length;
      if (text.trim() === '') found.push(blank.range(from));
      else if (/^ {0,3}!\[/.test(text) && !isChanged(from, to)) {
        const picture = readPicture(text);
        if (picture !== null)
          found.push(
            Decoration.replace({ widget: new PictureLine(words.picture(picture)) }).range(from, to),
          );
      }
      from = to + 1;
    }
    return Decoration.set(found);
  });
}
