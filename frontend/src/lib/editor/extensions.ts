/** All that the editor of copy is made of. */

import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { markdownKeymap, markdownLanguage } from '@codemirror/lang-markdown';
import { LanguageSupport } from '@codemirror/language';
import { searchKeymap } from '@codemirror/search';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { drawSelection, dropCursor, EditorView, keymap } from '@codemirror/view';

import { editorWords as words } from '../words/editor';
import { authors } from './authors';
import { cleaning } from './clean';
import { cards } from './card';
import type { EditorCommand } from './commands';
import { completion } from './complete';
import { behindTheMark, paragraph } from './enter';
import { finding, type Issue } from './find';
import { type FindingHooks, findings } from './findings';
import { look } from './look';
import { richMarks } from './marks';
import { meters } from './meters';
import { type NoteHooks, notes } from './notes';
import { type PasteCallbacks, pasting } from './paste';
import { enterPicture, pictures } from './pictures';

/** What the extensions ask of the editor around them. */
export interface Hooks extends PasteCallbacks {
  run: (command: EditorCommand) => boolean;
  /** Finding in the whole issue. */
  across: Issue;
  /** What can be done about what preflight found. */
  findings: FindingHooks | undefined;
  /** What becomes of comments and suggestions. */
  notes: NoteHooks | undefined;
  /** Who wrote what is not to be shown any more. */
  uncredit: () => void;
}

export function extensions(hooks: Hooks): Extension {
  const run = (command: EditorCommand) => (): boolean => hooks.run(command);
  return [
    look,
    history(),
    cleaning(),
    drawSelection(),
    dropCursor(),
    EditorView.lineWrapping,
    EditorView.perLineTextDirection.of(true),
    EditorState.allowMultipleSelections.of(true),
    EditorView.contentAttributes.of({
      'aria-label': words.copy,
      spellcheck: 'false',
      autocorrect: 'off',
      autocapitalize: 'off',
      dir: 'auto',
      // Also where it is only read: what scrolls can be scrolled by key.
      tabindex: '0',
    }),
    // Not markdown(): it brings the grammars of HTML, CSS and JavaScript, a fifth of the page's script.
    new LanguageSupport(markdownLanguage),
    behindTheMark,
    richMarks(),
    pictures(),
    meters(),
    completion(() => hooks.run('picture')),
    pasting(hooks),
    finding(hooks.across),
    cards,
    findings(hooks.findings),
    notes(hooks.notes),
    authors(hooks.uncredit),
    Prec.high(
      keymap.of([
        { key: 'ArrowDown', run: (view) => atEdge(view, 1) && enterPicture(view, 1) },
        { key: 'ArrowUp', run: (view) => atEdge(view, -1) && enterPicture(view, -1) },
        { key: 'Mod-b', run: run('bold') },
        { key: 'Mod-i', run: run('italic') },
        { key: 'Mod-Shift-k', run: run('link') },
        { key: 'Mod-Enter', run: run('open-link') },
        { key: 'Mod-Alt-f', run: run('find') },
        { key: 'Mod-Alt-m', run: run('comment') },
      ]),
    ),
    keymap.of([
      ...markdownKeymap,
      { key: 'Enter', run: paragraph },
      ...searchKeymap.filter(({ key }) => key !== 'Mod-d' && key !== 'Mod-Alt-g'),
      ...historyKeymap,
      // Mod-k and the like are the window's.
      ...defaultKeymap.filter(
        ({ key }) => key !== 'Mod-k' && key !== 'Ctrl-k' && key !== 'Mod-i' && key !== 'Mod-/',
      ),
    ]),
  ];
}

/** Whether the caret is on the line's last visual row (or its first), so that a key leaves the line. */
function atEdge(view: EditorView, direction: 1 | -1): boolean {
  const { main } = view.state.selection;
  if (!main.empty) return false;
  const line = view.state.doc.lineAt(main.head);
  const next = view.moveVertically(main, direction > 0);
  return next.head < line.from || next.head > line.to || next.head === main.head;
}
