import { Text } from '@codemirror/state';

import type { ThinkingParts } from '../../lib/commands/thinking';
import type { CopyEditor } from '../../lib/editor';
import type { Draft } from '../../lib/state/draft.svelte';
import type { ThinkingHands } from '../../lib/state/thinking.svelte';
import { sectionOf } from './section';

/** The Write desk’s editor and draft, as a model’s help needs them. */
export const thinkingHands = (
  draft: Draft,
  editor: CopyEditor,
  then: Pick<ThinkingHands, 'stirred' | 'noted' | 'keysOf'>,
): ThinkingHands => ({
  settled: async () => {
    const [settled] = await Promise.all([draft.settled(), draft.card.flush()]);
    return settled;
  },
  version: (item) => draft.version(item),
  alone: (work) => draft.alone(work),
  took: (accepted) => draft.accepted(accepted),
  takeBack: (item, copy) => editor.takeBack(item, Text.of(copy.split('\n'))),
  card: (fields) => draft.card.open(fields),
  field: (name) => draft.card.card[name],
  setField: (name, value) => draft.card.set(name, value),
  text: (item) => draft.textOf(item),
  goTo: (item, position) => draft.goToWords(item, '', position),
  edit: () => draft.edit(),
  show: (item, start, end) => draft.show(item, start, end),
  reveal: (item, position) => editor.reveal(item, position),
  ...then,
});

/** What the commands are about: the open item, and the caret in it. */
export const thinkingParts = (
  draft: Draft,
  {
    caret,
    ...then
  }: Pick<ThinkingParts, 'mayWrite' | 'open' | 'settings'> & { caret: () => number },
): ThinkingParts => ({
  item: () => draft.rundown.open,
  section: () => {
    const { current } = draft.rundown;
    return current === null ? '' : sectionOf(current, caret());
  },
  isStory: () => draft.rundown.current?.like === 'story',
  hasPicture: () => (draft.rundown.current?.pictures.length ?? 0) > 0,
  ...then,
});

/** The labels of an item’s kind, in the house’s order. */
export const labelsOf = (draft: Draft, item: { kind: string; story: string }): readonly string[] =>
  draft.grammar?.kinds.find(({ kind, story }) => kind === item.kind && story === item.story)
    ?.labels ?? [];
