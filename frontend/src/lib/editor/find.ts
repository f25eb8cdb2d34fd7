/** The panel for find and replace: in the item, or in the whole issue. */

import {
  closeSearchPanel,
  findNext,
  findPrevious,
  getSearchQuery,
  openSearchPanel,
  replaceAll,
  replaceNext,
  search,
  setSearchQuery,
} from '@codemirror/search';
import type { ChangeSpec, Extension, Text } from '@codemirror/state';
import { type EditorView, type Panel, runScopeHandlers, type ViewUpdate } from '@codemirror/view';

import { editorWords as words } from '../words/editor';
import { findAcross, type Hit, type Query, replaceAcross, searchQuery } from './across';

/** What the whole issue is to the panel. */
export interface Issue {
  docs: () => ReadonlyMap<string, Text>;
  name: (item: string) => string;
  goTo: (hit: Hit) => void;
  edit: (item: string, changes: ChangeSpec[]) => void;
}

// Counting goes through the whole copy: a longer one is not counted with every key.
const COUNTED = 400_000;

class FindPanel implements Panel {
  readonly top = true;
  readonly dom = document.createElement('form');
  readonly #find: HTMLInputElement;
  readonly #replace: HTMLInputElement;
  readonly #case: HTMLInputElement;
  readonly #word: HTMLInputElement;
  readonly #all: HTMLInputElement;
  readonly #count = document.createElement('output');
  readonly #hits = document.createElement('ul');

  constructor(
    readonly view: EditorView,
    readonly issue: Issue,
  ) {
    const query = getSearchQuery(view.state);
    this.dom.className = 'cm-find';
    this.dom.setAttribute('aria-label', words.find.label);
    this.#find = this.#text(words.find.find, query.search);
    this.#find.setAttribute('main-field', 'true');
    this.#button('↑', words.find.previous, () => findPrevious(view));
    this.#button('↓', words.find.next, () => findNext(view));
    this.#count.setAttribute('aria-live', 'polite');
    this.dom.append(this.#count);
    this.#button('×', words.find.close, () => {
      closeSearchPanel(view);
      view.focus();
    });
    this.#break();
    this.#replace = this.#text(words.find.replace, query.replace);
    this.#button(words.find.one, words.find.one, () => replaceNext(view));
    this.#button(words.find.all, words.find.all, () => this.#replaceAll());
    this.#break();
    this.#all = this.#check(words.find.everywhere, false);
    this.#case = this.#check(words.find.matchCase, query.caseSensitive);
    this.#word = this.#check(words.find.wholeWord, query.wholeWord);
    this.#hits.className = 'cm-find-hits';
    this.dom.append(this.#hits);
    this.dom.addEventListener('input', () => this.#changed());
    this.dom.addEventListener('submit', (event) => event.preventDefault());
    this.dom.addEventListener('keydown', (event) => this.#key(event));
    this.#show();
  }

  mount(): void {
    this.#find.select();
  }

  update(update: ViewUpdate): void {
    for (const transaction of update.transactions)
      for (const effect of transaction.effects)
        if (effect.is(setSearchQuery) && effect.value.search !== this.#find.value) {
          this.#find.value = effect.value.search;
          this.#replace.value = effect.value.replace;
        }
    if (update.docChanged || update.selectionSet) this.#show();
  }

  #text(label: string, value: string): HTMLInputElement {
    const input = Object.assign(document.createElement('input'), {
      type: 'text',
      value,
      placeholder: label,
      spellcheck: false,
    });
    input.setAttribute('aria-label', label);
    this.dom.append(input);
    return input;
  }

  #check(label: string, checked: boolean): HTMLInputElement {
    const line = document.createElement('label');
    const input = Object.assign(document.createElement('input'), { type: 'checkbox', checked });
    line.append(input, label);
    this.dom.append(line);
    return input;
  }

  #button(sign: string, label: string, run: () => unknown): void {
    const button = Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: sign,
    });
    if (sign !== label) button.setAttribute('aria-label', label);
    button.addEventListener('click', run);
    this.dom.append(button);
  }

  #break(): void {
    this.dom.append(Object.assign(document.createElement('span'), { className: 'cm-find-break' }));
  }

  get #query(): Query {
    return {
      find: this.#find.value,
      replace: this.#replace.value,
      matchCase: this.#case.checked,
      wholeWord: this.#word.checked,
    };
  }

  #changed(): void {
    const query = searchQuery(this.#query);
    if (!query.eq(getSearchQuery(this.view.state)))
      this.view.dispatch({ effects: setSearchQuery.of(query) });
    this.#show();
  }

  #key(event: KeyboardEvent): void {
    if (runScopeHandlers(this.view, event, 'search-panel')) event.preventDefault();
    else if (event.key === 'Enter' && event.target === this.#find) {
      (event.shiftKey ? findPrevious : findNext)(this.view);
      event.preventDefault();
    } else if (event.key === 'Enter' && event.target === this.#replace) {
      replaceNext(this.view);
      event.preventDefault();
    } else if (event.key === 'Escape') {
      closeSearchPanel(this.view);
      this.view.focus();
      event.preventDefault();
    }
    event.stopPropagation();
  }

  #replaceAll(): void {
    const docs = this.#all.checked ? this.issue.docs() : new Map([['', this.view.state.doc]]);
    const all = replaceAcross(docs, this.#query);
    if (!this.#all.checked) replaceAll(this.view);
    else for (const [item, changes] of all) this.issue.edit(item, changes);
    this.#show();
    const places = Array.from(all.values()).reduce((sum, { length }) => sum + length, 0);
    if (places > 0) this.#count.textContent = words.find.replaced(places, all.size);
  }

  #show(): void {
    this.#hits.replaceChildren();
    if (this.#find.value === '') {
      this.#count.textContent = '';
      return;
    }
    if (this.#all.checked) {
      this.#showAll();
      return;
    }
    const { doc, selection } = this.view.state;
    if (doc.length > COUNTED) return;
    const hits = findAcross(new Map([['', doc]]), this.#query);
    const at = hits.findIndex(
      ({ from, to }) => from === selection.main.from && to === selection.main.to,
    );
    this.#count.textContent = words.find.count(at + 1, hits.length);
  }

  #showAll(): void {
    const hits = findAcross(this.issue.docs(), this.#query);
    this.#count.textContent = words.find.hits(
      hits.length,
      new Set(hits.map(({ item }) => item)).size,
    );
    for (const hit of hits.slice(0, 200)) {
      const button = Object.assign(document.createElement('button'), { type: 'button' });
      const name = Object.assign(document.createElement('b'), {
        textContent: this.issue.name(hit.item),
      });
      const start = Math.max(0, hit.at - 40);
      const end = hit.at + hit.to - hit.from;
      const mark = Object.assign(document.createElement('mark'), {
        textContent: hit.line.slice(hit.at, end),
      });
      button.append(name, ' ', hit.line.slice(start, hit.at), mark, hit.line.slice(end, end + 60));
      button.addEventListener('click', () => this.issue.goTo(hit));
      this.#hits.appendChild(document.createElement('li')).append(button);
    }
  }
}

/** Find and replace. */
export function finding(issue: Issue): Extension {
  return search({ top: true, literal: true, createPanel: (view) => new FindPanel(view, issue) });
}

export { openSearchPanel };
