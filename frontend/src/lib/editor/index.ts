/** The seam of the editor. The editor itself comes here. */

import { type ChangeSet, type ChangeSpec, ChangeSet as Changes, Text } from '@codemirror/state';

import type { Grammar, ItemView, PictureAdded } from '../backend';

export interface OpenItem {
  id: string;
  copy: string;
  kind: string;
  story: string;
  like: string;
}

export interface EditorCallbacks {
  changed: (item: string, change: { changes: ChangeSet; before: Text; after: Text }) => void;
  caret: (item: string, position: number) => void;
  pictures: (files: File[]) => Promise<PictureAdded[]>;
  pickPictures: () => Promise<PictureAdded[]>;
  tooLarge: (text: string) => void;
  openLink: (address: string) => void;
  leaveToItem: (direction: -1 | 1) => void;
}

export type EditorCommand = string;

export class CopyEditor {
  openItem = '';
  readonly seen = new Map<string, ItemView>();
  readonly #texts = new Map<string, Text>();

  constructor(
    readonly parent: HTMLElement,
    readonly callbacks: EditorCallbacks,
    public grammar: Grammar,
  ) {}

  open(item: OpenItem): void {
    this.know([item]);
    this.openItem = item.id;
    this.parent.textContent = this.text(item.id).toString();
  }

  know(items: OpenItem[]): void {
    for (const { id, copy } of items) {
      if (!this.#texts.has(id)) this.#texts.set(id, Text.of(copy.split('\n')));
    }
  }

  forget(id: string): void {
    this.#texts.delete(id);
  }

  update(view: ItemView): void {
    this.seen.set(view.id, view);
  }

  setGrammar(grammar: Grammar): void {
    this.grammar = grammar;
  }

  edit(id: string, spec: ChangeSpec): void {
    const before = this.text(id);
    const changes = Changes.of(spec, before.length);
    const after = changes.apply(before);
    this.#texts.set(id, after);
    this.callbacks.changed(id, { changes, before, after });
  }

  resync(id: string, copy: string): void {
    this.#texts.set(id, Text.of(copy.split('\n')));
  }

  text(id: string): Text {
    return this.#texts.get(id) ?? Text.empty;
  }

  goTo(id: string, position: number, length = 0): void {
    this.callbacks.caret(id, position + length);
  }

  run(command: EditorCommand): boolean {
    return command === '';
  }

  focus(): void {
    this.parent.focus();
  }

  destroy(): void {
    this.parent.textContent = '';
  }
}
