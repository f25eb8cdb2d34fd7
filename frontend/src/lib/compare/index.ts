/**
 * Two copies side by side, as CodeMirror’s merge view lays them out. What differs is not its own finding:
 * it would move and join changes until they look well, and then the count would be another one than the
 * desk's. It gets the desk's changes, keeps line beside line, and shows every one of them as it is.
 */

import { markdownLanguage } from '@codemirror/lang-markdown';
import { LanguageSupport } from '@codemirror/language';
import { MergeView } from '@codemirror/merge';
import { EditorState, type Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import { look } from '../editor/look';
import { richMarks } from '../editor/marks';
import { blocksOf, chunksOf, fitting, type Numbered } from './blocks';
import { compareLook } from './look';
import {
  changeMarks,
  markChangedIn,
  paragraphs,
  setLooked,
  type Side,
  type Stretch,
} from './marks';
import type { TextChange } from './shapes';

export interface Copies {
  from: string;
  to: string;
  changes: readonly TextChange[];
  /** What the columns are called by whoever cannot see them. */
  labels: Record<Side, string>;
}

export class SideBySide {
  readonly #merge: MergeView;
  readonly #changes: readonly Numbered[];

  constructor(parent: HTMLElement, { from, to, changes, labels }: Copies) {
    const fit = fitting(changes, from, to);
    const stretches = (side: Side): Stretch[] =>
      fit.map((change) => ({
        from: change[`${side}_start`],
        to: change[`${side}_end`],
        number: change.number,
      }));
    const column = (side: Side, doc: string): { doc: string; extensions: Extension } => ({
      doc,
      extensions: readOnly(side, labels[side], stretches(side)),
    });
    this.#changes = fit;
    this.#merge = new MergeView({
      parent,
      a: column('from', from),
      b: column('to', to),
      gutter: false,
      diffConfig: { override: () => [] },
    });
    const { a, b } = this.#merge;
    // Before it measures for the first time, which it does when the screen is drawn.
    this.#merge.chunks = chunksOf(blocksOf(fit, a.state.doc, b.state.doc));
  }

  /** Marks the change that is looked at; -1 is none. */
  look(number: number): void {
    const { a, b } = this.#merge;
    for (const view of [a, b]) view.dispatch({ effects: setLooked.of(number) });
  }

  /** Where a change stands, in pixels of the screen; estimated until it is drawn. */
  area(number: number): { top: number; bottom: number } | null {
    const change = this.#changes.find((one) => one.number === number);
    if (change === undefined) return null;
    const { a, b } = this.#merge;
    const boxes = [boxAt(a, change.from_start), boxAt(b, change.to_start)];
    return {
      top: Math.min(...boxes.map(({ top }) => top)),
      bottom: Math.max(...boxes.map(({ bottom }) => bottom)),
    };
  }

  destroy(): void {
    this.#merge.destroy();
  }
}

function boxAt(view: EditorView, position: number): { top: number; bottom: number } {
  const at = Math.min(position, view.state.doc.length);
  const drawn = view.coordsAtPos(at);
  if (drawn !== null) return drawn;
  const { top, bottom } = view.lineBlockAt(at);
  return { top: view.documentTop + top, bottom: view.documentTop + bottom };
}

/** Copy as the editor shows it, to be read. */
function readOnly(side: Side, label: string, stretches: readonly Stretch[]): Extension {
  // A change may be in what is hidden: in a link's address, in the stars around a word.
  const isSeen = markChangedIn(stretches);
  return [
    // First, so that it goes before what it is a variant of.
    compareLook,
    // Before the other marks, and so inside them: what came is green in a label, too.
    changeMarks(side, stretches, -1),
    look,
    EditorState.readOnly.of(true),
    EditorView.editable.of(false),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorView.contentAttributes.of({ 'aria-label': label, dir: 'auto' }),
    new LanguageSupport(markdownLanguage),
    paragraphs(stretches),
    richMarks(() => isSeen),
  ];
}
