import * as backend from '../backend';
import { reviewWords as say } from '../words/notes';
import type { Workspace } from './workspace.svelte';

const REVIEW_FILE = /\.galley$/i;

/** Whether a file that was dropped is a review file. */
export const isReviewFile = (name: string): boolean => REVIEW_FILE.test(name);

/** Shows an issue that came in a review file, and says in a sentence what came. */
export async function tellTaken(
  workspace: Workspace,
  taken: readonly backend.ReviewFileTaken[],
): Promise<void> {
  const last = taken.at(-1);
  if (last === undefined) return;
  await workspace.library.load();
  workspace.open(last.issue.id, 'review');
  for (const one of taken) {
    const { text, hint } = say.file.taken(one);
    const read = { label: say.file.show, run: () => workspace.open(one.issue.id, 'review') };
    if (one.conflicts > 0) workspace.notices.attend(text, read, hint);
    else workspace.notices.done(text, read, hint, 'taken');
  }
}

/** A review file that was not taken in. */
export function tellRefused(
  workspace: Workspace,
  { name, message, hint }: backend.RefusedFile,
): void {
  workspace.notices.fault(new backend.Fault('refused', say.file.refused(name, message), hint));
}

/** Takes review files in, when all that was typed is with the desk. */
export async function takeReviewFiles(
  workspace: Workspace,
  take: () => Promise<readonly backend.ReviewFileTaken[] | null>,
): Promise<void> {
  await workspace.notices.told(async () => {
    await workspace.settle();
    await tellTaken(workspace, (await take()) ?? []);
  });
}
