import { frame as say } from '../words/frame';
import type { Shortcut } from './command';
import { preflightKeys } from './preflight';
import { reviewKeys } from './review';
import { thinkingKeys } from './thinking';

/** What a desk can do that may not be open now: its keys can be changed all the same. */
const elsewhere: readonly Shortcut[] = [
  ...preflightKeys,
  ...reviewKeys,
  ...thinkingKeys,
  { id: 'export', title: say.commands.export, group: 'send', keys: 'Mod+E' },
  { id: 'copy-html', title: say.commands.copy, group: 'send', keys: 'Mod+Shift+C' },
  { id: 'save-eml', title: say.commands.eml, group: 'send' },
];

/** Every command there is, whether its desk is open or not. */
export function known(open: readonly Shortcut[]): Shortcut[] {
  const all = [...open, ...elsewhere];
  return all.filter(({ id }, at) => all.findIndex((other) => other.id === id) === at);
}
