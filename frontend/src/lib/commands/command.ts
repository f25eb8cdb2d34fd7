/** What a person can do, as a plain value: the palette, the keys and the sheet of keys all read it. */

export const groups = [
  'go',
  'issue',
  'item',
  'text',
  'view',
  'review',
  'preflight',
  'send',
  'help',
] as const;
export type Group = (typeof groups)[number];

/** A command without its deed: what the keyboard map lists. */
export interface Shortcut {
  /** Its name for ever: overrides of keys are kept under it. */
  readonly id: string;
  readonly title: string;
  readonly group: Group;
  /** “Mod+Shift+E”; Mod is ⌘ on a Mac and Ctrl elsewhere. */
  readonly keys?: string;
}

export interface Command extends Shortcut {
  readonly run: () => unknown;
  /** Whether it can be done now; always, when it does not say. */
  readonly when?: () => boolean;
}

export const canRun = (command: Command): boolean => command.when?.() ?? true;
