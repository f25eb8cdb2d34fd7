import { render, screen, waitFor, within } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { Fault } from '../../lib/backend/fault';
import type { Compared, ComparedItem, VersionView } from '../../lib/compare/shapes';
import { type Choice, Comparison } from '../../lib/state/comparison.svelte';
import Compare from './Compare.svelte';

const version = (id: string, time: string, why: string[] = []): VersionView => ({
  ...{ id, time, who: 'Wren', initials: 'W', why, words: 3 },
});
const then = version('r1', '2020-11-24T17:20:00');
const now = version('now', '2020-11-27T08:00:00');

const tides: ComparedItem = {
  ...{ id: 'tides', kind: 'story', name: 'Tides', state: 'changed', moved: true },
  ...{ from: 'The old boat', to: 'The new boat', added: 1, removed: 1 },
  changes: [{ from_start: 4, from_end: 7, to_start: 4, to_end: 7 }],
  pictures: [{ name: 'p/boat.png', from: '/media/1', to: '/media/2', alt: 'A boat' }],
};
const letter: ComparedItem = {
  ...{ id: 'letter', kind: 'letter', name: 'Letter', state: 'same', moved: false },
  ...{ from: 'Dear all', to: 'Dear all', added: 0, removed: 0, changes: [], pictures: [] },
};

const answer = (items: ComparedItem[]): Compared => ({
  ...{ from: then, to: now, items, changes: 1, html_from: '', html_to: '' },
  head: [{ name: 'subject', from: 'Boats', to: 'Tides' }],
});

/** What the count over the columns says. */
const count = (): string =>
  document.querySelector('.count')?.textContent.replace(/\s+/g, ' ').trim() ?? '';

async function open(
  compare: () => Promise<Compared>,
  last: Partial<Choice> = {},
): Promise<{ comparison: Comparison; restore: ReturnType<typeof vi.fn> }> {
  const versions = (): Promise<VersionView[]> => Promise.resolve([then]);
  const comparison = new Comparison('issue', { versions, compare }, last);
  const restore = vi.fn<(item: string, version: string) => void>();
  render(Compare, { comparison, restore });
  await comparison.open('tides');
  return { comparison, restore };
}

test('a whole issue: what moved, what is another picture, what is the same', async () => {
  await open(() => Promise.resolve(answer([letter, tides])), { whole: true });
  await screen.findByText('Moved');
  expect(count()).toBe('1 of 4 changes');
  expect(screen.getByText('Boats').tagName).toBe('DEL');
  const pictures = within(screen.getByRole('list', { name: 'Pictures that changed' }));
  expect(pictures.getAllByRole('img').map((one) => one.getAttribute('src'))).toEqual([
    '/media/1',
    '/media/2',
  ]);
  const folded = screen.getByRole('button', { name: 'Letter: no change' });
  expect(folded.getAttribute('aria-expanded')).toBe('false');
  folded.click();
  await waitFor(() => expect(folded.getAttribute('aria-expanded')).toBe('true'));
});

test('the change that is gone to is drawn, wherever it is', async () => {
  await open(() => Promise.resolve(answer([letter, tides])), { whole: true });
  const next = await screen.findByRole('button', { name: 'Next change' });
  for (let n = 0; n < 3; n++) next.click();
  await waitFor(() => expect(count()).toBe('4 of 4 changes'));
  await waitFor(() =>
    expect(Array.from(document.querySelectorAll('.cm-looked'), (one) => one.textContent)).toEqual([
      'old',
      'new',
    ]),
  );
  expect(document.querySelector('.cm-merge-b .cm-content')?.getAttribute('aria-label')).toBe(
    'Tides, Now',
  );
});

test('one item: its version can be restored', async () => {
  const { restore } = await open(() => Promise.resolve({ ...answer([tides]), head: [] }));
  const button = await screen.findByRole('button', { name: 'Restore 24 Nov 2020 17:20' });
  button.click();
  expect(restore).toHaveBeenCalledWith('tides', 'r1');
});

test('both versions have a heading with its name, where another one is chosen', async () => {
  await open(() => Promise.resolve(answer([tides])));
  const left = await screen.findByRole<HTMLSelectElement>('combobox', { name: /^Left/ });
  await waitFor(() => expect(left.selectedOptions[0]?.textContent).toBe('24 Nov 2020 17:20 · W'));
  const right = screen.getByRole<HTMLSelectElement>('combobox', { name: /^Right/ });
  expect(right.selectedOptions[0]?.textContent).toBe('Now');
});

test('what the desk refuses stands in the columns’ place', async () => {
  const none = new Fault('none', 'Nobody has exported this issue yet.', 'Export it first.');
  await open(() => Promise.reject(none), { from: 'exported' });
  expect(
    (await screen.findByText('Nobody has exported this issue yet.')).closest('[role=status]'),
  ).not.toBeNull();
  expect(screen.queryByRole('button', { name: 'Next change' })).toBeNull();
  const since = screen.getByRole('button', { name: 'Since last export' });
  expect(since.getAttribute('aria-pressed')).toBe('true');
});

test('nothing changed is a sentence', async () => {
  const same = { ...answer([letter]), head: [] };
  await open(() => Promise.resolve(same), { from: 'signed' });
  await screen.findByText('No changes since sign-off.');
});
