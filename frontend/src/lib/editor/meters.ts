/** Quiet meters beside the copy: words of a label against its budget, in the margin and never in the text. */

import type { EditorState, Extension, Range as At } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';

import type { Range } from '../backend';
import { editorWords as words } from '../words/editor';
import { itemView, setView } from './item';
import { countWords, labelAt } from './paragraph';

interface Section {
  from: number;
  words: number;
  name: string;
  budget: Range | null;
}

/** The labelled sections of the copy, counted here: Go's count comes a blink later, and is the same. */
function sections(state: EditorState): Section[] {
  const { doc } = state;
  const view = itemView(state);
  const found: Section[] = [];
  let current: Section | null = null;
  for (let n = 1; n <= doc.lines; n++) {
    const line = doc.line(n);
    const label = /^ {0,3}[*_]/.test(line.text) ? labelAt(doc, line) : null;
    if (label !== null) {
      const known = view?.sections.find(
        ({ start }) => doc.lineAt(Math.min(start, doc.length)).from === line.from,
      );
      current = {
        from: line.from,
        words: 0,
        name: known?.name ?? '',
        budget: known?.budget ?? null,
      };
      found.push(current);
      current.words = countWords(line.text.slice(label.textStart));
    } else if (current !== null && !/^ {0,3}!\[/.test(line.text))
      current.words += countWords(line.text);
  }
  return found;
}

// A longer item has no time to be counted with every key: there Go's figures do.
const COUNTED_HERE = 30_000;

function shown(state: EditorState): Section[] {
  const view = itemView(state);
  if (state.doc.length <= COUNTED_HERE) return sections(state);
  return (view?.sections ?? []).map(({ start, words: n, name, budget }) => ({
    from: state.doc.lineAt(Math.min(start, state.doc.length)).from,
    words: n,
    name,
    budget,
  }));
}

const isOver = (n: number, { max }: Range): boolean => max > 0 && n > max;
const has = (budget: Range | null): budget is Range =>
  budget !== null && (budget.min > 0 || budget.max > 0);

function decorate(view: EditorView): DecorationSet {
  const { state } = view;
  const all = shown(state);
  const pairs = itemView(state)?.pairs ?? [];
  const found: At<Decoration>[] = [];
  for (const section of all) {
    const texts: string[] = [];
    let over = false;
    if (has(section.budget)) {
      texts.push(words.meter(section.words, section.budget));
      over = isOver(section.words, section.budget);
    }
    for (const pair of pairs) {
      const of = all.filter(({ name }) => name !== '' && pair.labels.includes(name));
      if (of.length < 2 || of.at(-1) !== section || !has(pair.budget)) continue;
      const together = of.reduce((sum, one) => sum + one.words, 0);
      const others = pair.labels.filter((label) => label !== section.name);
      texts.push(words.pair(together, pair.budget, others.join(', ')));
      over ||= isOver(together, pair.budget);
    }
    if (texts.length === 0) continue;
    const meter = texts.join('\n');
    found.push(
      Decoration.line({
        class: over ? 'cm-metered cm-over' : 'cm-metered',
        attributes: { 'data-meter': meter },
      }).range(section.from),
    );
  }
  return Decoration.set(found, true);
}

/** Meters in the margin. */
export function meters(): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorate(view);
      }
      update(update: ViewUpdate): void {
        const told = update.transactions.some(({ effects }) =>
          effects.some((effect) => effect.is(setView)),
        );
        if (!update.docChanged && !told) return;
        this.decorations = update.view.composing
          ? this.decorations.map(update.changes)
          : decorate(update.view);
      }
    },
    { decorations: (value) => value.decorations },
  );
}
