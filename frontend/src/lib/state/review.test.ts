import { ChangeSet, Text } from '@codemirror/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { CommentView, ReviewItem, ReviewView, SuggestionView } from '../backend';
import { Fault } from '../backend/fault';
import type { Notes } from '../editor/notes';
import { Notices } from './notices.svelte';
import type { Note } from './notes';
import { ASK_REST, REST, Review, type ReviewBackend, type ReviewHands } from './review.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TEXT = 'The tide turned at noon.';

const item = (id: string, more: Partial<ReviewItem> = {}): ReviewItem => ({
  ...{ id, state: 'in-review', who: '', initials: '', time: '', note: '', auto: false },
  ...{ signer: '', signed_on: '', stale: false, read: true, comments: 0, edits: 0 },
  ...more,
});

const comment = (
  id: string,
  of: string,
  start: number,
  more: Partial<CommentView> = {},
): CommentView => ({
  ...{
    id,
    item: of,
    words: 'tide',
    start,
    end: start + 4,
    lost: false,
    who: 'Wren',
    initials: 'W',
  },
  ...{ mine: false, time: '2026-11-24T10:00:00Z', text: 'Which?', edited: false, open: true },
  ...{ resolver: '', replies: [] },
  ...more,
});

const edit = (
  id: string,
  of: string,
  start: number,
  more: Partial<SuggestionView> = {},
): SuggestionView => ({
  ...{ id, item: of, start, end: start + 4, lost: false, before: '', old: 'noon', new: 'dusk' },
  ...{ after: '', reason: '', who: 'Wren', initials: 'W', mine: false, model: '', both: false },
  time: '2026-11-24T10:00:00Z',
  ...more,
});

interface Shape {
  comments?: CommentView[];
  suggestions?: SuggestionView[];
  items?: ReviewItem[];
  asked?: boolean;
  version?: number;
}

const viewOf = ({
  comments = [],
  suggestions = [],
  items,
  asked = true,
  version = 7,
}: Shape): ReviewView => ({
  me: { name: 'Mira Ivens', initials: 'MI', asked },
  guest: false,
  versions: { a: version, b: version },
  ...{ comments, suggestions, items: items ?? [item('a'), item('b')], people: [] },
  issue: { ready: false, left: 2, signer: '', signed_on: '', changed: [] },
});

/** A desk that has what `now` says, and that notes what is asked of it. */
function setUp(first: Shape = {}, change: Partial<ReviewBackend> = {}) {
  const desk = { now: first, text: TEXT, version: 7 as number | null, isThere: true };
  const asked: string[] = [];
  const marks = new Map<string, Notes>();
  const shown: string[] = [];
  const states: string[] = [];
  const note =
    <R>(name: string, answer: R) =>
    (...given: unknown[]): Promise<R> => {
      asked.push(
        [name, ...given.slice(1)]
          .map((one) => JSON.stringify(one))
          .join(' ')
          .replaceAll('"', ''),
      );
      return Promise.resolve(answer);
    };
  const backend: ReviewBackend = {
    review: () => Promise.resolve(viewOf(desk.now)),
    setMe: (name) => {
      desk.now = { ...desk.now, asked: true };
      asked.push(`me ${name}`);
      return Promise.resolve();
    },
    comment: note('comment', 'new'),
    reply: note('reply', undefined),
    reword: note('reword', undefined),
    withdraw: note('withdraw', undefined),
    resolve: note('resolve', undefined),
    suggest: note('suggest', { stale: false }),
    accept: (_, ids, both) => {
      asked.push(`accept ${ids.join()}${both ? ' both' : ''}`);
      const suggestions = desk.now.suggestions?.filter(({ id }) => !ids.includes(id)) ?? [];
      desk.now = { ...desk.now, suggestions };
      return Promise.resolve({ items: [], gone: [] });
    },
    stet: (_, ids) => {
      asked.push(`stet ${ids.join()}`);
      const suggestions = desk.now.suggestions?.filter(({ id }) => !ids.includes(id)) ?? [];
      desk.now = { ...desk.now, suggestions };
      return Promise.resolve();
    },
    reopen: note('reopen', undefined),
    explain: note('explain', undefined),
    setState: note('setState', { rundown: [], item: '' } as never),
    setAllStates: note('setAllStates', { rundown: [], item: '' } as never),
    signIssue: note('signIssue', undefined),
    unstep: note('unstep', { rundown: [], item: '' } as never),
    takePart: note('takePart', undefined),
    looked: note('looked', undefined),
    ...change,
  };
  const hands: ReviewHands = {
    settled: () => Promise.resolve(desk.isThere),
    version: () => desk.version,
    text: () => desk.text,
    mark: (of, notes) => marks.set(of, notes),
    took: () => undefined,
    takeBack: () => true,
    alone: (work) => work(),
    rundown: () => undefined,
    states: (items) => states.push(items.map(({ id, state }) => `${id} ${state}`).join()),
    show: (of, start) => shown.push(`${of} ${String(start)}`),
  };
  const notices = new Notices();
  const review = new Review('issue', backend, notices);
  const begin = async (): Promise<void> => {
    review.attach(hands);
    await vi.advanceTimersByTimeAsync(0);
  };
  const rest = (): Promise<unknown> => vi.advanceTimersByTimeAsync(REST);
  const noteOf = (id: string): Note => review.note(id) ?? expect.fail(`no note ${id}`);
  return { review, desk, asked, marks, shown, states, notices, begin, rest, noteOf, hands };
}

const said = (notices: Notices): string => notices.list.at(-1)?.text ?? '';

const three = {
  comments: [comment('c1', 'a', 4)],
  suggestions: [edit('s1', 'a', 19), edit('s2', 'b', 19)],
};

test('of two readings the later one counts, whichever comes first', async () => {
  const answers: ((view: ReviewView) => void)[] = [];
  const review = new Review(
    'issue',
    { review: () => new Promise((resolve) => answers.push(resolve)) } as unknown as ReviewBackend,
    new Notices(),
  );
  void review.load();
  void review.load();
  await vi.advanceTimersByTimeAsync(0);
  answers[1]?.(viewOf({ comments: [comment('new', 'a', 0)] }));
  await vi.advanceTimersByTimeAsync(0);
  answers[0]?.(viewOf({ comments: [comment('old', 'a', 0)] }));
  await vi.advanceTimersByTimeAsync(0);
  expect(review.notes.map(({ id }) => id)).toEqual(['new']);
});

test('what cannot be read is said, and the notes that were there stay', async () => {
  let broken = false;
  const { review, begin, rest } = setUp(three, {
    review: () =>
      broken
        ? Promise.reject(new Fault('damaged', 'This cannot be read.', ''))
        : Promise.resolve(viewOf(three)),
  });
  await begin();
  broken = true;
  review.stir();
  await rest();
  expect(review.fault?.message).toBe('This cannot be read.');
  expect(review.count).toBe(3);
  broken = false;
  await review.load();
  expect(review.fault).toBeNull();
});

test('a change of a copy is read about where somebody said something or signed', async () => {
  const { review, desk, begin, rest } = setUp({ comments: [comment('c1', 'a', 4)] });
  await begin();
  const changes = ChangeSet.of([], TEXT.length);
  desk.now = { comments: [comment('c2', 'a', 4)] };
  review.changed('b', changes, Text.of([TEXT]));
  await rest();
  expect(review.note('c1')).not.toBeNull();
  review.changed('a', changes, Text.of([TEXT]));
  await rest();
  expect(review.note('c2')).not.toBeNull();
  desk.now = { items: [item('a'), item('b', { signer: 'Wren' })] };
  await review.load();
  desk.now = { items: [item('a'), item('b', { signer: 'Wren', stale: true })] };
  review.changed('b', changes, Text.of([TEXT]));
  await rest();
  expect(review.item('b')?.stale).toBe(true);
});

test('when a signed item or what is around it is on the disk, it is read how far they are', async () => {
  const signed = { items: [item('a', { signer: 'Wren', stale: true }), item('b')] };
  const { review, desk, states, begin, rest } = setUp(signed);
  await begin();
  desk.now = { items: [item('a', { signer: 'Wren', state: 'ready' }), item('b')] };
  review.kept({ issue: 'another', items: [{ id: 'a' }] });
  review.kept({ issue: 'issue', items: [{ id: 'b' }] });
  review.kept({ issue: 'issue', items: [] });
  await rest();
  expect(states).toEqual(['a in-review,b in-review']);
  review.kept({ issue: 'issue', items: [{ id: 'a' }] });
  await rest();
  expect(states.at(-1)).toBe('a ready,b in-review');
});

test('a name is asked for once before the first comment, and then the comment is begun', async () => {
  const { review, asked, begin } = setUp({ asked: false });
  await begin();
  const quote = { item: 'a', start: 4, end: 8, words: 'tide' };
  review.compose(quote);
  expect([review.quote, review.asking === null]).toEqual([null, false]);
  await review.introduce('Mira Ivens', '');
  expect(review.asking).toBeNull();
  expect(review.quote).toEqual(quote);
  review.quote = null;
  review.compose(quote);
  expect(review.quote).toEqual(quote);
  expect(asked).toEqual(['me Mira Ivens']);
});

test('a name that is refused is asked for still', async () => {
  const { review, notices, begin } = setUp(
    { asked: false },
    { setMe: () => Promise.reject(new Fault('bad-input', 'This name is too long.', '')) },
  );
  await begin();
  review.compose({ item: '', start: -1, end: -1, words: '' });
  await review.introduce('x'.repeat(99), '');
  expect([review.asking === null, review.quote]).toEqual([false, null]);
  expect(said(notices)).toBe('This name is too long.');
});

test('at the first suggestion a name is asked for, and whoever would rather not is let be', async () => {
  const { review, asked, begin } = setUp({ asked: false });
  await begin();
  review.suggested('a', [], 1);
  // Not in the middle of a word.
  expect(review.asking).toBeNull();
  await vi.advanceTimersByTimeAsync(ASK_REST);
  expect(review.asking).not.toBeNull();
  review.notNow();
  review.suggested('b', [], 1);
  expect(review.asking).toBeNull();
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['suggest a 7 []', 'suggest b 7 []']);
});

const mine = { id: 'mine', start: 0, end: 3, insert: '' };

test('what is suggested is kept before a name is given, and bears it afterwards', async () => {
  const { review, asked, begin } = setUp({ asked: false });
  await begin();
  review.suggested('a', [mine], 1);
  await vi.advanceTimersByTimeAsync(ASK_REST);
  // Somebody closes the window now: it is there.
  expect(asked).toEqual(['suggest a 7 [{id:mine,start:0,end:3,insert:}]']);
  expect(review.asking).not.toBeNull();
  await review.introduce('Mira Ivens', '');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.slice(1)).toEqual([
    'me Mira Ivens',
    'suggest a 7 [{id:mine,start:0,end:3,insert:}]',
  ]);
  await review.introduce('Mira', '');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.slice(3)).toEqual(['me Mira']);
});

test('what is suggested in the moment in which the issue is left goes to the desk', async () => {
  const { review, asked, begin } = setUp({ asked: false });
  await begin();
  review.suggested('a', [mine], 1);
  review.attach(null);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['suggest a 7 [{id:mine,start:0,end:3,insert:}]']);
  expect(await review.settle()).toBe(true);
});

test('what was suggested in a copy that is another one now is not told once more', async () => {
  const { review, asked, begin } = setUp({ asked: false });
  await begin();
  review.suggested('a', [mine], 1);
  review.changed('a', ChangeSet.of({ from: 0, insert: 'So ' }, TEXT.length), Text.of([TEXT]));
  await review.introduce('Mira Ivens', '');
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.filter((one) => one.startsWith('suggest'))).toHaveLength(1);
});

test('what the desk refuses to keep is told once with what to do, until it is kept', async () => {
  const full = new Fault('bad-input', 'This is too much.', 'Write less.');
  let refuses = true;
  const { review, notices, begin } = setUp(
    {},
    { suggest: () => (refuses ? Promise.reject(full) : Promise.resolve({ stale: false })) },
  );
  await begin();
  review.suggested('a', [mine], 1);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(notices.list.map(({ kind, text, hint }) => [kind, text, hint])).toEqual([
    [
      'error',
      'What you suggest is not kept yet. This is too much.',
      'Write less. Your words stay here, and go to the desk with your next change.',
    ],
  ]);
  refuses = false;
  review.suggested('a', [], 2);
  await vi.advanceTimersByTimeAsync(1000);
  expect(notices.list).toEqual([]);
});

test('a comment is about the words as they stand when it is said', async () => {
  const { review, desk, asked, begin } = setUp();
  await begin();
  review.compose({ item: 'a', start: 4, end: 8, words: 'tide' });
  const changes = ChangeSet.of({ from: 0, to: 3, insert: 'Every' }, TEXT.length);
  const after = changes.apply(Text.of([TEXT]));
  [desk.text, desk.version] = [after.toString(), 8];
  review.changed('a', changes, after);
  expect(await review.say('Which?')).toBe(true);
  expect(asked).toEqual(['comment a 8 6 10 Which?']);
  expect(review.quote).toBeNull();
});

test('where the copy came anew the words are sought in it', async () => {
  const { review, desk, asked, begin } = setUp();
  await begin();
  review.compose({ item: 'a', start: 4, end: 8, words: 'tide' });
  desk.text = `At last. ${TEXT}`;
  await review.say('Which?');
  review.compose({ item: 'a', start: 4, end: 8, words: 'tide' });
  desk.text = 'Nothing of it.';
  await review.say('Which?');
  review.compose({ item: '', start: -1, end: -1, words: '' });
  await review.say('All of it.');
  expect(asked).toEqual([
    'comment a 7 13 17 Which?',
    'comment a 7 -1 -1 Which?',
    'comment  0 -1 -1 All of it.',
  ]);
});

test('a comment that is not kept is still being written', async () => {
  const { review, notices, begin } = setUp(
    {},
    { comment: () => Promise.reject(new Fault('full', 'The disk is full.', '')) },
  );
  await begin();
  review.compose({ item: 'a', start: 4, end: 8, words: 'tide' });
  expect(await review.say('  ')).toBe(false);
  expect(await review.say('Which?')).toBe(false);
  expect(review.quote?.words).toBe('tide');
  expect(said(notices)).toBe('The disk is full.');
});

test('a comment that was said is the chosen one', async () => {
  const { review, desk, begin } = setUp();
  await begin();
  review.compose({ item: 'a', start: 4, end: 8, words: 'tide' });
  desk.now = { comments: [comment('new', 'a', 4)] };
  await review.say('Which?');
  expect(review.chosen).toBe('new');
});

test('an accepted suggestion goes, and the next one is looked at, or else the one before', async () => {
  const { review, asked, shown, notices, begin } = setUp(three);
  await begin();
  review.whole = true;
  review.choose('s1');
  await review.accept(['s1']);
  expect([review.chosen, shown.at(-1)]).toEqual(['s2', 'b 19']);
  expect(said(notices)).toBe('Accepted.');
  await review.accept(['s2'], true);
  expect(review.chosen).toBe('c1');
  expect(asked).toEqual(['accept s1', 'accept s2 both']);
});

test('beside one item nobody is led to another', async () => {
  const { review, begin } = setUp(three);
  await begin();
  review.choose('s1');
  await review.accept(['s1']);
  expect(review.chosen).toBe('c1');
});

test('an accepted one that is not looked at leads nobody away', async () => {
  const { review, shown, begin } = setUp(three);
  await begin();
  review.choose('c1');
  await review.accept(['s1', 's2']);
  expect([review.chosen, shown]).toEqual(['c1', ['a 4']]);
});

test('a key that is pressed twice answers once, and nothing is answered for nothing', async () => {
  const { review, asked, begin } = setUp(three);
  await begin();
  review.choose('s1');
  await Promise.all([review.accept(['s1']), review.accept(['s1']), review.stet(['s1'])]);
  await review.accept([]);
  await review.accept(['']);
  expect(asked).toEqual(['accept s1']);
});

test('one that could not be made stays, is said, and is still looked at', async () => {
  const { review, notices, begin } = setUp(three, {
    accept: (_, ids) => Promise.resolve({ items: [], gone: ids }),
  });
  await begin();
  review.choose('s1');
  await review.accept(['s1']);
  expect(review.chosen).toBe('s1');
  expect(said(notices)).toMatch(/^1 suggestion could not be made/);
});

test('what becomes copy goes to the editor, an item at a time', async () => {
  const took: string[] = [];
  const items = [{ item: 'a' }, { item: 'b' }] as never;
  const { review, begin, hands } = setUp(three, {
    accept: () => Promise.resolve({ items, gone: [] }),
  });
  hands.took = ({ item: of }) => took.push(of);
  await begin();
  await review.accept(review.of('Wren'));
  expect(took).toEqual(['a', 'b']);
});

test('nothing is sent while suggestions become copy', async () => {
  const did: string[] = [];
  const { review, begin, hands } = setUp(three, {
    accept: () => {
      did.push('accept');
      return Promise.resolve({ items: [{ item: 'a' }] as never, gone: [] });
    },
  });
  hands.took = () => did.push('took');
  hands.alone = async (work) => {
    did.push('alone');
    const answer = await work();
    did.push('again');
    return answer;
  };
  await begin();
  await review.accept(['s1']);
  expect(did).toEqual(['alone', 'accept', 'took', 'again']);
});

test('stet refuses, and its undo opens them again', async () => {
  const { review, asked, notices, begin } = setUp(three);
  await begin();
  await review.stet(['s1', 's2']);
  expect(said(notices)).toBe('Stet: 2 suggestions refused.');
  notices.act(notices.list.at(-1)?.id ?? 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['stet s1,s2', 'reopen [s1,s2] true']);
});

test('what the desk refuses changes nothing, and is said', async () => {
  const { review, notices, begin } = setUp(three, {
    stet: () => Promise.reject(new Fault('busy', 'Somebody else has it.', '')),
  });
  await begin();
  review.choose('s1');
  await review.stet(['s1']);
  expect([review.chosen, review.count, said(notices)]).toEqual(['s1', 3, 'Somebody else has it.']);
});

test('of one author all that can still be made is theirs', async () => {
  const { review, begin } = setUp({
    comments: [comment('c1', 'a', 4)],
    suggestions: [
      edit('s1', 'a', 1),
      edit('s2', 'b', 1, { who: 'Mira Ivens' }),
      edit('s3', 'b', -1, { lost: true }),
    ],
  });
  await begin();
  expect(review.of('Wren')).toEqual(['s1']);
});

test('a resolved comment leads to the next note, and its undo opens it', async () => {
  const { review, asked, notices, begin, noteOf } = setUp(three);
  await begin();
  review.choose('c1');
  await review.resolve(noteOf('c1'));
  expect(review.chosen).toBe('s1');
  notices.act(notices.list.at(-1)?.id ?? 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['resolve a c1 true', 'resolve a c1 false']);
  await review.resolve(noteOf('s1'));
  await review.resolve(null);
  expect(asked).toHaveLength(2);
});

test('what was said is taken back, and undo says it again', async () => {
  const { review, asked, notices, begin, noteOf } = setUp(three);
  await begin();
  review.choose('c1');
  await review.withdraw(noteOf('c1'));
  expect(review.chosen).toBe('s1');
  notices.act(notices.list.at(-1)?.id ?? 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['withdraw a c1  false', 'withdraw a c1  true']);
});

test('a step goes through the open notes of the issue, and says when there are none', async () => {
  const { review, desk, notices, shown, begin } = setUp(three);
  await begin();
  review.step(1, 'a');
  review.step(1, 'a');
  review.step(1, 'a');
  expect(shown).toEqual(['a 4', 'a 19', 'b 19']);
  desk.now = {};
  await review.load();
  expect(review.chosen).toBe('');
  review.step(1, 'a');
  expect(said(notices)).toBe('No open comments or suggestions.');
});

test('beside an item stand its open notes, or the whole issue’s, or the resolved ones, too', async () => {
  const { review, begin } = setUp({
    ...three,
    comments: [comment('c1', 'a', 4), comment('c0', 'a', 1, { open: false })],
  });
  await begin();
  const listed = (): string =>
    review
      .listed('a')
      .map(({ id }) => id)
      .join(' ');
  expect(listed()).toBe('c1 s1');
  review.resolved = true;
  expect(listed()).toBe('c0 c1 s1');
  review.whole = true;
  expect(listed()).toBe('c0 c1 s1 s2');
});

test('marks are set in copies that are as the notes know them, and taken away again', async () => {
  const { review, desk, marks, begin } = setUp(three);
  await begin();
  expect([...marks.keys()]).toEqual(['a', 'b']);
  desk.now = { suggestions: [edit('s2', 'b', 19)] };
  await review.load();
  expect(marks.get('a')).toMatchObject({ comments: [], suggestions: [] });
});

test('marks of an older copy wait for the notes of the new one', async () => {
  const { desk, marks, begin, rest } = setUp(three);
  desk.version = 8;
  await begin();
  expect(marks.size).toBe(0);
  desk.now = { ...three, version: 8 };
  await rest();
  expect(marks.get('a')?.comments).toHaveLength(1);
});

test('while something of mine is on its way its item has no new marks, and then it has', async () => {
  let answer: (value: { stale: boolean }) => void = () => undefined;
  const suggest = (): Promise<{ stale: boolean }> => new Promise((resolve) => (answer = resolve));
  const { review, desk, marks, begin, rest } = setUp(three, { suggest });
  await begin();
  marks.clear();
  review.suggested('a', [{ id: 'mine', start: 0, end: 3, insert: 'A' }], 4);
  await vi.advanceTimersByTimeAsync(0);
  // Even its last note went meanwhile: the marks that stand are not forgotten.
  desk.now = { suggestions: [edit('s2', 'b', 19)] };
  void review.load();
  await vi.advanceTimersByTimeAsync(0);
  expect([...marks.keys()]).toEqual(['b']);
  answer({ stale: false });
  await rest();
  expect(marks.get('a')).toMatchObject({ comments: [], suggestions: [], round: 4 });
});

test('notes that were read before a suggestion was sent do not claim to know of it', async () => {
  let answer: (view: ReviewView) => void = () => undefined;
  let slow = false;
  const { review, marks, begin, rest } = setUp(three, {
    review: () =>
      slow ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(viewOf(three)),
  });
  await begin();
  slow = true;
  void review.load();
  await vi.advanceTimersByTimeAsync(0);
  review.suggested('a', [{ id: 'mine', start: 0, end: 3, insert: 'A' }], 1);
  await vi.advanceTimersByTimeAsync(0);
  expect(review.suggesting.isBusy('a')).toBe(false);
  // Choosing marks what was read before, and so does a reading that was begun before.
  review.choose('s1');
  expect(marks.get('a')).toMatchObject({ chosen: 's1', round: 0 });
  answer(viewOf(three));
  await vi.advanceTimersByTimeAsync(0);
  expect(marks.get('a')?.round).toBe(0);
  await rest();
  answer(viewOf(three));
  await vi.advanceTimersByTimeAsync(0);
  expect(marks.get('a')?.round).toBe(1);
});

test('suggestions for an item that was taken away are let go', async () => {
  const { review, desk, begin, rest } = setUp(three, {
    suggest: () => Promise.reject(new Fault('not-found', 'There is no such item.', '')),
  });
  await begin();
  review.suggested('a', [], 1);
  await vi.advanceTimersByTimeAsync(0);
  desk.now = { items: [item('b')] };
  await review.load();
  await vi.advanceTimersByTimeAsync(5000);
  await rest();
  expect(review.suggesting.isBusy('a')).toBe(false);
});

test('when the editor is gone nothing is read any more', async () => {
  const reads = vi.fn(() => Promise.resolve(viewOf(three)));
  const { review, begin, rest } = setUp(three, { review: reads });
  await begin();
  review.stir();
  review.attach(null);
  await rest();
  expect(reads).toHaveBeenCalledTimes(1);
});

test('a state is asked of the desk when all words are there', async () => {
  const order: string[] = [];
  const { review, begin, hands } = setUp(three, {
    setState: (_, of, state, word) => {
      order.push(`${of} ${state} ${word}`);
      return Promise.resolve({ rundown: [], item: of } as never);
    },
  });
  hands.settled = () => {
    order.push('settled');
    return Promise.resolve(true);
  };
  await begin();
  order.length = 0;
  expect(await review.setState('a', 'in-review', 'Please.')).toBe(true);
  expect(order.slice(0, 2)).toEqual(['settled', 'a in-review Please.']);
});

test('nothing is signed or answered while words are not with the desk', async () => {
  const { review, desk, asked, notices, begin } = setUp(three);
  await begin();
  desk.isThere = false;
  expect(await review.setState('a', 'ready')).toBe(false);
  expect(await review.signIssue()).toBe(false);
  expect(asked).toEqual([]);
  expect(said(notices)).toContain('have not been kept yet');
});

test('a sign-off says what is still open, and can be taken back', async () => {
  const { review, asked, notices, begin } = setUp({
    ...three,
    comments: [comment('c1', 'a', 4), comment('c2', 'a', 4, { open: false })],
  });
  await begin();
  await review.sign('a');
  expect(said(notices)).toBe('Signed off. 2 notes are still open.');
  notices.act(notices.list.at(-1)?.id ?? 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked).toEqual(['setState a ready ', 'unstep a']);
  await review.signIssue();
  expect(said(notices)).toBe('The issue is signed off. 3 notes are still open.');
  notices.act(notices.list.at(-1)?.id ?? 0);
  await vi.advanceTimersByTimeAsync(0);
  expect(asked.slice(2)).toEqual(['signIssue', 'unstep ']);
});

test('with nothing open it only says so, and of several sign-offs the last', async () => {
  const { review, notices, begin } = setUp({ suggestions: [edit('s1', 'b', 19)] });
  await begin();
  await review.sign('a');
  await review.sign('b');
  await review.sign('a');
  expect(notices.list.map(({ text }) => text)).toEqual(['Signed off.']);
});

test('a sign-off that is refused says why, and nothing else', async () => {
  const changed = new Fault('mismatch', '“Tides” was changed while it was signed off.', '');
  const { review, notices, begin } = setUp(
    {},
    { setState: () => Promise.reject(changed), signIssue: () => Promise.reject(changed) },
  );
  await begin();
  await review.sign('a');
  await review.signIssue();
  expect(notices.list.map(({ kind, text }) => [kind, text])).toEqual([['error', changed.message]]);
});

test('what is suggested as an issue is left goes when the letter before it has gone', async () => {
  const { review, asked, begin, desk } = setUp({});
  await begin();
  desk.version = null;
  review.suggested('a', [mine], 1);
  review.attach(null);
  await vi.advanceTimersByTimeAsync(2000);
  expect(asked.filter((one) => one.startsWith('suggest'))).toEqual([]);
  desk.version = 8;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(asked.filter((one) => one.startsWith('suggest'))).toHaveLength(1);
});
