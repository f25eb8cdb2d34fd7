import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { AuthorRun } from '../backend';
import type { Credits } from '../editor/authors';
import { Authors, type AuthorsHost, REST } from './authors.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const run = (who: string, how = 'typed', start = 0): AuthorRun => ({
  start,
  end: start + 3,
  who,
  initials: who.slice(0, 1),
  how,
  model: '',
});

function setUp(host: Partial<AuthorsHost> = {}) {
  const shown: [item: string, credits: Credits | null][] = [];
  const ask = vi.fn(() =>
    Promise.resolve([
      run('Ada'),
      run('', 'outside', 3),
      run('', 'typed', 6),
      run('Ada', 'pasted', 9),
    ]),
  );
  const authors = new Authors({
    ask,
    version: () => 3,
    me: () => ({ who: 'Mira', initials: 'M' }),
    show: (item, credits) => void shown.push([item, credits]),
    failed: () => undefined,
    ...host,
  });
  authors.opened('a');
  const rest = (ms = REST): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
  return { authors, ask, shown, rest };
}

test('nothing is asked before somebody wants to see it', async () => {
  const { authors, ask, rest } = setUp();
  authors.changed('a');
  authors.again();
  authors.opened('b');
  await rest(5000);
  expect(ask).not.toHaveBeenCalled();
});

test('it is shown with its people and ways, and gone with the same key', async () => {
  const { authors, ask, shown, rest } = setUp();
  authors.toggle();
  await rest(0);
  expect(ask).toHaveBeenCalledWith('a', 3);
  expect(shown.at(-1)?.[1]?.runs).toHaveLength(4);
  expect(authors.people.map(({ who }) => who)).toEqual(['Ada']);
  expect(authors.ways).toEqual(['typed', 'pasted', 'outside']);
  authors.toggle();
  expect(shown.at(-1)).toEqual(['a', null]);
  expect([authors.shown, authors.runs]).toEqual([false, []]);
});

test('while somebody types nothing is asked; when that rests, once', async () => {
  const { authors, ask, rest } = setUp();
  authors.toggle();
  await rest(0);
  for (let n = 0; n < 9; n++) {
    authors.changed('a');
    await rest(REST / 2);
  }
  expect(ask).toHaveBeenCalledTimes(1);
  await rest(5000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('what is on its way is waited for', async () => {
  let version: number | null = null;
  const { authors, ask, rest } = setUp({ version: () => version });
  authors.toggle();
  await rest(REST);
  expect(ask).not.toHaveBeenCalled();
  version = 4;
  await rest(REST);
  expect(ask).toHaveBeenCalledWith('a', 4);
});

test('another item is asked for, and the one before is not marked any more', async () => {
  const { authors, ask, shown, rest } = setUp();
  authors.toggle();
  await rest(0);
  authors.opened('b');
  await rest(0);
  expect(shown.map(([item, credits]) => [item, credits === null])).toEqual([
    ['a', false],
    ['a', true],
    ['b', false],
  ]);
  expect(ask).toHaveBeenLastCalledWith('b', 3);
});

test('an answer that comes too late is not shown', async () => {
  const answers: ((runs: AuthorRun[]) => void)[] = [];
  const { authors, shown, rest } = setUp({
    ask: () => new Promise((resolve) => answers.push(resolve)),
  });
  authors.toggle();
  await rest(0);
  authors.hide();
  answers[0]?.([run('Ada')]);
  await rest(0);
  expect(shown).toEqual([]);
});

test('what goes wrong is told', async () => {
  const failed = vi.fn();
  const { authors, rest } = setUp({ ask: () => Promise.reject(new Error('gone')), failed });
  authors.toggle();
  await rest(0);
  expect(failed).toHaveBeenCalledTimes(1);
});
