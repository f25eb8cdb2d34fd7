import { expect, test } from 'vitest';

import { frameCommands, type FrameDeeds } from '../../lib/commands/frame';

import { tidy } from '../../lib/commands/keys';
import type { Command } from '../../lib/commands/command';
import { preflightCommands } from '../../lib/commands/preflight';
import { noteCommandsAtWrite, reviewCommands, type ReviewParts } from '../../lib/commands/review';
import { sendCommands } from '../../lib/commands/send';
import type { Comparison } from '../../lib/state/comparison.svelte';
import type { Draft } from '../../lib/state/draft.svelte';
import type { Preflight } from '../../lib/state/preflight.svelte';
import type { Review } from '../../lib/state/review.svelte';
import type { Send } from '../../lib/state/send.svelte';
import type { Workspace } from '../../lib/state/workspace.svelte';
import { writeCommands } from './commands';

test('no two commands that can be open together have the same keys', () => {
  const draft = { rundown: { items: [], removed: [], open: '' }, preview: {}, grammar: null };
  const everywhere = frameCommands({} as unknown as Workspace, {} as FrameDeeds);
  const spelling = {
    check: () => undefined,
    next: () => undefined,
    setMode: () => undefined,
  };
  const parts = {
    addMenu: () => undefined,
    editCard: () => undefined,
    history: () => undefined,
    spelling,
  };
  const review = { notes: [], note: () => null } as unknown as Review;
  const noting = {} as unknown as ReviewParts;
  const at = (reviewing: boolean): Command[] =>
    writeCommands(draft as unknown as Draft, reviewing, parts);
  for (const desk of [
    [...noteCommandsAtWrite(review, noting), ...at(false)],
    [...reviewCommands(review, {} as unknown as Comparison, noting), ...at(true)],
    sendCommands({} as unknown as Send),
    preflightCommands({} as unknown as Preflight, { go: () => undefined, isAtList: () => true }),
  ]) {
    const keys = [...everywhere, ...desk].map((one) => tidy(one.keys ?? '')).filter(Boolean);
    expect(keys.filter((one, at) => keys.indexOf(one) !== at)).toEqual([]);
  }
});
