import { expect, test, vi } from 'vitest';

import type { ModelView, Thought, ThoughtAsk, ThoughtPlan, Thoughts, ThoughtUse } from '../backend';
import { Fault } from '../backend/fault';
import { Notices } from './notices.svelte';
import { Thinking, type ThinkingBackend, type ThinkingHands } from './thinking.svelte';

const thought = (text: string, more: Partial<Thought> = {}): Thought => ({
  text,
  words: text.split(' ').length,
  chars: text.length,
  marks: [],
  pieces: [],
  whole: true,
  stetted: false,
  model: 'tide-1',
  host: 'h',
  asked: 10,
  answered: 2,
  problem: '',
  hint: '',
  ...more,
});

const plan = (more: Partial<ThoughtPlan> = {}): ThoughtPlan =>
  ({
    offer: 'closer',
    label: 'We’re thinking',
    host: 'h',
    model: 'tide-1',
    local: true,
    dismissed: false,
    near: [],
    picture: '',
    ...more,
  }) as unknown as ThoughtPlan;

const three = (): Thoughts => ({
  drafts: ['one', 'two', 'three'].map((text) => thought(text)),
  claims: [],
  stale: false,
});

function setUp(more: Partial<ThinkingBackend> = {}) {
  const uses: ThoughtUse[] = [];
  const asks: ThoughtAsk[] = [];
  const stets: string[] = [];
  let version: number | null = 7;
  const answers = vi.fn((_: number, ask: ThoughtAsk) => {
    asks.push(ask);
    return Promise.resolve(three());
  });
  const backend: ThinkingBackend = {
    model: () => Promise.resolve({ host: 'h', model: 'tide-1' } as unknown as ModelView),
    plan: () => Promise.resolve(plan()),
    ask: answers,
    stop: vi.fn(() => Promise.resolve()),
    use: (use) => {
      uses.push(use);
      const items = [{ item: use.item, ids: [], echo: {}, copy: `x ${use.text}` }];
      return Promise.resolve({ items, suggested: 0 } as never);
    },
    stet: (_, text) => {
      stets.push(text);
      return Promise.resolve();
    },
    confirm: vi.fn(() => Promise.resolve(1)),
    unconfirm: vi.fn(() => Promise.resolve()),
    ...more,
  };
  const hands: ThinkingHands = {
    settled: () => Promise.resolve(true),
    version: () => version,
    alone: (work) => work(),
    took: vi.fn(),
    takeBack: vi.fn(() => true),
    card: vi.fn(),
    field: () => 'The subject before',
    setField: vi.fn(),
    text: () => '',
    keysOf: () => 'Ctrl Alt C',
    goTo: vi.fn(),
    edit: vi.fn(),
    show: vi.fn(),
    reveal: vi.fn(),
    stirred: vi.fn(),
    noted: vi.fn(),
  };
  const notices = new Notices();
  const thinking = new Thinking('issue', backend, notices);
  thinking.attach(hands);
  thinking.opened('a');
  return {
    thinking,
    hands,
    notices,
    uses,
    asks,
    stets,
    answers,
    backend,
    setVersion: (v: number | null) => (version = v),
  };
}

test('opening the card asks nothing; asking hears pieces of its own number alone', async () => {
  const { thinking, answers } = setUp();
  await thinking.open('closer');
  expect(answers).not.toHaveBeenCalled();
  let answer: (all: Thoughts) => void = () => undefined;
  answers.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const asking = thinking.ask();
  await vi.waitFor(() => expect(answers).toHaveBeenCalled());
  const { card } = thinking;
  thinking.hear({ number: 99, pieces: [{ draft: 0, text: 'not mine' }] });
  thinking.hear({ number: card?.number ?? 0, pieces: [{ draft: 1, text: 'The tide ' }] });
  thinking.hear({ number: card?.number ?? 0, pieces: [{ draft: 1, text: 'turns' }] });
  expect(card?.drafts.map(({ text }) => text)).toEqual(['', 'The tide turns', '']);
  expect(card?.drafts[1]?.words).toBe(3);
  answer(three());
  await asking;
  expect(card?.drafts.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(card?.tokens).toEqual({ asked: 30, answered: 6 });
  expect(card?.busy).toBe(false);
});

test('a card stays with its item', async () => {
  const { thinking } = setUp();
  await thinking.open('closer');
  await thinking.ask();
  thinking.opened('b');
  expect(thinking.card).toBeNull();
  thinking.opened('a');
  expect(thinking.card?.drafts).toHaveLength(3);
  // Another offer is another card.
  await thinking.open('headline');
  expect(thinking.card?.drafts).toHaveLength(0);
});

test('what is not in the story is asked about once, and not when it was edited', async () => {
  const { thinking, answers, uses } = setUp();
  const marks = [{ kind: 'name', start: 0, end: 3, words: 'one' }];
  answers.mockImplementation(() =>
    Promise.resolve({
      drafts: [thought('one', { marks })],
      claims: [],
      stale: false,
    } as never),
  );
  await thinking.open('closer');
  await thinking.ask();
  await thinking.use();
  expect(uses).toHaveLength(0);
  expect(thinking.card?.sure).toBe(true);
  await thinking.use();
  expect(uses).toHaveLength(1);
  expect(thinking.card).toBeNull();

  await thinking.open('closer');
  await thinking.ask();
  if (thinking.card !== null) thinking.card.editing = 'mine';
  await thinking.use();
  expect(uses[1]).toMatchObject({ draft: 'one', text: 'mine', model: 'tide-1', version: 7 });
});

test('a draft waits for what is typed meanwhile, and stays on the card where that does not end', async () => {
  const { thinking, uses, setVersion, notices } = setUp();
  await thinking.open('closer');
  await thinking.ask();
  setVersion(null);
  await thinking.use();
  expect(uses).toHaveLength(0);
  expect(thinking.card?.drafts).toHaveLength(3);
  expect(notices.list.at(-1)?.text).toMatch(/being changed just now/);
  setVersion(8);
  await thinking.use();
  expect(uses[0]?.version).toBe(8);
});

test('what is stopped or fails leaves the drafts that were there', async () => {
  const { thinking, answers } = setUp();
  await thinking.open('closer');
  await thinking.ask();
  answers.mockImplementationOnce(() => Promise.reject(new Fault('cancelled', 'Stopped.', '')));
  await thinking.ask();
  expect(thinking.card?.drafts.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(thinking.card?.fault).toBeNull();
  answers.mockImplementationOnce(() =>
    Promise.reject(new Fault('busy', 'It hung up.', 'Ask again.')),
  );
  await thinking.ask();
  expect(thinking.card?.drafts).toHaveLength(3);
  expect(thinking.card?.fault?.message).toBe('It hung up.');
});

test('another takes the place of the chosen one, and knows of the others', async () => {
  const { thinking, answers, asks } = setUp();
  await thinking.open('closer');
  await thinking.ask();
  thinking.card?.step(1);
  answers.mockImplementationOnce((_, ask) => {
    asks.push(ask);
    return Promise.resolve({ drafts: [thought('four')], claims: [], stale: false } as never);
  });
  await thinking.ask(thinking.card, true);
  expect(thinking.card?.drafts.map(({ text }) => text)).toEqual(['one', 'four', 'three']);
  expect(asks[1]).toMatchObject({ count: 1, written: ['one', 'two', 'three'] });
});

test('stet lets drafts be one by one; the last one closes the card for this text', async () => {
  const { thinking, stets } = setUp();
  await thinking.open('closer');
  await thinking.ask();
  await thinking.stet();
  await thinking.stet();
  expect(thinking.card?.drafts.map(({ text }) => text)).toEqual(['three']);
  await thinking.stet();
  expect(thinking.card).toBeNull();
  expect(stets).toEqual(['one', 'two', 'three', '']);
});

test('what was let be before is left out, unless there is nothing else', async () => {
  const { thinking, answers } = setUp();
  const some = (...stetted: boolean[]): Promise<Thoughts> =>
    Promise.resolve({
      drafts: stetted.map((is, n) => thought(String(n), { stetted: is })),
      claims: [],
      stale: false,
    } as never);
  answers.mockImplementationOnce(() => some(true, false, true));
  await thinking.open('closer');
  await thinking.ask();
  expect(thinking.card?.drafts.map(({ text }) => text)).toEqual(['1']);
  answers.mockImplementationOnce(() => some(true, true, true));
  await thinking.ask();
  expect(thinking.card?.drafts).toHaveLength(3);
});

test('a story is offered a closer only where a model is set up and nobody refused it', async () => {
  const { thinking, backend } = setUp();
  await thinking.offer('a', 'We’re thinking');
  expect(thinking.hint).toBeNull(); // where it answers is not known yet
  await thinking.look();
  await thinking.offer('a', 'We’re thinking');
  expect(thinking.hint?.model).toBe('tide-1');
  backend.plan = () => Promise.resolve(plan({ dismissed: true }));
  await thinking.offer('a', 'We’re thinking');
  expect(thinking.hint).toBeNull();
});

test('what is used twice by a held key goes in once, and nothing is let be while it is written', async () => {
  const { thinking, uses, answers, stets } = setUp();
  await thinking.open('closer');
  await thinking.ask();
  await Promise.all([thinking.use(), thinking.use()]);
  expect(uses).toHaveLength(1);

  await thinking.open('closer');
  let answer: (all: Thoughts) => void = () => undefined;
  answers.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
  const asking = thinking.ask();
  await vi.waitFor(() => expect(answers).toHaveBeenCalledTimes(2));
  await thinking.stet();
  answer(three());
  await asking;
  expect(thinking.card?.drafts.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(stets).toEqual([]);
});

test('a question goes where the card said: another address is shown first', async () => {
  const { thinking, backend, asks, answers } = setUp({
    plan: () => Promise.resolve(plan({ address: 'http://here/v1' })),
  });
  await thinking.open('closer');
  backend.plan = () => Promise.resolve(plan({ address: 'https://elsewhere/v1', model: 'other' }));
  answers.mockImplementationOnce((_, ask) => {
    asks.push(ask);
    return Promise.reject(new Fault('mismatch', 'Nothing was sent.', 'Ask again.'));
  });
  await thinking.ask();
  expect(asks[0]?.address).toBe('http://here/v1');
  expect(thinking.card?.fault?.message).toBe('Nothing was sent.');
  expect(thinking.card?.plan?.model).toBe('other');
  await thinking.ask();
  expect(asks[1]?.address).toBe('https://elsewhere/v1');
});

test('only the ask of its own card is stopped', async () => {
  const { thinking, backend, answers } = setUp();
  answers.mockImplementation(() => new Promise(() => undefined));
  await thinking.open('closer');
  void thinking.ask();
  const first = thinking.card?.number;
  thinking.opened('b');
  await thinking.open('closer');
  void thinking.ask();
  const second = thinking.card?.number;
  expect(second).not.toBe(first);
  await thinking.stop();
  expect(backend.stop).toHaveBeenCalledExactlyOnceWith(second);
});
