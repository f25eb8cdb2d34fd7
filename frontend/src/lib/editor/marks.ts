/** Markdown that looks like what it means: marks are quiet, and gone off the lines at hand. */

import { syntaxTree } from '@codemirror/language';
import type { EditorState, Extension, Range } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  ViewPlugin,
  type ViewUpdate,
  WidgetType,
} from '@codemirror/view';

import { editorWords as words } from '../words/editor';
import { labelAt, standfirst } from './paragraph';

const quiet = Decoration.mark({ class: 'cm-quiet' });
const hidden = Decoration.replace({});
const label = Decoration.mark({ class: 'cm-label' });
const link = Decoration.mark({ class: 'cm-link' });
const slot = Decoration.mark({ class: 'cm-slot' });
const line = (name: string): Decoration => Decoration.line({ class: name });
const lines = {
  ATXHeading1: line('cm-headline'),
  ATXHeading2: line('cm-heading'),
  ATXHeading3: line('cm-heading'),
  ATXHeading4: line('cm-heading'),
  Blockquote: line('cm-quotation'),
  FencedCode: line('cm-codeline'),
  CodeBlock: line('cm-codeline'),
  Table: line('cm-tableline'),
  standfirst: line('cm-standfirst'),
  list: line('cm-listline'),
};
const inline: Record<string, Decoration> = {
  StrongEmphasis: Decoration.mark({ class: 'cm-strong' }),
  Emphasis: Decoration.mark({ class: 'cm-emphasis' }),
  InlineCode: Decoration.mark({ class: 'cm-code' }),
  Strikethrough: Decoration.mark({ class: 'cm-struck' }),
};
const MARKS = new Set(['EmphasisMark', 'HeaderMark', 'StrikethroughMark', 'CodeMark']);
const SLOT = /\{\{[^{}\n]{1,120}\}\}/g;

class Placeholder extends WidgetType {
  constructor(readonly text: string) {
    super();
  }
  override eq(other: Placeholder): boolean {
    return other.text === this.text;
  }
  toDOM(): HTMLElement {
    const span = document.createElement('span');
    span.className = 'cm-hint';
    span.setAttribute('aria-hidden', 'true');
    span.textContent = this.text;
    return span;
  }
}

/** Whether the marks of a stretch can be seen. */
export type Seen = (from: number, to: number) => boolean;

/** The lines that somebody is at: there every mark can be seen. */
function atHand(state: EditorState): Seen {
  const ranges = state.selection.ranges.map(({ from, to }) => ({
    from: state.doc.lineAt(from).from,
    to: state.doc.lineAt(to).to,
  }));
  return (from, to) => ranges.some((range) => from <= range.to && to >= range.from);
}

function decorate(view: EditorView, seen: (state: EditorState) => Seen): DecorationSet {
  const { state } = view;
  const { doc } = state;
  const found: Range<Decoration>[] = [];
  const isSeen = seen(state);
  const mark = (from: number, to: number): void => {
    if (from < to) found.push((isSeen(from, to) ? quiet : hidden).range(from, to));
  };
  const eachLine = (from: number, to: number, decoration: Decoration): void => {
    for (let at = from; at <= to;) {
      const { from: start, to: end } = doc.lineAt(at);
      found.push(decoration.range(start));
      at = end + 1;
    }
  };
  const lead = standfirst(state);
  for (const { from, to } of view.visibleRanges) {
    if (lead !== null && lead.from <= to && lead.to >= from)
      eachLine(lead.from, lead.to, lines.standfirst);
    syntaxTree(state).iterate({
      from,
      to,
      enter: (node) => {
        const style = inline[node.name];
        if (style !== undefined) found.push(style.range(node.from, node.to));
        else if (MARKS.has(node.name)) {
          const space =
            node.name === 'HeaderMark' && doc.sliceString(node.to, node.to + 1) === ' ' ? 1 : 0;
          mark(node.from, node.to + space);
        } else if (node.name === 'QuoteMark' || node.name === 'TableDelimiter')
          found.push(quiet.range(node.from, node.to));
        else if (node.name === 'ListItem') found.push(lines.list.range(doc.lineAt(node.from).from));
        else if (node.name === 'Link') {
          const text = doc.sliceString(node.from, node.to);
          const close = text.lastIndexOf('](');
          if (!text.startsWith('[') || close < 1) return;
          // One bracket goes with the other.
          const opening = isSeen(node.from + close, node.to) ? quiet : hidden;
          found.push(opening.range(node.from, node.from + 1));
          found.push(link.range(node.from + 1, node.from + close));
          mark(node.from + close, node.to);
        } else if (
          node.name === 'Autolink' ||
          (node.name === 'URL' &&
            node.node.parent?.name !== 'Link' &&
            node.node.parent?.name !== 'Image')
        )
          found.push(link.range(node.from, node.to));
        else {
          const decoration = lines[node.name as keyof typeof lines] as Decoration | undefined;
          if (decoration !== undefined)
            eachLine(Math.max(node.from, from), Math.min(node.to, to), decoration);
        }
        if (node.name === 'ATXHeading1' && /^#\s*$/.test(doc.sliceString(node.from, node.to)))
          found.push(
            Decoration.widget({ widget: new Placeholder(words.headline), side: 1 }).range(
              doc.lineAt(node.from).to,
            ),
          );
      },
    });
    for (let at = from; at <= to;) {
      const one = doc.lineAt(at);
      const name = labelAt(doc, one);
      if (name !== null)
        found.push(label.range(one.from, Math.min(one.to, one.from + name.textStart)));
      if (one.length < 10_000)
        for (const { index, 0: text } of one.text.matchAll(SLOT))
          found.push(slot.range(one.from + index, one.from + index + text.length));
      at = one.to + 1;
    }
  }
  return Decoration.set(found, true);
}

/** Rich-looking Markdown. Its marks are seen on the lines at hand, or where else `seen` says. */
export function richMarks(seen: (state: EditorState) => Seen = atHand): Extension {
  return ViewPlugin.fromClass(
    class {
      decorations: DecorationSet;
      constructor(view: EditorView) {
        this.decorations = decorate(view, seen);
      }
      update(update: ViewUpdate): void {
        const parsed = syntaxTree(update.startState) !== syntaxTree(update.state);
        if (!update.docChanged && !update.selectionSet && !update.viewportChanged && !parsed)
          return;
        // An input method writes into the page's own nodes: they are left alone until it is done.
        this.decorations =
          update.view.composing && update.docChanged
            ? this.decorations.map(update.changes)
            : decorate(update.view, seen);
      }
    },
    { decorations: (value) => value.decorations },
  );
}
