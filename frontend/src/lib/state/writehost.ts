import type { WriteHost } from '../../desks/write/host';
import * as backend from '../backend';
import { writeWords as say } from '../words/write';
import { allSaved, type Workspace } from './workspace.svelte';

/** What the Write desk needs of the window around it, from the workspace. */
export function writeHost(workspace: Workspace): WriteHost {
  const { notices, preferences, library } = workspace;
  return {
    desk: {
      ...backend.write,
      draft: backend.draft,
      page: backend.page,
      text: backend.textPart,
      copy: backend.postCopy,
      on: (event, handler) => backend.on(event as keyof backend.Events, handler),
    },
    notices: {
      say: (message, { hint = '', action } = {}) =>
        void notices.done(message, action ?? null, hint),
    },
    openLink: (address) => void notices.told(() => backend.frame.openLink(address)),
    copyText: (text) =>
      void notices.told(async () => {
        await navigator.clipboard.writeText(text);
        notices.done(say.preview.copied);
      }),
    otherIssues: async (issue) => {
      await library.load();
      return (library.publications ?? [])
        .flatMap(({ issues }) => issues)
        .filter(({ id, archived }) => id !== issue && !archived);
    },
    pictures: async (issue, files) => {
      const added: backend.PictureAdded[] = [];
      await notices.told(async () => {
        if (files.length === 0) added.push(await backend.write.pastePicture(issue));
        for (const file of files) added.push(await backend.postPicture(issue, file));
      });
      return added;
    },
    pickPictures: async (issue) => {
      let added: backend.PictureAdded[] = [];
      // Wails gives null for a list that Go has not made.
      await notices.told(async () => {
        const picked = (await backend.write.pickPictures(issue)) as backend.PictureAdded[] | null;
        added = picked ?? [];
      });
      return added;
    },
    importText: async (text) => {
      const { publication } = workspace;
      const file = new File([text], say.pastedFile);
      const card = await library.importFiles([file], backend.postImport);
      if (publication !== null && card !== null) workspace.open(card.id);
    },
    foot: (foot) => {
      if (foot === null) {
        workspace.foot = null;
        return;
      }
      const { words, budget, size, saved, message, hint } = foot;
      workspace.foot = {
        issue: workspace.issue,
        words,
        budget: budget.max === 0 ? null : budget,
        size,
      };
      if (saved === 'saved') workspace.saved = allSaved;
      else workspace.saved = { state: saved === 'saving' ? 'waiting' : 'stuck', message, hint };
    },
    commands: (commands) => (workspace.deskCommands = commands),
    panes: () => preferences.values.panes,
    resize: (change) => preferences.pane(change),
    target: () => {
      const { target } = workspace;
      workspace.target = null;
      return target;
    },
  };
}
