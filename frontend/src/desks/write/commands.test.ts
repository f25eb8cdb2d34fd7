import { expect, test } from 'vitest';

import { frameCommands, type FrameDeeds } from '../../lib/commands/frame';

import { tidy } from '../../lib/commands/keys';
import { preflightCommands } from '../../lib/commands/preflight';
import { sendCommands } from '../../lib/commands/send';
import type { Draft } from '../../lib/state/draft.svelte';
import type { Preflight } from '../../lib/state/preflight.svelte';
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
  for (const desk of [
    writeCommands(draft as unknown as Draft, parts),
    sendCommands({} as unknown as Send),
    preflightCommands({} as unknown as Preflight, { go: () => undefined, isAtList: () => true }),
  ]) {
    const keys = [...everywhere, ...desk].map((one) => tidy(one.keys ?? '')).filter(Boolean);
    expect(keys.filter((one, at) => keys.indexOf(one) !== at)).toEqual([]);
  }
});
