import type { Text } from '@codemirror/state';

import type { FlightEdit, FlightFinding, ItemView } from '../backend';
import { joined, stands } from '../editor/fixing';

/** The editor of the issue, as fixes need it. */
export interface Hands {
  /** The rundown. */
  items: () => readonly ItemView[];
  textOf: (item: string) => string;
  /** Makes edits as one step of undo; the copy after them, or null when they were not made. */
  change: (item: string, edits: readonly FlightEdit[]) => Text | null;
  /** Takes a change back, when the copy is still as it was after it. */
  undo: (item: string, after: Text) => boolean;
  /** Everything typed is with the desk. */
  settled: () => Promise<boolean>;
  /** Confirms what a model wrote at a finding’s place. */
  confirm: (finding: FlightFinding) => Promise<void>;
  /** Takes the last confirmation back. */
  unconfirm: () => Promise<void>;
}

/** What was done to each item. */
export type Steps = readonly { item: string; after: Text }[];

export interface Fixed {
  steps: Steps;
  mended: readonly FlightFinding[];
  /** How many were not mended, as their words have changed. */
  left: number;
}

/** Makes the fixes of findings, each item's as one step of undo. Words that have changed are left alone. */
export function fix(findings: readonly FlightFinding[], hands: Hands): Fixed {
  const texts = new Map<string, string>();
  const textOf = (item: string): string => {
    const text = texts.get(item) ?? hands.textOf(item);
    texts.set(item, text);
    return text;
  };
  const there = findings.filter((finding) => stands(finding, textOf(finding.item_id)));
  const { edits, mended } = joined(there);
  const steps: { item: string; after: Text }[] = [];
  for (const [item, list] of edits) {
    const after = hands.change(item, list);
    if (after !== null) steps.push({ item, after });
  }
  const made = mended.filter(({ fix: of }) =>
    of?.edits.every(({ item_id }) => steps.some((one) => one.item === item_id)),
  );
  return { steps, mended: made, left: findings.length - made.length };
}
