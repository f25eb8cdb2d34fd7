/** Findings and their fixes while the copy goes on changing. Pure: values in, values out. */

import type { ChangeDesc } from '@codemirror/state';

import type { FlightEdit, FlightFinding } from '../backend';

interface Stretch {
  start: number;
  end: number;
}

/** Where a stretch is after a change; null when it ran past the text. What is typed at its edges stays out. */
function moved({ start, end }: Stretch, changes: ChangeDesc): Stretch | null {
  if (end > changes.length) return null;
  const from = changes.mapPos(start, 1);
  return { start: from, end: Math.max(from, changes.mapPos(end, -1)) };
}

/** A finding after a change of an item's copy. Of a fix that has lost its place nothing is left. */
export function shifted(finding: FlightFinding, item: string, changes: ChangeDesc): FlightFinding {
  let { start, end, fix } = finding;
  if (finding.item_id === item && start >= 0)
    ({ start, end } = moved({ start, end }, changes) ?? { start: -1, end: -1 });
  if (fix?.edits.some(({ item_id }) => item_id === item) === true) {
    const edits: FlightEdit[] = [];
    for (const edit of fix.edits) {
      const place = edit.item_id === item ? moved(edit, changes) : edit;
      if (place !== null) edits.push({ ...edit, start: place.start, end: place.end });
    }
    fix = edits.length === fix.edits.length ? { ...fix, edits } : null;
  }
  return { ...finding, start, end, fix };
}

/** Whether a finding's words stand where it says. One that is not about words in copy has none to compare. */
export function stands({ start, end, words }: FlightFinding, text: string): boolean {
  return start < 0 || (end <= text.length && text.slice(start, end) === words);
}

const meet = (one: FlightEdit, other: FlightEdit): boolean =>
  one.item_id === other.item_id && one.start < other.end && other.start < one.end;
const same = (one: FlightEdit, other: FlightEdit): boolean =>
  one.item_id === other.item_id &&
  one.start === other.start &&
  one.end === other.end &&
  one.insert === other.insert;

/** The edits of several fixes at once, by item, and the findings that they mend. */
export interface Joined {
  edits: Map<string, FlightEdit[]>;
  mended: FlightFinding[];
}

/** Joins fixes: one that would cut into an earlier one waits for another time, one that is the same is made once. */
export function joined(findings: readonly FlightFinding[]): Joined {
  const all: FlightEdit[] = [];
  const mended: FlightFinding[] = [];
  for (const finding of findings) {
    const edits = finding.fix?.edits ?? [];
    const fresh = edits.filter((edit) => !all.some((other) => same(edit, other)));
    if (edits.length === 0 || fresh.some((edit) => all.some((other) => meet(edit, other))))
      continue;
    all.push(...fresh);
    mended.push(finding);
  }
  const edits = new Map<string, FlightEdit[]>();
  for (const edit of all) edits.set(edit.item_id, [...(edits.get(edit.item_id) ?? []), edit]);
  return { edits, mended };
}
