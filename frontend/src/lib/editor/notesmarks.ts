/** The marks of comments and suggestions: lines under words, words struck, words that would come. */

import type { EditorState, Range, Text } from '@codemirror/state';
import { Decoration, type DecorationSet, WidgetType } from '@codemirror/view';

import { markWords as words } from '../words/notes';
import { element } from './card';
import type { CommentMark, SuggestionMark } from './notes';

const PICTURE = /^ {0,3}!\[/;
/** Nobody reads more than that inside of a line, in UTF-16 units. */
export const shownOf = 2_000;

/** Who hears the page is told, too, what goes and what comes. */
const tagOf = (look: string): 'del' | 'ins' | 'span' =>
  look.startsWith('cm-suggested-old')
    ? 'del'
    : look.startsWith('cm-suggested-new')
      ? 'ins'
      : 'span';

/** Words that are not in the text: struck from it, or to come into it. */
export class Words extends WidgetType {
  constructor(
    readonly id: string,
    readonly text: string,
    readonly look: string,
    readonly label: string,
    readonly block: boolean,
  ) {
    super();
  }

  override eq({ id, text, look, label, block }: Words): boolean {
    return (
      id === this.id &&
      text === this.text &&
      look === this.look &&
      label === this.label &&
      block === this.block
    );
  }

  /** The pointer is the editor’s: the caret goes beside them, and the note is chosen. */
  override ignoreEvent(): boolean {
    return false;
  }

  toDOM(): HTMLElement {
    const isLong = this.text.length > shownOf;
    const text = isLong
      ? `${this.text.slice(0, shownOf).replace(/[\ud800-\udbff]$/, '')} …`
      : this.text;
    const span = element(tagOf(this.look), this.look, text.replaceAll('\n', '¶\n'));
    span.title = this.label;
    span.dataset.note = this.id;
    if (!this.block) return span;
    const line = element('div', '');
    line.append(span);
    return line;
  }
}

/** A place between two letters that somebody said something about. */
class Spot extends WidgetType {
  constructor(
    readonly id: string,
    readonly look: string,
  ) {
    super();
  }

  override eq({ id, look }: Spot): boolean {
    return id === this.id && look === this.look;
  }

  override ignoreEvent(): boolean {
    return false;
  }

  toDOM(): HTMLElement {
    const spot = element('span', this.look);
    spot.title = words.comment;
    spot.dataset.note = this.id;
    return spot;
  }
}

/** Words at a place: before what stands there (-1), or behind it. A picture’s line is a card: they stand over it. */
export function wordsAt(
  doc: Text,
  at: number,
  side: -1 | 1,
  { id, text, look, label }: { id: string; text: string; look: string; label: string },
): Range<Decoration> {
  const line = doc.lineAt(at);
  const block = PICTURE.test(line.text);
  const widget = new Words(id, text, look, label, block);
  return Decoration.widget({ widget, side, block }).range(block ? line.from : at);
}

/** Words that stand in the text and belong to a note. */
export const marked = (id: string, look: string, label: string): Decoration =>
  Decoration.mark({
    tagName: tagOf(look),
    class: look,
    attributes: { 'data-note': id, title: label },
  });

function ofComment({ id, start, end }: CommentMark, chosen: string): Range<Decoration> {
  if (start < end) return marked(id, `cm-note-comment${chosen}`, words.comment).range(start, end);
  const widget = new Spot(id, `cm-note-place${chosen}`);
  return Decoration.widget({ widget, side: 1 }).range(start);
}

function ofSuggestion(doc: Text, one: SuggestionMark, chosen: string): Range<Decoration>[] {
  const { id, start, end, insert, who, mine, both } = one;
  const look = `${both ? ' cm-suggested-both' : ''}${chosen}`;
  const label = both ? words.both(who) : mine ? words.mine : words.suggestion(who);
  const made: Range<Decoration>[] = [];
  if (start < end) made.push(marked(id, `cm-suggested-old${look}`, label).range(start, end));
  // What is typed at the end of struck words comes behind the new ones, and before an insertion.
  const side = start < end ? -1 : 1;
  const coming = { id, text: insert, look: `cm-suggested-new${look}`, label };
  if (insert !== '') made.push(wordsAt(doc, end, side, coming));
  return made;
}

/** The marks of what can be seen. */
export function noteMarks(
  { doc }: EditorState,
  comments: readonly CommentMark[],
  suggestions: readonly SuggestionMark[],
  chosen: string | null,
): DecorationSet {
  const look = (id: string): string => (id === chosen ? ' cm-note-chosen' : '');
  return Decoration.set(
    [
      ...comments.map((one) => ofComment(one, look(one.id))),
      ...suggestions.flatMap((one) => ofSuggestion(doc, one, look(one.id))),
    ],
    true,
  );
}
