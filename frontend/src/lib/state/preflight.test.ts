import { ChangeSet, Text } from '@codemirror/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Flight, FlightFinding, WaivedFinding } from '../backend';
import { Fault } from '../backend/fault';
import { isClean, passing, placeOf, wayTo } from './findings';
import type { Hands } from './fixes';
import { Notices } from './notices.svelte';
import { PACE, Preflight, type PreflightBackend } from './preflight.svelte';
import { marked } from './sentence';

const found = (check: string, item_id: string, words: string, start: number): FlightFinding => ({
  check,
  severity: check.startsWith('left') ? 'error' : 'warning',
  item: item_id === '' ? 0 : 1,
  item_id,
  headline: item_id === '' ? '' : 'Pier Pressure',
  section: '',
  part: '',
  line: 1,
  column: 1,
  words,
  context: '',
  why: '',
  start,
  end: start < 0 ? -1 : start + words.length,
  fix: null,
});
const fixable = (check: string, item: string, words: string, start: number, insert = '') => {
  const edits = [{ item_id: item, start, end: start + words.length, insert }];
  return { ...found(check, item, words, start), fix: { label: 'Remove', edits } };
};

let copies: Record<string, string>;
let history: Record<string, string[]>;
let findings: FlightFinding[];
let waived: WaivedFinding[];
let fetched: number;
let told: unknown[][];
let notices: Notices;
let desk: Preflight;

const flight = (): Flight => ({
  findings,
  waived,
  errors: 0,
  warnings: 0,
  queries: 0,
  checks: ['left-over.word-count', 'word.repeated', 'link.text', 'alt.missing'],
  size: { bytes: 1, clip_bytes: 102_400, clip_at: '', words: 1 },
  links: { total: 2, checked: 0, dead: 0, oldest: '' },
});
const hands: Hands = {
  items: () => [],
  textOf: (item) => copies[item] ?? '',
  change: (item, edits) => {
    let text = copies[item] ?? '';
    const changes = edits.map(({ start, end, insert }) => ({ from: start, to: end, insert }));
    const set = ChangeSet.of(changes, text.length);
    (history[item] ??= []).push(text);
    text = set.apply(Text.of([text])).toString();
    copies[item] = text;
    desk.changed(item, set);
    return Text.of([text]);
  },
  undo: (item, after) => {
    if (copies[item] !== after.toString()) return false;
    copies[item] = history[item]?.pop() ?? '';
    return true;
  },
  confirm: () => Promise.resolve(),
  unconfirm: () => Promise.resolve(),
  settled: () => Promise.resolve(true),
};

function make(change: Partial<PreflightBackend> = {}): Preflight {
  const tell =
    (name: string) =>
    (...given: unknown[]): Promise<void> => {
      told.push([name, ...given]);
      return Promise.resolve();
    };
  const backend: PreflightBackend = {
    flight: () => {
      fetched++;
      return Promise.resolve(flight());
    },
    waive: tell('waive'),
    unwaive: tell('unwaive'),
    checkLinks: tell('checkLinks'),
    stopLinks: tell('stopLinks'),
    ...change,
  };
  return new Preflight('i74', backend, notices);
}
const words = (): string[] => desk.shown.map(({ finding }) => finding.words);
const said = (): string[] => notices.list.map(({ text }) => text);
const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(PACE.soon);

beforeEach(async () => {
  vi.useFakeTimers();
  copies = { a: 'Call it GOLL. (61) And the the end. (9)', b: 'A the the.' };
  history = {};
  findings = [
    fixable('word.repeated', 'a', ' the the', 22, ' the'),
    fixable('left-over.word-count', 'a', ' (61)', 13),
    fixable('left-over.word-count', 'a', ' (9)', 35),
    fixable('word.repeated', 'b', ' the the', 1, ' the'),
    found('word.repeated', '', 'subject', -1),
  ];
  [waived, fetched, told, notices] = [[], 0, [], new Notices()];
  desk = make();
  desk.attach(hands);
  desk.show(true);
  await rest();
});
afterEach(() => void vi.useRealTimers());

test('it lists what must be fixed first, and looks at the first of it', () => {
  expect(words()).toEqual([' (61)', ' (9)', ' the the', ' the the', 'subject']);
  expect(desk.current?.finding.words).toBe(' (61)');
  expect(desk.counts()).toEqual({ errors: 2, warnings: 3, queries: 0 });
});

test('one key fixes, the next one is looked at, and its place has moved along', () => {
  desk.fix();
  expect(copies.a).toBe('Call it GOLL. And the the end. (9)');
  expect(desk.current?.finding.words).toBe(' (9)');
  desk.fix();
  expect(copies.a).toBe('Call it GOLL. And the the end.');
  expect(desk.current?.finding.words).toBe(' the the');
  expect(said().at(-1)).toBe('Word count left in the copy in “Pier Pressure”: Remove.');
});

test('the notice undoes the last fix, a key also the one before', async () => {
  desk.fix();
  desk.fix();
  notices.act(notices.list.at(-1)?.id ?? 0);
  expect(copies.a).toBe('Call it GOLL. And the the end. (9)');
  desk.undo();
  expect(copies.a).toBe('Call it GOLL. (61) And the the end. (9)');
  expect(desk.canUndo).toBe(false);
  await rest();
  expect(words()).toHaveLength(5);
});

test('what was typed after a fix is not undone in its place', () => {
  desk.fix();
  copies.a = `${copies.a ?? ''}!`;
  desk.undo();
  expect(said()).toEqual(['The copy has changed since: undo it in Write, where it can be seen.']);
});

test('all of a kind are fixed at once, in each item as one step', () => {
  desk.select(desk.shown[2]?.key ?? '');
  desk.fixAll();
  expect(copies).toEqual({ a: 'Call it GOLL. (61) And the end. (9)', b: 'A the.' });
  expect([history.a?.length, history.b?.length]).toEqual([1, 1]);
  expect(said()).toEqual(['Word twice in a row: 2 fixed in 2 items.']);
  expect(desk.current?.finding.words).toBe('subject');
});

test('words that have changed are left alone, and the issue is read again', async () => {
  copies.a = 'Call it GOLL. (62) And so on.';
  const before = fetched;
  desk.fix();
  expect(copies.a).toBe('Call it GOLL. (62) And so on.');
  expect(said()[0]).toContain('has changed since this was found');
  await rest();
  expect(fetched).toBe(before + 1);
});

test('what has no fix says so', () => {
  desk.select(desk.shown[4]?.key ?? '');
  desk.fix();
  desk.fixAll();
  const text = 'No one key can fix this: it needs your words.';
  expect(notices.list).toContainEqual(expect.objectContaining({ text, kind: 'note' }));
});

test('a waiver wants a reason; then it is gone, can be taken back, and the next is looked at', async () => {
  expect(await desk.waive('  ')).toBe(false);
  expect(told).toEqual([]);
  expect(await desk.waive(' It is a joke. ')).toBe(true);
  expect(told).toEqual([
    ['waive', 'i74', 'a', 'left-over.word-count', ' (61)', '', 'It is a joke.'],
  ]);
  expect(desk.current?.finding.words).toBe(' (9)');
  notices.act(notices.list.at(-1)?.id ?? 0);
  await rest();
  expect(told.at(-1)).toEqual(['unwaive', 'i74', 'a', 'left-over.word-count', ' (61)', '']);
});

test('a waiver for the whole issue is taken back there', async () => {
  const one = { ...found('link.text', 'a', 'here', 3), reason: '', who: '', date: '' };
  await desk.unwaive({ ...one, whole: true });
  await desk.unwaive({ ...one, whole: false });
  expect(told.map(([, , item]) => item)).toEqual(['', 'a']);
});

test('filters by severity and by item, and steps within them', () => {
  desk.filter({ severity: 'warning' });
  expect(words()).toEqual([' the the', ' the the', 'subject']);
  desk.filter({ item: 'b' });
  expect(words()).toEqual([' the the']);
  desk.filter({ item: '' });
  expect(words()).toEqual(['subject']);
  desk.filter({ severity: '', item: null });
  desk.select(desk.shown[0]?.key ?? '');
  desk.step(-1);
  desk.step(1);
  desk.step(1);
  expect(desk.current?.finding.words).toBe(' the the');
});

test('it is read again when typing rests; what is looked at stays', async () => {
  desk.select(desk.shown[3]?.key ?? '');
  const before = fetched;
  desk.changed('a', ChangeSet.of({ from: 0, insert: 'x' }, copies.a?.length ?? 0));
  await vi.advanceTimersByTimeAsync(PACE.shown - 10);
  expect(fetched).toBe(before);
  findings = findings.slice(2);
  await vi.advanceTimersByTimeAsync(10);
  expect(fetched).toBe(before + 1);
  expect(desk.current?.finding.item_id).toBe('b');
});

test('of two readings the later one counts, and what was found stays meanwhile', async () => {
  const answers: ((flight: Flight) => void)[] = [];
  desk = make({ flight: () => new Promise((answer) => answers.push(answer)) });
  const both = [desk.check(), desk.check()];
  await vi.advanceTimersByTimeAsync(0);
  expect([desk.checking, desk.flight]).toEqual([true, null]);
  for (const answer of answers.toReversed()) answer({ ...flight(), findings: findings.slice(4) });
  await Promise.all(both);
  expect(words()).toEqual(['subject']);
  expect(desk.checking).toBe(false);
});

test('what cannot be read is a fault of the desk, and quiet in the background', async () => {
  desk = make({ flight: () => Promise.reject(new Fault('busy', 'Not now.', '')) });
  await desk.check();
  expect(desk.fault?.message).toBe('Not now.');
  expect(said()).toEqual([]);
});

test('links are asked only when somebody asks, and told how far it is', async () => {
  let stop: (reason: Fault) => void = () => undefined;
  desk = make({ checkLinks: () => new Promise<void>((_, reject) => (stop = reject)) });
  await desk.check();
  const asking = desk.checkLinks();
  await vi.advanceTimersByTimeAsync(0);
  desk.links.hear({ issue: 'other', done: 9, total: 9 });
  desk.links.hear({ issue: 'i74', done: 1, total: 2 });
  expect(desk.links.asked).toMatchObject({ done: 1, total: 2 });
  await desk.links.stop();
  expect(told).toEqual([['stopLinks']]);
  stop(new Fault('cancelled', 'Stopped.', ''));
  await asking;
  expect([desk.links.asked, said()]).toEqual([null, []]);
});

test('the list says where, marks the words, and names what passes', () => {
  const one = { ...found('link.text', 'a', 'here', 3), context: `${'long '.repeat(20)}here it is` };
  expect(marked(one)[0].startsWith('… long')).toBe(true);
  expect(marked(one).slice(1)).toEqual(['here', ' it is']);
  const stray = { ...one, words: 'o', context: 'the political will to use them o empower' };
  expect(marked(stray)).toEqual(['the political will to use them ', 'o', ' empower']);
  expect(marked({ ...one, context: '' })).toEqual(['', 'here', '']);
  expect(placeOf({ ...one, section: 'Yes, but' })).toBe('Pier Pressure · Yes, but');
  expect(placeOf({ ...one, item: 0, headline: '', part: 'html', line: 12 })).toBe(
    'The email · line 12',
  );
  expect(placeOf(one, 'Promo')).toBe('Promo');
  expect([one, { ...one, item: 0 }].map(wayTo)).toEqual(['copy', 'card']);
  expect(wayTo({ ...one, item: 0, check: 'envelope.from' })).toBe('settings');
  expect(wayTo({ ...one, item: 0, part: 'html' })).toBeNull();
  expect(passing(flight())).toEqual(['link.text', 'alt.missing']);
  expect(isClean(flight(), ['alt.missing', 'alt.long'])).toBe(true);
  expect(isClean(flight(), ['alt.missing', 'left-over.word-count'])).toBe(false);
  // What was not looked for is not said to be so.
  expect(isClean(flight(), ['html.lang'])).toBe(false);
});
