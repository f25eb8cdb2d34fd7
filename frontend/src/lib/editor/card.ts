/**
 * Cards at words of the copy: what is said of them, and what can be done. Findings and spelling have
 * the same ones, and one at a time is open. A card that is only hovered over is nobody’s yet.
 */

import { type EditorState, type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  closeHoverTooltips,
  type Command,
  EditorView,
  hoverTooltip,
  keymap,
  showTooltip,
  type Tooltip,
  tooltips,
} from '@codemirror/view';

import { cardLook } from './cardlook';

/** A card, and whose words it is about. */
export interface Card extends Tooltip {
  kind: 'finding' | 'spelling';
  /** Whether what it is about is still there. */
  stands: (state: EditorState) => boolean;
}

/** Milliseconds over a word, before its card appears. */
const HOVER = 350;

/** Opens a card in place of the one that is open; null closes it. */
export const setCard = StateEffect.define<Card | null>();

const opened = StateField.define<Card | null>({
  create: () => null,
  update(card, { docChanged, selection, effects, state }) {
    let now = docChanged || selection !== undefined ? null : card;
    for (const effect of effects) if (effect.is(setCard)) now = effect.value;
    // The same card stays when something else is found: somebody may be in it.
    return now !== null && effects.length > 0 && !now.stands(state) ? null : now;
  },
  provide: (field) => showTooltip.from(field),
});

/** The card that is open. */
export const openCard = (state: EditorState): Card | null => state.field(opened, false) ?? null;

/** Closes the card, whichever it is, and goes back to the text. */
export function leaveCard(view: EditorView): void {
  view.dispatch({ effects: [setCard.of(null), closeHoverTooltips] });
  view.focus();
}

const close: Command = (view) => {
  if (openCard(view.state) === null) return false;
  leaveCard(view);
  return true;
};

/** A card for as long as the pointer is on the words; nothing while one is open. */
export const hoverCard = (at: (state: EditorState, position: number) => Card | null): Extension =>
  hoverTooltip(({ state }, position) => (openCard(state) === null ? at(state, position) : null), {
    hoverTime: HOVER,
    hideOnChange: true,
  });

export function element<N extends keyof HTMLElementTagNameMap>(
  name: N,
  className: string,
  text = '',
): HTMLElementTagNameMap[N] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

export function button(label: string, run: () => void, isMain = false): HTMLButtonElement {
  const made = element('button', isMain ? 'cm-card-main' : '', label);
  made.type = 'button';
  made.addEventListener('click', run);
  return made;
}

let number = 0;

/** What is read out with a card’s name. */
export function describe(box: HTMLElement, by: HTMLElement): void {
  by.id = `card-${String(number++)}`;
  box.setAttribute('aria-describedby', by.id);
}

const STEPS: Record<string, number | undefined> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
};

/** Tab goes round as the arrows do: what lies beneath the card is not gone to by the way. */
function stepOf({ key, shiftKey, target }: KeyboardEvent): number | undefined {
  if (key === 'Tab') return shiftKey ? -1 : 1;
  const isText = target instanceof HTMLInputElement && target.type === 'text';
  return isText ? undefined : STEPS[key];
}

/** The box of a card: a dialog in which Tab and the arrows go round and Escape goes back to the text. */
export function cardBox(view: EditorView, label: string): HTMLElement {
  const box = element('div', 'cm-card');
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-label', label);
  // Who clicks on its words is still in it.
  box.tabIndex = -1;
  box.addEventListener('keydown', (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const step = stepOf(event);
    if (event.key === 'Escape') leaveCard(view);
    else if (step !== undefined) {
      const all = [...box.querySelectorAll<HTMLElement>('button, input')];
      const at = all.findIndex((one) => one === document.activeElement);
      // From the box itself one goes to its first, or its last.
      const next = at < 0 ? (step > 0 ? 0 : -1) : (at + step) % all.length;
      all.at(next)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener('focusout', () =>
    requestAnimationFrame(() => {
      if (box.isConnected && !box.contains(document.activeElement))
        view.dispatch({ effects: setCard.of(null) });
    }),
  );
  return box;
}

/** Gives the keys to a card’s first field or button. */
export function focusCard(box: HTMLElement): void {
  // The editor is being told to draw it, and the focus may go there when that is done: before another
  // key can come, which in the copy would write over what is selected. It has no place on the screen yet.
  queueMicrotask(() =>
    box.querySelector<HTMLElement>('input[type=text], button')?.focus({ preventScroll: true }),
  );
}

/** Cards, and the key that closes them. */
export const cards: Extension = [
  cardLook,
  opened,
  keymap.of([{ key: 'Escape', run: close }]),
  // Within the pane: at its foot a card stands above its words, and none covers the preview.
  tooltips({ tooltipSpace: (view) => view.scrollDOM.getBoundingClientRect() }),
];
