import type { Shortcut } from './command';
import { tidy } from './keys';

/** Keys that a person chose, by the command's id; empty takes the key away. */
export type Overrides = Readonly<Record<string, string>>;

/** The keys of a command now. */
export function keysOf(command: Shortcut, overrides: Overrides): string {
  return tidy(overrides[command.id] ?? command.keys ?? '');
}

/** The other commands that have the same keys: in the list's order, the first one wins. */
export function conflicts<S extends Shortcut>(
  commands: readonly S[],
  overrides: Overrides,
  id: string,
): S[] {
  const own = commands.find((command) => command.id === id);
  const keys = own === undefined ? '' : keysOf(own, overrides);
  if (keys === '') return [];
  return commands.filter((command) => command.id !== id && keysOf(command, overrides) === keys);
}

/** With a key changed; a command's own key needs no override. */
export function withKeys(overrides: Overrides, command: Shortcut, keys: string): Overrides {
  const rest = Object.fromEntries(Object.entries(overrides).filter(([id]) => id !== command.id));
  return tidy(keys) === tidy(command.keys ?? '') ? rest : { ...rest, [command.id]: tidy(keys) };
}
