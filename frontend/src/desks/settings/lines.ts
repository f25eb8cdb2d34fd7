/** Lists as lines of text: how the forms of the house style are typed. */

import type { StoryForm, WordPair } from '../../lib/backend';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** “What’s new*”: the asterisk says that it has to be there. */
export const labelLines = ({ labels, required }: Pick<StoryForm, 'labels' | 'required'>): string =>
  labels.map((label) => (required.includes(label) ? `${label}*` : label)).join('\n');

export function labelsOf(text: string): Pick<StoryForm, 'labels' | 'required'> {
  const typed = lines(text).map((line) => ({
    label: line.replace(/\s*\*$/, '').replace(/:$/, ''),
    required: line.endsWith('*'),
  }));
  return {
    labels: typed.map(({ label }) => label),
    required: typed.filter(({ required }) => required).map(({ label }) => label),
  };
}

/** “email = e-mail”: wanted = found. */
export const pairLines = (pairs: readonly WordPair[]): string =>
  pairs.map(({ found, wanted }) => `${wanted} = ${found}`).join('\n');

/** Null when a line is no pair. */
export function pairsOf(text: string): WordPair[] | null {
  const pairs: WordPair[] = [];
  for (const line of lines(text)) {
    const at = line.indexOf('=');
    const [wanted, found] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    if (at < 0 || wanted === '' || found === '') return null;
    pairs.push({ found, wanted });
  }
  return pairs;
}

export const listOf = lines;
