import type { Send } from '../state/send.svelte';
import { frame as say } from '../words/frame';
import type { Command } from './command';

/** What can be done at the Send desk. */
export function sendCommands(desk: Send): Command[] {
  const when = (): boolean => desk.work === '';
  const text = say.commands;
  return [
    {
      id: 'export',
      title: text.export,
      group: 'send',
      keys: 'Mod+E',
      run: () => desk.export(),
      when,
    },
    {
      id: 'copy-html',
      title: text.copy,
      group: 'send',
      keys: 'Mod+Shift+C',
      run: () => desk.copy(),
      when,
    },
    { id: 'save-eml', title: text.eml, group: 'send', run: () => desk.saveEML(), when },
  ];
}
