import type { Preflight } from '../state/preflight.svelte';
import { preflight as say } from '../words/preflight';
import type { Command, Shortcut } from './command';

const text = say.commands;
const shortcut = (id: string, title: string, keys = ''): Shortcut => ({
  id,
  title,
  group: 'preflight',
  keys,
});

const shortcuts = {
  next: shortcut('preflight.next', text.next, 'J'),
  previous: shortcut('preflight.previous', text.previous, 'K'),
  go: shortcut('preflight.go', text.go, 'Enter'),
  fix: shortcut('preflight.fix', text.fix, 'F'),
  fixAll: shortcut('preflight.fix-all', text.fixAll, 'Shift+F'),
  waive: shortcut('preflight.waive', text.waive, 'W'),
  // The same command as in the copy: whoever gives it other keys means both.
  undo: shortcut('text.undo', text.undo, 'Mod+Z'),
  errors: shortcut('preflight.errors', text.errors, '1'),
  warnings: shortcut('preflight.warnings', text.warnings, '2'),
  queries: shortcut('preflight.queries', text.queries, '3'),
  all: shortcut('preflight.all', text.all, '0'),
  links: shortcut('preflight.links', text.links),
  check: shortcut('preflight.check', text.check),
};

/** The keys of the desk, for when it is not open. */
export const preflightKeys: readonly Shortcut[] = Object.values(shortcuts);

/** What the desk's parts do. */
export interface PreflightParts {
  /** Goes to the words of the finding that is looked at. */
  go: () => void;
  /** Whether keys are the list's: not while a button elsewhere has them. */
  isAtList: () => boolean;
}

/** What can be done at the Preflight desk. */
export function preflightCommands(desk: Preflight, { go, isAtList }: PreflightParts): Command[] {
  const of = shortcuts;
  const has = (): boolean => desk.current !== null;
  return [
    { ...of.next, run: () => desk.step(1) },
    { ...of.previous, run: () => desk.step(-1) },
    { ...of.go, run: go, when: () => has() && isAtList() },
    { ...of.fix, run: () => desk.fix(), when: has },
    { ...of.fixAll, run: () => desk.fixAll(), when: has },
    { ...of.waive, run: () => (desk.waiving = true), when: has },
    { ...of.undo, run: () => desk.undo(), when: () => !desk.waiving },
    { ...of.errors, run: () => desk.filter({ severity: 'error' }) },
    { ...of.warnings, run: () => desk.filter({ severity: 'warning' }) },
    { ...of.queries, run: () => desk.filter({ severity: 'query' }) },
    { ...of.all, run: () => desk.filter({ severity: '', item: null }) },
    { ...of.links, run: () => desk.checkLinks() },
    { ...of.check, run: () => desk.check() },
  ];
}
