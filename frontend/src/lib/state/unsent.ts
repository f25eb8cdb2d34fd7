import type { Text } from '@codemirror/state';

import type { Card } from '../backend';

/** What was typed in an issue and is not with the desk. */
export interface Unsent {
  copies: ReadonlyMap<string, Text>;
  card: Partial<Card>;
}

export const nothing: Unsent = { copies: new Map(), card: {} };

export const isNothing = ({ copies, card }: Unsent): boolean =>
  copies.size === 0 && Object.keys(card).length === 0;

/** Both; what is in both is the second one's. */
export const joined = (one: Unsent, other: Unsent): Unsent => ({
  copies: new Map([...one.copies, ...other.copies]),
  card: { ...one.card, ...other.card },
});
