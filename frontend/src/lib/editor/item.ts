/** What the desk tells the editor of the item that is open: its meters and pictures. */

import {
  Facet,
  StateEffect,
  StateField,
  type EditorState,
  type Extension,
} from '@codemirror/state';

import type { Grammar, ItemView, SectionView } from '../backend';

/** The item's view, as Go's last echo has it. */
export const setView = StateEffect.define<ItemView>();

/** The grammar that the house style offers, and which kind of it the item is. */
export interface ItemGrammar {
  grammar: Grammar;
  kind: string;
  story: string;
}
export const itemGrammar = Facet.define<ItemGrammar, ItemGrammar | null>({
  combine: (values) => values[0] ?? null,
});

const viewField = StateField.define<ItemView | null>({
  create: () => null,
  update(value, transaction) {
    let view = value;
    if (view !== null && transaction.docChanged) {
      const sections = view.sections.map((section): SectionView => ({
        ...section,
        start: transaction.changes.mapPos(section.start),
      }));
      view = { ...view, sections };
    }
    for (const effect of transaction.effects) if (effect.is(setView)) view = effect.value;
    return view;
  },
});

/** Whether two views of an item look the same in the editor. */
export function shownAlike(one: ItemView, other: ItemView): boolean {
  const shown = ({ sections, pairs, pictures }: ItemView): string =>
    JSON.stringify([sections, pairs, pictures]);
  return shown(one) === shown(other);
}

export const itemView = (state: EditorState): ItemView | null =>
  state.field(viewField, false) ?? null;

/** The state that everything else reads. */
export function knowing(of: ItemGrammar): Extension {
  return [viewField, itemGrammar.of(of)];
}

/** The labels that a story of the item's kind may have, in their order. */
export function labelsOf(state: EditorState): readonly string[] {
  const of = state.facet(itemGrammar);
  if (of === null) return [];
  const kind = of.grammar.kinds.find((one) => one.kind === of.kind && one.story === of.story);
  return kind?.labels ?? of.grammar.labels.map(({ name }) => name);
}
