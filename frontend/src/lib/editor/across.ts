/** Find and replace over all copies of an issue. */

import type { ChangeSpec, Text } from '@codemirror/state';
import { SearchQuery } from '@codemirror/search';

export interface Query {
  find: string;
  replace: string;
  matchCase: boolean;
  wholeWord: boolean;
}

export interface Hit {
  item: string;
  from: number;
  to: number;
  /** The line around it, and where the hit begins in that. */
  line: string;
  at: number;
}

const MOST_HITS = 2000;

// Where a picture or a link leads is no word of the copy: replaced, it would lead nowhere.
const ADDRESS = /\]\((<[^>]*>|[^\s)]+)|<?https?:\/\/[^\s>)]+>?/g;

/** Whether a place in a line is in an address. */
function isAddress(line: string, from: number, to: number): boolean {
  for (const match of line.matchAll(ADDRESS)) {
    const start = match.index + (match[1] === undefined ? 0 : 2);
    if (from < match.index + match[0].length && to > start) return true;
  }
  return false;
}

/** As CodeMirror searches; in words alone, and not in addresses. */
export const searchQuery = ({ find, replace, matchCase, wholeWord }: Query): SearchQuery =>
  new SearchQuery({
    search: find,
    replace,
    caseSensitive: matchCase,
    wholeWord,
    literal: true,
    test: (_match, state, from, to) => {
      const line = state.doc.lineAt(from);
      return !isAddress(line.text, from - line.from, to - line.from);
    },
  });

/** All places in the copies, in the order in which they are given; at most 2,000. */
export function findAcross(docs: ReadonlyMap<string, Text>, query: Query): Hit[] {
  const hits: Hit[] = [];
  const search = searchQuery(query);
  if (!search.valid) return hits;
  for (const [item, doc] of docs) {
    const cursor = search.getCursor(doc);
    for (let next = cursor.next(); !next.done; next = cursor.next()) {
      const { from, to } = next.value;
      const line = doc.lineAt(from);
      hits.push({ item, from, to, line: line.text, at: from - line.from });
      if (hits.length === MOST_HITS) return hits;
    }
  }
  return hits;
}

/** The changes that replace every place, by item: each item’s are one step of undo. */
export function replaceAcross(
  docs: ReadonlyMap<string, Text>,
  query: Query,
): Map<string, ChangeSpec[]> {
  const changes = new Map<string, ChangeSpec[]>();
  for (const { item, from, to } of findAcross(docs, query)) {
    const list = changes.get(item) ?? [];
    list.push({ from, to, insert: query.replace });
    changes.set(item, list);
  }
  return changes;
}
