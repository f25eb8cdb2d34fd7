/** The card of a finding in the copy, and its sign in the margin. */

import { type EditorView, WidgetType } from '@codemirror/view';

import type { FlightFinding, Severity } from '../backend';
import { checkTitle, checkWhy } from '../words/checks';
import { isMachine } from '../state/findings';
import { preflight as words } from '../words/preflight';
import { thinkingWords } from '../words/thinking';
import { button, cardBox, describe, element, leaveCard } from './card';

/** What can be done about a finding in the copy. */
export interface FindingHooks {
  fix: (finding: FlightFinding) => void;
  /** Somebody read what a model wrote, and lets it stand. */
  confirm: (finding: FlightFinding) => void;
  waive: (finding: FlightFinding, reason: string) => void;
  toDesk: (finding: FlightFinding) => void;
}

/** What the card does itself. */
interface Deeds extends FindingHooks {
  askReason: () => void;
  /** Goes to the finding after it, or before. */
  step: (direction: 1 | -1) => void;
}

/** How a card was opened. */
export interface Way {
  /** The keys go to the card; with `waive`, to the reason. */
  focus?: boolean;
  waive?: boolean;
}

/** What was found, why, and what can be done; with `waive`, the field for the reason. */
export function findingBox(
  view: EditorView,
  finding: FlightFinding,
  { focus, waive }: Way,
  deeds: Deeds,
): HTMLElement {
  const title = checkTitle(finding.check);
  const box = cardBox(view, title);
  const head = box.appendChild(element('div', `cm-card-title cm-sign-${finding.severity}`));
  head.append(drawn(finding.severity), element('span', 'cm-card-name', title));
  const why = box.appendChild(element('div', 'cm-card-why', checkWhy(finding.why)));
  describe(box, why);
  const row = box.appendChild(element('div', 'cm-card-row'));
  row.append(...(waive === true ? reason(view, finding, deeds) : ways(view, finding, deeds)));
  // Who came by the pointer has the keys in the copy still.
  if (focus === true && waive !== true)
    box.append(element('div', 'cm-card-keys', words.margin.keys));
  box.addEventListener('keydown', (event) => {
    const { key, ctrlKey, altKey, metaKey, shiftKey } = event;
    if (key !== 'F8' || ctrlKey || altKey || metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    deeds.step(shiftKey ? -1 : 1);
  });
  return box;
}

/** What can be done. The first is what Enter does: the fix, or where there is none only a look. */
function ways(view: EditorView, finding: FlightFinding, deeds: Deeds): HTMLElement[] {
  const { fix } = finding;
  const mend = (): void => {
    deeds.fix(finding);
    view.focus();
  };
  if (isMachine(finding)) {
    const confirm = (): void => {
      deeds.confirm(finding);
      view.focus();
    };
    return [
      button(thinkingWords.confirm, confirm, true),
      button(words.margin.toDesk, () => deeds.toDesk(finding)),
    ];
  }
  const waive = button(words.waive, deeds.askReason);
  const toDesk = button(words.margin.toDesk, () => deeds.toDesk(finding), fix === null);
  return fix === null ? [toDesk, waive] : [button(fix.label, mend, true), waive, toDesk];
}

function reason(view: EditorView, finding: FlightFinding, deeds: Deeds): HTMLElement[] {
  const input = element('input', '');
  input.type = 'text';
  input.setAttribute('aria-label', words.waiver.label);
  input.placeholder = words.waiver.label;
  const keep = (): void => {
    if (input.value.trim() === '') {
      input.focus();
      return;
    }
    deeds.waive(finding, input.value);
    leaveCard(view);
  };
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    keep();
  });
  return [input, button(words.waiver.keep, keep, true)];
}

/** Colour and shape both tell: a crossed circle, a triangle, a question. */
const SHAPES: Record<Severity, readonly string[]> = {
  error: ['M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13', 'm5.8 5.8 4.4 4.4', 'm10.2 5.8-4.4 4.4'],
  warning: ['M8 2 1.4 13.6h13.2Z', 'M8 6.4v3.2', 'M8 11.7v.1'],
  query: ['M5.4 5.6a2.6 2.6 0 1 1 3.9 2.2c-.9.5-1.3 1-1.3 2', 'M8 12.7v.1'],
};

const SVG = 'http://www.w3.org/2000/svg';

function drawn(severity: Severity): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of SHAPES[severity])
    svg.appendChild(document.createElementNS(SVG, 'path')).setAttribute('d', d);
  return svg;
}

/** A sign in the margin of a line. */
export class Sign extends WidgetType {
  constructor(
    readonly severity: Severity,
    readonly label: string,
    readonly block: boolean,
  ) {
    super();
  }

  override eq(other: Sign): boolean {
    const { severity, label, block } = this;
    return other.severity === severity && other.label === label && other.block === block;
  }

  override get estimatedHeight(): number {
    return 0;
  }

  override ignoreEvent(): boolean {
    return false;
  }

  toDOM(): HTMLElement {
    const sign = element('span', `cm-sign cm-sign-${this.severity}`);
    sign.setAttribute('role', 'img');
    sign.setAttribute('aria-label', this.label);
    sign.title = this.label;
    sign.append(drawn(this.severity));
    if (!this.block) return sign;
    const place = element('div', 'cm-sign-place');
    place.append(sign);
    return place;
  }
}
