import type { Grammar, ItemView, KindView } from '../../lib/backend';
import type { Draft } from '../../lib/state/draft.svelte';
import { writeWords as words } from '../../lib/words/write';
import type { MenuItem } from '../../lib/ui/menu';

/** An issue that an item can be copied or moved to. */
export interface OtherIssue {
  id: string;
  number: string;
  subject: string;
}

/** The kinds, stories first, each group under its heading. */
function kinds(grammar: Grammar, item: (kind: KindView) => MenuItem): MenuItem[] {
  const stories = grammar.kinds.filter(({ story }) => story !== '');
  const others = grammar.kinds.filter(({ story }) => story === '');
  return [
    ...(stories.length > 0 ? [{ label: words.rundown.addGroup.stories }] : []),
    ...stories.map(item),
    ...(others.length > 0 ? [{ label: words.rundown.addGroup.others }] : []),
    ...others.map(item),
  ];
}

/** What can be added behind the open item. */
export function addMenu(draft: Draft): MenuItem[] {
  const { grammar, rundown } = draft;
  if (grammar === null) return [];
  return kinds(grammar, ({ title, kind, story }) => ({
    label: title,
    run: () => void add(draft, kind, story, rundown.open || (rundown.items.at(-1)?.id ?? '')),
  }));
}

export async function add(draft: Draft, kind: string, story: string, after: string): Promise<void> {
  const id = await draft.rundown.add(kind, story, after);
  if (id === null) return;
  // The caret goes where the first words belong: behind the mark of a headline, else at the end.
  const begun = draft.textOf(id);
  draft.goTo(id, begun.startsWith('# ') ? 2 : begun.length);
}

/** What the desk around the rundown does to an item. */
interface ItemDeeds {
  history: (item: string) => void;
  setState: (item: string, state: string) => void;
}

/** All that can be done to an item. */
export function itemMenu(
  draft: Draft,
  item: ItemView,
  others: readonly OtherIssue[],
  { history, setState }: ItemDeeds,
): MenuItem[] {
  const { rundown, grammar } = draft;
  const place = rundown.index(item.id);
  const issues = (move: boolean): MenuItem[] =>
    others.map(({ id, number, subject }) => ({
      label: words.rundown.otherIssue(number, subject),
      run: () => void rundown.send(item.id, id, move),
    }));
  return [
    {
      label: words.rundown.edit,
      keys: 'Enter',
      run: () => {
        draft.select(item.id);
        draft.edit();
      },
    },
    {
      label: words.rundown.setState,
      items: words.states.map((state) => ({
        label: words.state(state),
        checked: item.state === state,
        run: () => setState(item.id, state),
      })),
    },
    ...(grammar === null
      ? []
      : [
          {
            label: words.rundown.setKind,
            items: kinds(grammar, ({ title, kind, story }) => ({
              label: title,
              checked: item.kind === kind && item.story === story,
              run: () => void rundown.setKind(item.id, kind, story),
            })),
          },
        ]),
    {
      label: words.rundown.up,
      keys: 'Alt+↑',
      run: () => void rundown.move(item.id, place - 1),
    },
    {
      label: words.rundown.down,
      keys: 'Alt+↓',
      run: () => void rundown.move(item.id, place + 1),
    },
    { label: words.rundown.history, run: () => history(item.id) },
    { label: words.rundown.copyTo, items: issues(false) },
    { label: words.rundown.moveTo, items: issues(true) },
    { label: words.rundown.remove, keys: 'Delete', run: () => void rundown.remove(item.id) },
  ];
}
