import * as backend from '../backend';
import type { AuthorsHost } from './authors.svelte';
import { Comparison } from './comparison.svelte';
import { Review } from './review.svelte';
import type { Workspace } from './workspace.svelte';

/** What the Review desk, and the notes at the Write desk, need of the window around them. */
export interface ReviewHost {
  review: (issue: string) => Review;
  comparison: (issue: string) => Comparison;
  /** Who wrote which words of an item. */
  authors: (issue: string, ...of: Parameters<AuthorsHost['ask']>) => ReturnType<AuthorsHost['ask']>;
  /** Whether what is typed at the Review desk is a suggestion. */
  suggests: () => boolean;
  setSuggests: (on: boolean) => void;
  /** Saves an issue as a file, with its notes as CriticMarkup in the copy. */
  saveCritic: (issue: string) => unknown;
}

export function reviewHost(workspace: Workspace): ReviewHost {
  const { notices, preferences, library } = workspace;
  /** The one that is open, and those that still have something to tell. */
  const reviews = new Map<string, Review>();
  let comparison: Comparison | null = null;
  return {
    review: (issue) => {
      const known = reviews.get(issue);
      if (known !== undefined) return known;
      // One that is still sending is not made twice: its older list would come after the newer one.
      for (const [id, one] of reviews) if (!one.suggesting.isPending) reviews.delete(id);
      const review = new Review(issue, backend.notes, notices);
      reviews.set(issue, review);
      return review;
    },
    comparison: (issue) => {
      if (comparison?.issue !== issue)
        comparison = new Comparison(
          issue,
          { versions: backend.versions, compare: backend.compare },
          preferences.values.comparison,
          (choice) => preferences.set('comparison', choice),
        );
      return comparison;
    },
    authors: (issue, item, version) => backend.notes.authors(issue, item, version),
    suggests: () => preferences.values.suggests,
    setSuggests: (on) => preferences.set('suggests', on),
    saveCritic: (issue) => library.exportCritic(issue),
  };
}
