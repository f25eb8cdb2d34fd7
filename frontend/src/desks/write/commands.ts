import type { Command } from '../../lib/commands/command';
import type { EditorCommand } from '../../lib/editor';
import { type Mode, modes } from '../../lib/spelling/modes';
import type { Draft } from '../../lib/state/draft.svelte';
import { preflight as preflightSay } from '../../lib/words/preflight';
import { SIMULATIONS } from '../../lib/state/simulation.svelte';
import { spellingWords } from '../../lib/words/spelling';
import { writeWords as words } from '../../lib/words/write';
import { add } from './menus';

const preflight = preflightSay.commands;

/** What the desk's parts can do that is not the draft's. */
export interface Parts {
  spelling: Record<'check' | 'next', () => unknown> & { setMode: (mode: Mode) => void };
  addMenu: () => void;
  editCard: () => void;
  history: (item: string) => void;
}

/** Every command of the Write desk, as a plain list for the palette. */
export function writeCommands(draft: Draft, reviewing: boolean, parts: Parts): Command[] {
  const { rundown, grammar } = draft;
  const here = (): boolean => rundown.open !== '';
  const move = (steps: number): void =>
    void rundown.move(rundown.open, rundown.index(rundown.open) + steps);
  const items = (id: string, title: string, keys: string, run: () => void): Command => ({
    id: `write.${id}`,
    title,
    keys,
    group: 'item',
    run,
  });
  return [
    items('add', words.commands.add, 'Mod+Shift+A', parts.addMenu),
    ...(grammar?.kinds ?? []).map(({ kind, story, title }) =>
      items(
        `add.${kind}.${story}`,
        words.commands.addKind(title),
        '',
        () => void add(draft, kind, story, rundown.open || (rundown.items.at(-1)?.id ?? '')),
      ),
    ),
    { ...items('next', words.commands.next, 'Alt+PageDown', () => draft.step(1)), when: here },
    {
      ...items('previous', words.commands.previous, 'Alt+PageUp', () => draft.step(-1)),
      when: here,
    },
    { ...items('up', words.commands.up, '', () => move(-1)), when: here },
    { ...items('down', words.commands.down, '', () => move(1)), when: here },
    ...rundown.removed.map((removal) =>
      items(
        `restore.${removal.id}`,
        words.commands.restore(removal.name),
        '',
        () => void rundown.restore(removal),
      ),
    ),
    {
      ...items('history', words.commands.history, 'Mod+Shift+H', () => parts.history(rundown.open)),
      when: here,
    },
    items('card', words.commands.card, 'Mod+Shift+I', parts.editCard),
    ...rundown.items.map(({ id, name }) =>
      items(`go.${id}`, words.commands.goTo(name), '', () => {
        draft.select(id);
        draft.edit();
      }),
    ),
    ...(reviewing ? [] : views(draft)),
    ...texts(draft),
    ...findings(draft),
    ...(reviewing ? [] : spellings(draft, parts.spelling)),
    {
      id: 'write.focus',
      title: words.commands.focusMode,
      group: 'view',
      keys: 'Mod+Shift+F',
      run: () => draft.run('focus-mode'),
    },
  ];
}

/** How the email is shown beside the copy. */
function views({ preview }: Draft): Command[] {
  const view = (id: string, title: string, keys: string, run: () => void): Command => ({
    id: `preview.${id}`,
    title,
    keys,
    group: 'view',
    run,
  });
  return [
    view('desktop', words.preview.desktop, 'Alt+1', () => void preview.show('desktop')),
    view('phone', words.preview.phone, 'Alt+2', () => void preview.show('phone')),
    view('text', words.preview.text, 'Alt+3', () => void preview.show('text')),
    view('inbox', words.preview.inbox, 'Alt+4', () => void preview.show('inbox')),
    view('dark', words.preview.dark, 'Alt+5', () => preview.look({ dark: !preview.dark })),
    view('images', words.preview.images, 'Alt+6', () => preview.look({ images: !preview.images })),
    view('narrow', words.simulation.narrow, '', () => void preview.show('narrow')),
    ...SIMULATIONS.map((name) =>
      view(
        `simulate.${name}`,
        words.simulation.command(name),
        '',
        () => void preview.simulate(name),
      ),
    ),
    {
      ...view('simulate.none', words.simulation.end, '', () => void preview.simulate(null)),
      when: () => preview.simulation.wish !== null,
    },
  ];
}

/** What preflight found in the copy. */
function findings(draft: Draft): Command[] {
  const list: [EditorCommand, string, string][] = [
    ['next-finding', preflight.nextHere, 'F8'],
    ['previous-finding', preflight.previousHere, 'Shift+F8'],
    ['finding-card', preflight.cardHere, 'Alt+Enter'],
  ];
  return list.map(([command, title, keys]) => ({
    id: `write.${command}`,
    title,
    group: 'preflight' as const,
    keys,
    run: () => {
      draft.edit();
      draft.run(command);
    },
    when: () => draft.rundown.open !== '',
  }));
}

/** What can be done to the text. The editor has these keys itself; here they can be found. */
function texts(draft: Draft): Command[] {
  const list: [CopyCommand, string][] = [
    ['bold', 'Mod+B'],
    ['italic', 'Mod+I'],
    ['link', 'Mod+Shift+K'],
    ['open-link', 'Mod+Enter'],
    ['headline', ''],
    ['heading', ''],
    ['bullets', ''],
    ['numbers', ''],
    ['quote', ''],
    ['picture', 'Mod+Shift+M'],
    ['find', 'Mod+F'],
    ['undo', 'Mod+Z'],
    ['redo', 'Mod+Shift+Z'],
  ];
  return list.map(([command, keys]) => ({
    id: `text.${command}`,
    title: words.commands.text[command],
    group: 'text' as const,
    keys,
    run: () => {
      draft.edit();
      draft.run(command);
    },
    when: () => draft.rundown.open !== '',
  }));
}
type CopyCommand = keyof typeof words.commands.text;

function spellings(draft: Draft, spelling: Parts['spelling']): Command[] {
  const say = spellingWords.commands;
  const one = (id: string, title: string, keys: string, run: () => unknown): Command => ({
    id: `spelling.${id}`,
    title,
    keys,
    group: 'text',
    run,
    when: () => draft.rundown.open !== '',
  });
  return [
    one('check', say.check, 'F7', () => {
      draft.edit();
      return spelling.check();
    }),
    one('next', say.next, 'Mod+.', () => {
      draft.edit();
      return spelling.next();
    }),
    ...modes.map((mode) => one(mode, say.modes[mode], '', () => spelling.setMode(mode))),
  ];
}
