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
  // Versions of one minute have its seconds, too, and what they changed.
  const names = new Map<string, number>();
  const unlike = versions.filter((one, at) => versions.findIndex(({ id }) => id === one.id) === at);
  for (const one of unlike) names.set(words.version(one), (names.get(words.version(one)) ?? 0) + 1);
  for (const one of unlike) {
    const name = words.version(one);
    if (!known.has(one.id))
      known.set(one.id, (names.get(name) ?? 0) > 1 ? words.exactly(one) : name);
  }
  // Nobody exported it yet, say: the wish stands there, too.
  if (!known.has(chosen)) known.set(chosen, words.point(chosen));
  return Array.from(known, ([value, label]) => ({ value, label }));
}
