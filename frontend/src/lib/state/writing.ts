import { untrack } from 'svelte';

import type { WriteHost } from '../../desks/write/host';
import * as backend from '../backend';
import { reviewWords as noteSay } from '../words/notes';
import { writeWords as say } from '../words/write';
import type { Draft, DraftDesk } from './draft.svelte';
import { RESTORED } from './draft-history';
import { Preflight } from './preflight.svelte';
import type { Review } from './review.svelte';
import { reviewHost } from './reviewing';
import { spotKeeper } from './spot';
import { Thinking } from './thinking.svelte';
import { allSaved, type Workspace } from './workspace.svelte';

const PICTURE = /\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?)$/i;

/** What the Write desk needs of the window around it, from the workspace. */
export type { WriteHost };

export function writeHost(
  workspace: Workspace,
  draft: DraftDesk['draft'] = backend.draft,
): WriteHost {
  const { notices, preferences, library } = workspace;
  const keepSpot = spotKeeper(backend.frame.keepSpot);
  const drafts = new Map<string, Draft>();
  const reviews = new Map<string, Review>();
  let flight: Preflight | null = null;
  const reviewing = reviewHost(workspace);

  /** Makes a revision the copy, by the draft of its issue where that is open: the editor has its undo. */
  async function restore(issue: string, item: string, id: string, said: string): Promise<boolean> {
    const open = drafts.get(issue);
    if (open !== undefined) return open.history.restore(item, id, said);
    return notices.told(async () => {
      const { before } = await backend.write.restoreRevision(issue, item, id);
      const run = (): unknown => restore(issue, item, before, say.history.takenBack);
      notices.done(said, { label: say.rundown.undo, run }, '', RESTORED);
    });
  }

  return {
    desk: {
      ...backend.write,
      draft,
      setCard: async (issue, card) => {
        const kept = await backend.write.setCard(issue, card);
        library.told(issue, kept);
        return kept;
      },
      on: (event, handler) => backend.on(event as keyof backend.Events, handler),
    },
    notices: {
      say: (message, { hint, action, key } = {}) => {
        // A hint says what to do about something that went wrong.
        const wrong = hint !== undefined && action === undefined;
        if (wrong) notices.fault(new backend.Fault('told', message, hint));
        else notices.done(message, action ?? null, '', key);
      },
      unsay: (key) => notices.unsay(key),
    },
    openLink: (address) => void notices.told(() => backend.frame.openLink(address)),
    copyText: (text) =>
      void notices.told(async () => {
        await backend.copyText(text);
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
    dropped: (handler) => backend.on('dropped', ({ paths }) => handler(paths)),
    droppedPictures: async (issue, paths) => {
      const pictures = paths.filter((path) => PICTURE.test(path));
      let added: backend.PictureAdded[] = [];
      if (pictures.length > 0)
        await notices.told(async () => {
          added = await backend.write.addPicturePaths(issue, pictures);
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
    // When the desk goes, what it told stays true.
    foot: (foot) => {
      if (foot === null) return;
      untrack(() => {
        const budget = foot.budget.max > 0 ? foot.budget : null;
        const words = budget === null ? foot.issueWords : foot.words;
        workspace.foot = { issue: workspace.issue, words, budget, size: foot.size };
        const { saved, message, hint } = foot;
        if (saved === 'saved') workspace.saved = allSaved;
        else workspace.saved = { state: saved === 'saving' ? 'waiting' : 'stuck', message, hint };
      });
    },
    ...reviewing,
    commands: (desk, commands) => untrack(() => workspace.offer(desk, commands)),
    take: (issue, item, revision) => restore(issue, item, revision, say.history.taken),
    before: (issue) => drafts.get(issue) ?? null,
    opened: (draft) => {
      drafts.set(draft.issue, draft);
      const review = reviewing.review(draft.issue);
      reviews.set(draft.issue, review);
      workspace.hold(draft.issue, async () => {
        const all = await Promise.all([draft.rest(), review.settle()]);
        return all.every(Boolean);
      });
    },
    around: () => workspace.settleAround(),
    left: (draft) => {
      const all = [draft.close(), reviews.get(draft.issue)?.settle() ?? Promise.resolve(true)];
      void Promise.all(all).then((isThere) => {
        if (!isThere.every(Boolean) || drafts.get(draft.issue) !== draft) return;
        drafts.delete(draft.issue);
        reviews.delete(draft.issue);
        workspace.hold(draft.issue, null);
      });
    },
    spelling: () => preferences.values.spelling,
    setSpelling: (mode) => preferences.set('spelling', mode),
    panes: () => preferences.values.panes,
    resize: (change) => preferences.pane(change),
    lastItem: (issue) => {
      const { place } = preferences.values;
      return place.issue === issue ? place.item : '';
    },
    keepItem: (issue, item) => untrack(() => preferences.set('place', { issue, item })),
    caret: (issue, item, caret) => keepSpot({ desk: 'write', issue, item, caret }),
    preflight: (issue) => {
      if (flight?.issue !== issue) flight = new Preflight(issue, backend.preflight, notices);
      return flight;
    },
    judge: (issue, item, version) => backend.preflight.item(issue, item, version),
    saveReview: async (issue, item, state, note) => {
      let written = '';
      await notices.told(async () => {
        const save = workspace.afterWords(backend.notes.saveReviewFile);
        ({ path: written } = await save(issue, item === '' ? [] : [item], state, note));
        if (written !== '') notices.done(noteSay.send.saved(written));
      });
      return written !== '';
    },
    toPreflight: () => workspace.go('preflight'),
    thinking: (issue) => new Thinking(issue, backend.thinking, notices),
    keysOf: (id) => {
      const command = workspace.commands.find((one) => one.id === id);
      return command === undefined ? '' : workspace.keys(command);
    },
    toModel: () => workspace.settingsAt('model'),
    thoughts: (handler) => backend.on('thinking', handler),
    target: () => {
      const { target } = workspace;
      workspace.target = null;
      return target;
    },
  };
}
