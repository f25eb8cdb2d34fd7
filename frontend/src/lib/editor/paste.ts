/** What is pasted and dropped: text, rich text, addresses and pictures. */

import type { Extension, Text, TransactionSpec } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

import type { PictureAdded } from '../backend';
import { clean } from './clean';
import { writePicture } from './picture';
import { isRich, markdownOf } from './rich';

export interface PasteCallbacks {
  /** Pictures for a place in the copy; none of them asks the system’s clipboard. */
  pictures: (files: File[], at: number) => void;
  tooLarge: (text: string) => void;
}

/** More than this is no paste into copy any more, in UTF-16 units. */
export const MOST = 1_000_000;

const ADDRESS = /^https?:\/\/\S+$/;

const isPicture = (file: File): boolean =>
  file.type.startsWith('image/') || /\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$/i.test(file.name);

/** What puts pictures into copy, each in a paragraph of its own. */
export function withPictures(
  doc: Text,
  at: number,
  added: readonly PictureAdded[],
): TransactionSpec {
  const line = doc.lineAt(Math.min(at, doc.length));
  const from = line.text.trim() === '' ? line.from : line.to;
  const text = added
    .map(({ name }) => writePicture({ name, alt: '', caption: '', credit: '' }))
    .join('\n\n');
  const before = from > 0 && line.text.trim() !== '' ? '\n\n' : '';
  const after = from < doc.length && doc.sliceString(from, from + 2) !== '\n\n' ? '\n\n' : '';
  return {
    changes: { from, insert: before + text + after },
    selection: { anchor: from + before.length + text.length },
    userEvent: 'input.picture',
    scrollIntoView: true,
  };
}

/** Goes to the first field of a picture, when it has been drawn. */
export function enterNew(view: EditorView, name: string): void {
  requestAnimationFrame(() => {
    const cards = view.dom.querySelectorAll<HTMLElement>('.cm-picture');
    const card = Array.from(cards).find((one) => one.dataset.name === name);
    card?.querySelector('input')?.focus();
  });
}

function put(view: EditorView, text: string, callbacks: PasteCallbacks): void {
  if (text.length > MOST) {
    callbacks.tooLarge(text);
    return;
  }
  view.dispatch(view.state.replaceSelection(clean(text)), {
    userEvent: 'input.paste',
    scrollIntoView: true,
  });
}

/** Words that are selected become a link when an address is pasted on them. */
export function linked(selected: string, pasted: string): string | null {
  const address = pasted.trim();
  if (
    !ADDRESS.test(address) ||
    selected.trim() === '' ||
    selected.includes('\n') ||
    ADDRESS.test(selected.trim())
  )
    return null;
  return `[${selected}](${address.replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'))})`;
}

/** Pasting and dropping. */
export function pasting(callbacks: PasteCallbacks): Extension {
  const take = (view: EditorView, data: DataTransfer, at: number | null): boolean => {
    const files = Array.from(data.files).filter(isPicture);
    const text = data.getData('text/plain');
    const html = data.getData('text/html');
    // WebKitGTK names a picture’s type and gives no picture: then the system’s clipboard is asked.
    const named = Array.from(data.types).some((type) => type.startsWith('image/'));
    if (files.length > 0 || (named && text === '' && at === null)) {
      callbacks.pictures(files, at ?? view.state.selection.main.head);
      return true;
    }
    if (data.files.length > 0) return true; // the window’s own: an import
    if (at !== null) return false; // text that is dragged is CodeMirror’s
    const { from, to } = view.state.selection.main;
    const link = linked(view.state.sliceDoc(from, to), text);
    if (link !== null) {
      view.dispatch({
        changes: { from, to, insert: link },
        selection: { anchor: from + link.length },
        userEvent: 'input.paste',
      });
      return true;
    }
    if (html.length > 4 * MOST || text.length > MOST) callbacks.tooLarge(text === '' ? html : text);
    else if (html !== '' && isRich(html)) put(view, markdownOf(html), callbacks);
    else if (text !== '') put(view, text, callbacks);
    else return false;
    return true;
  };
  return EditorView.domEventHandlers({
    paste: (event, view) => {
      if (event.clipboardData === null || !take(view, event.clipboardData, null)) return false;
      event.preventDefault();
      return true;
    },
    drop: (event, view) => {
      if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return false;
      const at =
        view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.selection.main.head;
      if (!Array.from(event.dataTransfer.files).some(isPicture)) return false;
      take(view, event.dataTransfer, at);
      event.preventDefault();
      return true;
    },
  });
}
