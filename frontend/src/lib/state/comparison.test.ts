import { expect, test, vi } from 'vitest';

import { Fault } from '../backend/fault';
import type { Compared, ComparedItem, VersionView } from '../compare/shapes';
import { type Choice, Comparison } from './comparison.svelte';

const version = (id: string, why: string[] = ['change']): VersionView => ({
  id,
  names: [],
  time: '2026-11-24T17:20:00Z',
  who: 'Wren',
  initials: 'W',
  why,
  words: 10,
  added: 0,
  removed: 0,
  problem: '',
});

function item(id: string, changes: number, more: Partial<ComparedItem> = {}): ComparedItem {
  const list = Array.from({ length: changes }, (_, k) => ({
    from_start: k * 2,
    from_end: k * 2 + 1,
    to_start: k * 2,
    to_end: k * 2 + 1,
  }));
  const state = changes > 0 ? 'changed' : 'same';
  const text = 'a b c d e f g';
  return {
    ...{ id, kind: 'story', kind_from: '', name: id, state, moved: false, lost: false },
    ...{ from: text, to: text },
    ...{ changes: list, added: changes, removed: changes, pictures: [] },
    ...more,
  };
}

const compared = (items: ComparedItem[], from = 'r1', to = 'now'): Compared => ({
  from: version(from),
  to: version(to),
  items,
  head: [],
  changes: items.length,
  html_from: '',
  html_to: '',
});

interface Call {
  asked: string;
  answer: (compared: Compared) => Promise<void>;
  refuse: (reason: Error) => Promise<void>;
}

function setUp(last: Partial<Choice> = {}): {
  comparison: Comparison;
  calls: Call[];
  kept: Choice[];
  last: () => Call;
} {
  const calls: Call[] = [];
  const kept: Choice[] = [];
  const settle = async (): Promise<void> => {
    await Promise.resolve();
    await Promise.resolve();
  };
  const comparison = new Comparison(
    'issue',
    {
      versions: (_, of) => Promise.resolve([version(`${of}-2`), version(`${of}-1`, ['exported'])]),
      compare: (issue, of, from, to) =>
        new Promise((resolve, reject) => {
          calls.push({
            asked: [issue, of, from, to].join(' '),
            answer: (value) => (resolve(value), settle()),
            refuse: (reason) => (reject(reason), settle()),
          });
        }),
    },
    last,
    (choice) => kept.push(choice),
  );
  const latest = (): Call => {
    const call = calls.at(-1);
    if (call === undefined) throw new Error('nothing was asked');
    return call;
  };
  return { comparison, calls, kept, last: latest };
}

test('it opens an item since it was looked at, at its first change', async () => {
  const { comparison, last } = setUp();
  void comparison.open('tides');
  expect(last().asked).toBe('issue tides looked now');
  expect([comparison.loading, comparison.shown, comparison.total]).toEqual([true, null, 0]);
  await last().answer(compared([item('tides', 3)]));
  expect([comparison.loading, comparison.at, comparison.total]).toEqual([false, 1, 3]);
  expect(comparison.sought).toBe(1);
});

test('next and previous go around, and from one item to the next', async () => {
  const { comparison, last } = setUp({ whole: true });
  void comparison.open('a');
  const pictures = [{ name: 'y.png', from: '/media/2', to: '/media/3', alt: '' }];
  const all = [item('a', 1), item('b', 0), item('c', 1, { moved: true, pictures })];
  await last().answer({ ...compared(all), head: [{ name: 'subject', from: 'A', to: 'B' }] });
  const seen: unknown[] = [];
  for (let n = 0; n < 6; n++) {
    seen.push(comparison.stop);
    comparison.next();
  }
  expect(seen).toEqual([
    { kind: 'head', index: 0 },
    { kind: 'text', item: 'a', index: 0 },
    { kind: 'moved', item: 'c' },
    { kind: 'picture', item: 'c', index: 0 },
    { kind: 'text', item: 'c', index: 0 },
    { kind: 'head', index: 0 },
  ]);
  comparison.go(1);
  comparison.previous();
  expect(comparison.at).toBe(5);
});

test('a late answer is dropped, and the old one stays until the new one is there', async () => {
  const { comparison, calls } = setUp();
  void comparison.open('a');
  await calls[0]?.answer(compared([item('a', 1)]));
  const before = comparison.shown;
  void comparison.setSince('signed');
  void comparison.setSince('exported');
  expect([comparison.shown, comparison.loading]).toEqual([before, true]);
  await calls[1]?.answer(compared([item('a', 7)]));
  expect([comparison.shown, comparison.loading]).toEqual([before, true]);
  await calls[2]?.answer(compared([item('a', 2)]));
  expect([comparison.total, comparison.loading]).toEqual([2, false]);
});

test('what the desk refuses is said in its place, and the next answer takes it away', async () => {
  const { comparison, last } = setUp();
  void comparison.open('a');
  await last().answer(compared([item('a', 1)]));
  void comparison.setSince('exported');
  await last().refuse(new Fault('none', 'Nobody has exported this issue yet.', ''));
  expect([comparison.shown, comparison.total, comparison.at]).toEqual([null, 0, 0]);
  expect(comparison.fault?.message).toBe('Nobody has exported this issue yet.');
  expect(comparison.chosen('from')).toBe('exported');
  expect(comparison.options('from').at(-1)).toEqual({ value: 'exported', label: 'Last export' });
  void comparison.setSince('looked');
  await last().answer(compared([item('a', 1)]));
  expect([comparison.fault, comparison.total]).toEqual([null, 1]);
});

test('a point that is compared is shown as the version that it is', async () => {
  const { comparison, last } = setUp({ from: 'exported' });
  void comparison.open('a');
  expect(comparison.chosen('from')).toBe('exported');
  await last().answer(compared([item('a', 1)], 'a-1'));
  expect([comparison.chosen('from'), comparison.chosen('to')]).toEqual(['a-1', 'now']);
  expect(comparison.since).toBe('exported');
  expect(comparison.options('from').map(({ value }) => value)).toEqual(['now', 'a-2', 'a-1']);
  expect(comparison.nameOf('to')).toBe('Now');
});

test('it remembers what was chosen; a version of one item is none of another', async () => {
  const { comparison, kept, last } = setUp();
  void comparison.open('a');
  void comparison.setFrom('a-2');
  comparison.setMode('email');
  expect(kept.at(-1)).toEqual({ from: 'a-2', to: 'now', mode: 'email', whole: false });
  await last().answer(compared([item('a', 1)], 'a-2'));
  void comparison.open('b');
  expect(last().asked).toBe('issue b looked now');
  void comparison.setWhole(true);
  expect(last().asked).toBe('issue  looked now');
  expect(kept.at(-1)).toEqual({ from: 'looked', to: 'now', mode: 'email', whole: true });
});

test('of the whole issue another item is gone to, and not loaded', async () => {
  const { comparison, calls, last } = setUp({ whole: true });
  void comparison.open('a');
  await last().answer(compared([item('a', 2), item('b', 1)]));
  void comparison.open('b');
  expect([calls.length, comparison.at]).toEqual([1, 3]);
});

test('made anew, it stays where one was', async () => {
  const { comparison, last } = setUp({ whole: true });
  void comparison.open('a');
  await last().answer(compared([item('a', 2), item('b', 2)]));
  comparison.go(4);
  const sought = comparison.sought;
  void comparison.refresh();
  await last().answer(compared([item('a', 3), item('b', 2)]));
  expect([comparison.at, comparison.sought]).toEqual([5, sought]);
  void comparison.refresh();
  await last().answer(compared([item('a', 1), item('b', 0)]));
  expect(comparison.at).toBe(1);
});

test('the emails count by themselves', async () => {
  const { comparison, last } = setUp();
  void comparison.open('a');
  await last().answer(compared([item('a', 5)]));
  comparison.next();
  comparison.setMode('email');
  comparison.foundInEmail(3);
  expect([comparison.at, comparison.total, comparison.stop]).toEqual([1, 3, null]);
  comparison.previous();
  expect(comparison.at).toBe(3);
  comparison.setMode('words');
  expect([comparison.at, comparison.total]).toEqual([2, 5]);
});

test('an item without a change is one line in an issue, and unfolds', async () => {
  const { comparison, last } = setUp({ whole: true });
  void comparison.open('a');
  await last().answer(compared([item('a', 0), item('b', 1)]));
  expect([comparison.isFolded('a'), comparison.isFolded('b')]).toEqual([true, false]);
  comparison.fold('a', false);
  expect(comparison.isFolded('a')).toBe(false);
  comparison.fold('a', true);
  expect(comparison.isFolded('a')).toBe(true);
  void comparison.setWhole(false);
  await last().answer(compared([item('a', 0)]));
  expect([comparison.isFolded('a'), comparison.isEmpty]).toEqual([false, true]);
});

test('an item that is new or gone is one change', async () => {
  const { comparison, last } = setUp({ whole: true });
  void comparison.open('');
  await last().answer(
    compared([
      item('a', 4, { state: 'added' }),
      item('b', 2, { state: 'removed', moved: true }),
      item('c', 0, { state: 'changed', kind_from: 'promo' }),
    ]),
  );
  expect(comparison.stops.map(({ kind }) => kind)).toEqual(['added', 'moved', 'removed', 'kind']);
});

test('what can be restored is another copy of the left, which is not now', async () => {
  const { comparison, last } = setUp();
  void comparison.open('a');
  const other = item('a', 1, { from: 'One', to: 'Two' });
  await last().answer(compared([other]));
  expect(comparison.canRestore(other)).toBe(true);
  expect(comparison.canRestore({ ...other, to: 'One' })).toBe(false);
  expect(comparison.canRestore({ ...other, from: '', state: 'added' })).toBe(false);
  expect(comparison.canRestore({ ...other, from: '', lost: true })).toBe(false);
  void comparison.setFrom('now');
  expect(comparison.canRestore(other)).toBe(false);
});

test('without a list of versions the points can still be chosen', async () => {
  const compare = vi.fn(() => Promise.resolve(compared([item('a', 1)], 'r1', 'r2')));
  const versions = (): Promise<never> => Promise.reject(new Error('no'));
  const comparison = new Comparison('issue', { versions, compare });
  await comparison.open('a');
  expect(comparison.options('from').map(({ value }) => value)).toEqual(['now', 'r1']);
});

test('versions of one minute are told apart by their seconds, and by what they changed', async () => {
  const at = (id: string, time: string, added: number): VersionView => ({
    ...version(id),
    time,
    added,
  });
  const comparison = new Comparison('issue', {
    versions: () =>
      Promise.resolve([
        at('c', '2026-11-20T17:20:40Z', 3),
        at('b', '2026-11-20T17:20:05Z', 0),
        at('a', '2026-11-20T16:00:05Z', 9),
      ]),
    compare: () => new Promise(() => undefined),
  });
  void comparison.open('item');
  await vi.waitFor(() => expect(comparison.versions).toHaveLength(3));
  const [, c, b, a] = comparison.options('to').map(({ label }) => label);
  expect(c).toMatch(/:20:40 · W · \+3 words$/);
  expect(b).toMatch(/:20:05 · W$/);
  expect(a).toMatch(/\d\d:00 · W$/);
});

test('who chose a version by key is led back to the columns; by hand not', () => {
  const { comparison } = setUp();
  void comparison.setFrom('r1');
  expect(comparison.attended).toBe(0);
  comparison.pick();
  expect(comparison.picked).toBe(1);
  void comparison.setFrom('r2');
  void comparison.setFrom('r3');
  expect(comparison.attended).toBe(1);
});
