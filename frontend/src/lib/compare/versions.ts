/** The versions that one can choose from. */

import { compare as words } from '../words/compare';
import type { VersionView } from './shapes';

export interface VersionOption {
  value: string;
  label: string;
}

/** Now, then what there is, the newest first; what is chosen is among them in any case. */
export function optionsOf(versions: readonly VersionView[], chosen: string): VersionOption[] {
  const known = new Map([['now', words.point('now')]]);
  for (const one of versions) if (!known.has(one.id)) known.set(one.id, words.version(one));
  // Nobody exported it yet, say: the wish stands there, too.
  if (!known.has(chosen)) known.set(chosen, words.point(chosen));
  return Array.from(known, ([value, label]) => ({ value, label }));
}
