import { untrack } from 'svelte';

import * as backend from '../backend';
import type { Command, Group } from '../commands/command';
import type { NoticeAction } from './notices.svelte';
import { allSaved, type Workspace } from './workspace.svelte';
import { frame as say } from '../words/frame';

interface WriteFoot {
  words: number;
  budget: backend.Range;
  issueWords: number;
  size: backend.Size;
  saved: 'saved' | 'saving' | 'unsaved';
}

type WriteCommand = Omit<Command, 'group' | 'keys'> & { keys: string; group: string };

/** What the window is to the writing desk. */
export type WriteHost = ReturnType<typeof writeHost>;

export function writeHost(workspace: Workspace) {
  const { library, notices, preferences } = workspace;
  return {
    desk: {
      ...backend.write,
      on: (event: string, handler: (detail: unknown) => void): (() => void) =>
        backend.on(event as keyof backend.Events, handler),
    },
    notices: {
      say: (message: string, more: { hint?: string; action?: NoticeAction } = {}): void => {
        // A hint says what to do about something that went wrong.
        const wrong = more.hint !== undefined && more.action === undefined;
        if (wrong) notices.fault(new backend.Fault('told', message, more.hint ?? ''));
        else notices.done(message, more.action ?? null);
      },
    },
    openLink: (address: string): void => void notices.told(() => backend.frame.openLink(address)),
    copyText: (text: string): void => void notices.told(() => backend.copyText(text)),

    /** Those that an item can be copied or moved to. */
    otherIssues: (issue: string) => {
      const issues = library.publicationOf(issue)?.issues ?? [];
      return Promise.resolve(issues.filter(({ id, archived }) => id !== issue && !archived));
    },

    /** Files that were dropped or pasted; none asks the system's clipboard. */
    pictures: async (issue: string, files: File[]) => {
      const added: backend.PictureAdded[] = [];
      await notices.told(async () => {
        if (files.length === 0) added.push(await backend.write.pastePicture(issue));
        for (const file of files) added.push(await backend.postPicture(issue, file));
      });
      return added;
    },
    pickPictures: async (issue: string) => {
      const added: backend.PictureAdded[] = [];
      await notices.told(async () => {
        // Wails makes null of no pictures.
        const picked = (await backend.write.pickPictures(issue)) as backend.PictureAdded[] | null;
        added.push(...(picked ?? []));
      });
      return added;
    },

    /** What the foot tells; null when the desk goes, and what it told stays true. */
    foot: (foot: WriteFoot | null): void => {
      if (foot === null) return;
      untrack(() => {
        const budget = foot.budget.max > 0 ? foot.budget : null;
        const words = budget === null ? foot.issueWords : foot.words;
        workspace.foot = { issue: workspace.issue, words, budget, size: foot.size };
        if (foot.saved === 'saved') workspace.saved = allSaved;
        else if (foot.saved === 'saving')
          workspace.saved = { state: 'waiting', message: '', hint: '' };
        else if (workspace.saved.state !== 'stuck') {
          const { stuck: message, stuckHint: hint } = say.foot;
          workspace.saved = { state: 'stuck', message, hint };
        }
      });
    },

    commands: (commands: readonly WriteCommand[]): void =>
      untrack(() => {
        workspace.offer(
          'write',
          commands.map((command) => ({ ...command, group: groupOf(command.id) })),
        );
        reach(workspace, commands);
      }),

    remembered: (name: string): number | null => preferences.values.measures[name] ?? null,
    remember: (name: string, value: number): void => preferences.measure(name, value),
  };
}

const VIEW = /^(?:preview\.|write\.(?:focus|rundown|preview)$)/;
const groupOf = (id: string): Group => (VIEW.test(id) ? 'view' : 'item');

/** Goes where the desk was asked to go, once it can: by its own commands, one for each item. */
function reach(workspace: Workspace, commands: readonly WriteCommand[]): void {
  const { target } = workspace;
  if (target?.issue !== workspace.issue) return;
  const items = commands.filter(({ id }) => id.startsWith('write.go.'));
  if (items.length === 0) return;
  const wanted =
    target.item === 0
      ? commands.find(({ id }) => id === 'write.card')
      : typeof target.item === 'number'
        ? items[target.item - 1]
        : items.find(({ id }) => id === `write.go.${String(target.item)}`);
  workspace.target = null;
  // When the desk has drawn itself.
  if (wanted !== undefined) setTimeout(() => void wanted.run());
}
