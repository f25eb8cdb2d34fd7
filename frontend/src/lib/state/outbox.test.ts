import { ChangeSet, Text } from '@codemirror/state';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { type Message, Outbox, type OutboxEvents, type Pace, type Wire, hash } from './outbox';

const BOUND_CALL = 8192;

interface Echo {
  version: number;
  stale: boolean;
  text: string;
}

/** The desk as the outbox sees it: it applies a change on its exact base or not at all. */
class Desk {
  version = 1;
  posts = 0;
  constructor(public text: string) {}

  type({ base, length, changes }: Message): Echo {
    expect(changes.length).toBeLessThan(BOUND_CALL);
    if (base !== this.version) return { version: this.version, stale: true, text: this.text };
    const after = apply(this.text, JSON.parse(changes) as Section[]);
    if (after?.length !== length) return { version: this.version, stale: true, text: this.text };
    this.text = after;
    return { version: ++this.version, stale: false, text: after };
  }

  copy(text: string): Echo {
    this.posts++;
    this.text = text;
    return { version: ++this.version, stale: false, text };
  }

  rest(version: number, value: number): boolean {
    return version === this.version && value === hash([this.text]);
  }
}

type Section = number | [number, ...string[]];

/** CodeMirror's own JSON, applied without CodeMirror, as the desk must. */
function apply(text: string, sections: Section[]): string | null {
  let at = 0;
  let out = '';
  for (const section of sections) {
    if (typeof section === 'number') out += text.slice(at, (at += section));
    else {
      at += section[0];
      out += section.slice(1).join('\n');
    }
  }
  return at === text.length ? out : null;
}

/** A generator that gives the same numbers for the same seed (mulberry32). */
function seeded(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) % below;
  };
}

const PIECES = ['a', 'tide', ' ', '🌊', '👩🏽‍🚀', 'é', 'e\u0301', '\u0000', '𝒳', '**What’s new:**', ''];
const PASTED = ['one\r\ntwo\r\n\r\nthree', 'old\rmac', '\n', 'x'.repeat(9000)];

class Typist {
  text: Text;
  constructor(start: string) {
    this.text = Text.of(start.split('\n'));
  }

  type(next: (below: number) => number): ChangeSet {
    const length = this.text.length;
    const from = next(length + 1);
    const to = next(3) === 0 ? Math.min(length, from + next(12)) : from;
    const words = next(12) === 0 ? PASTED[next(PASTED.length)] : PIECES[next(PIECES.length)];
    const insert = Text.of((words ?? '').split(/\r\n?|\n/));
    const changes = ChangeSet.of({ from, to, insert }, length);
    this.text = changes.apply(this.text);
    return changes;
  }
}

const quiet = (): OutboxEvents<Echo> => ({
  echo: () => undefined,
  failed: () => undefined,
  recovered: () => undefined,
});

const pace: Partial<Pace> = { lost: 400, again: 20, longest: 100 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const later = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Calls that are slow, overtake one another, fail before or after they arrived, or get lost. */
function roughWire(desks: Map<string, Desk>, next: (below: number) => number): Wire<Echo> {
  let calm = false;
  const desk = (item: string): Desk => desks.get(item) ?? new Desk('');
  async function call<T>(work: () => T, mayBeLost: boolean): Promise<T> {
    const fate = calm ? 9 : next(12);
    if (fate === 0) throw new Error('not sent');
    await later(next(60));
    if (fate === 1 && mayBeLost) {
      await later(next(900)); // arrives when nobody waits for it any more
      return work();
    }
    const answer = work();
    if (fate === 2) throw new Error('answer lost');
    await later(next(60));
    return answer;
  }
  setTimeout(() => (calm = true), 60_000);
  return {
    type: (message) => call(() => desk(message.item).type(message), true),
    copy: (_, item, text) => call(() => desk(item).copy(text), false),
    rest: (_, item, version, value) => call(() => desk(item).rest(version, value), true),
  };
}

test.each(Array.from({ length: 30 }, (_, seed) => seed))(
  'both sides end equal whatever happens on the way (seed %i)',
  async (seed) => {
    const next = seeded(seed);
    const starts = ['', 'Dear friends,\n\nthe tide 🌊 turns twice.\n'];
    const items = starts.map((_, at) => `item${String(at)}`);
    const desks = new Map(items.map((item, at) => [item, new Desk(starts[at] ?? '')]));
    const typists = new Map(items.map((item, at) => [item, new Typist(starts[at] ?? '')]));
    const echoes = new Map<string, [text: string, after: ChangeSet | null][]>();
    const outbox = new Outbox<Echo>(
      'issue',
      roughWire(desks, next),
      {
        ...quiet(),
        // Whatever an echo describes, plus what was typed since, is what stands in the editor.
        echo: (item, echo, since) => {
          const text = Text.of(echo.text.split('\n'));
          const now = since === null ? text : since.apply(text);
          expect(now.toString()).toBe(typists.get(item)?.text.toString());
          echoes.set(item, [...(echoes.get(item) ?? []), [echo.text, since]]);
        },
      },
      pace,
    );
    for (const item of items) outbox.open(item, 1, typists.get(item)?.text ?? Text.empty);

    for (let step = 0; step < 120; step++) {
      const item = items[next(items.length)] ?? '';
      const typist = typists.get(item);
      if (typist === undefined) throw new Error(item);
      outbox.changed(item, typist.type(next), typist.text);
      if (next(25) === 0) desks.get(item)?.copy('changed behind the page’s back');
      if (next(20) === 0) void outbox.alone(() => later(next(200)));
      await vi.advanceTimersByTimeAsync(next(80) * (next(15) === 0 ? 30 : 1));
    }
    let settled = false;
    void outbox.settled().then(() => (settled = true));
    await vi.advanceTimersByTimeAsync(90_000);

    expect(settled).toBe(true);
    expect(outbox.isSettled).toBe(true);
    for (const item of items) {
      expect(desks.get(item)?.text).toBe(typists.get(item)?.text.toString());
      expect(echoes.get(item)?.length).toBeGreaterThan(0);
    }
  },
);

function setUp(
  text: string,
  wire: Partial<Wire<Echo>> = {},
  events: Partial<OutboxEvents<Echo>> = {},
) {
  const desk = new Desk(text);
  const typist = new Typist(text);
  const outbox = new Outbox<Echo>(
    'issue',
    {
      type: (message) => later(10).then(() => desk.type(message)),
      copy: (_, __, copy) => later(10).then(() => desk.copy(copy)),
      rest: (_, __, version, value) => later(10).then(() => desk.rest(version, value)),
      ...wire,
    },
    { ...quiet(), ...events },
    pace,
  );
  outbox.open('item', 1, typist.text);
  const insert = (words: string, at = typist.text.length): void => {
    const changes = ChangeSet.of({ from: at, insert: words }, typist.text.length);
    typist.text = changes.apply(typist.text);
    outbox.changed('item', changes, typist.text);
  };
  return { desk, outbox, insert, typist };
}

describe('one call at a time', () => {
  test('what is typed during a call becomes one message', async () => {
    const messages: Message[] = [];
    const { desk, insert } = setUp('', {
      type: (message) => {
        messages.push(message);
        return later(10).then(() => desk.type(message));
      },
    });
    for (const letter of 'tides') insert(letter);
    await vi.advanceTimersByTimeAsync(50);
    expect(messages.map(({ base, length }) => [base, length])).toEqual([
      [1, 1],
      [2, 5],
    ]);
    expect(desk.text).toBe('tides');
  });

  test('a stale answer is answered with the whole copy', async () => {
    const { desk, insert } = setUp('old');
    desk.copy('something else');
    desk.posts = 0;
    insert('!');
    await vi.advanceTimersByTimeAsync(50);
    expect([desk.text, desk.posts]).toEqual(['old!', 1]);
  });

  test('a large paste travels as the whole copy', async () => {
    const { desk, insert } = setUp('');
    insert('x'.repeat(20_000));
    await vi.advanceTimersByTimeAsync(50);
    expect([desk.text.length, desk.posts]).toEqual([20_000, 1]);
  });
});

describe('at rest', () => {
  test('both sides are compared after one second, and once', async () => {
    const rest = vi.fn(() => Promise.resolve(true));
    const { insert } = setUp('', { rest });
    insert('a');
    await vi.advanceTimersByTimeAsync(900);
    expect(rest).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(5000);
    expect(rest).toHaveBeenCalledTimes(1);
  });

  test('a difference is mended with the whole copy', async () => {
    const { desk, insert } = setUp('');
    insert('a');
    await vi.advanceTimersByTimeAsync(50);
    desk.text = 'b';
    await vi.advanceTimersByTimeAsync(1100);
    expect([desk.text, desk.posts]).toEqual(['a', 1]);
  });

  test('leaving does not wait for rest', async () => {
    const { outbox, insert } = setUp('');
    insert('a');
    let settled = false;
    void outbox.settled().then(() => (settled = true));
    await vi.advanceTimersByTimeAsync(30);
    expect(settled).toBe(true);
  });
});

test('a failure is said once, tried again, and its end is said too', async () => {
  const said: string[] = [];
  let broken = true;
  const { desk, insert } = setUp(
    '',
    {
      type: (message) =>
        broken ? Promise.reject(new Error('full')) : Promise.resolve(desk.type(message)),
    },
    { failed: () => said.push('failed'), recovered: () => said.push('recovered') },
  );
  insert('a');
  await vi.advanceTimersByTimeAsync(300);
  insert('b');
  await vi.advanceTimersByTimeAsync(300);
  expect(said).toEqual(['failed']);
  broken = false;
  await vi.advanceTimersByTimeAsync(300);
  expect(said).toEqual(['failed', 'recovered']);
  expect(desk.text).toBe('ab');
});

describe('alone', () => {
  test('it begins when nothing is in flight, and what is typed meanwhile goes afterwards', async () => {
    const { desk, outbox, insert } = setUp('');
    insert('a');
    let seen = '';
    void outbox.alone(async () => {
      insert('b');
      await later(100);
      seen = desk.text;
    });
    insert('c');
    await vi.advanceTimersByTimeAsync(115);
    expect([seen, desk.text]).toEqual(['a', 'a']);
    expect(outbox.versionSent('item')).toBeNull();
    await vi.advanceTimersByTimeAsync(50);
    expect(desk.text).toBe('acb');
    expect(outbox.waiting('item')).toBeNull();
  });

  test('a failure in it holds nothing up', async () => {
    const { desk, outbox, insert } = setUp('');
    await expect(outbox.alone(() => Promise.reject(new Error('no page')))).rejects.toThrow();
    insert('a');
    await vi.advanceTimersByTimeAsync(50);
    expect(desk.text).toBe('a');
  });
});

describe('a text that the desk has changed', () => {
  const story = 'The tide turns.\n\nThe ferry waits.\n\nThe quay is wet.';
  /** The desk changes the text, and tells of it; `meanwhile` is done before it does. */
  async function changed(to: string, meanwhile: (insert: Insert) => void) {
    const { desk, outbox, insert, typist } = setUp(story);
    await outbox.alone(async () => {
      meanwhile(insert);
      await later(1);
      const { version } = desk.copy(to);
      const text = outbox.rebased('item', version, Text.of(to.split('\n')));
      if (text !== null) typist.text = text;
    });
    return { desk, outbox, typist, insert };
  }
  type Insert = (words: string, at?: number) => void;

  beforeEach(() => void vi.useRealTimers());

  test('is taken, and what was typed meanwhile goes on top of it', async () => {
    const to = story.replace('turns', 'turns twice').replace('wet', 'dry');
    const { desk, outbox, typist } = await changed(to, (insert) =>
      insert(' long', story.indexOf(' waits') + ' waits'.length),
    );
    const both = to.replace('waits', 'waits long');
    expect(typist.text.toString()).toBe(both);
    expect(await outbox.settled()).toBe(true);
    expect([desk.text, desk.posts]).toEqual([both, 1]); // the one post is the desk’s own change
  });

  test('of the same length, too: no version and no length tells that', async () => {
    const to = story.replace('wet', 'dry');
    const { desk, outbox, typist, insert } = await changed(to, () => undefined);
    insert('!', 0);
    await outbox.settled();
    expect([desk.text, typist.text.toString()]).toEqual([`!${to}`, `!${to}`]);
  });

  test('is none where both have it already', () => {
    const { outbox, typist } = setUp(story);
    expect(outbox.rebased('item', 1, typist.text)).toBeNull();
    expect(outbox.rebased('elsewhere', 1, typist.text)).toBeNull();
  });

  test('is not taken over words that the desk never had', () => {
    const { outbox } = setUp(story);
    outbox.open('item', 1, Text.of(['typed before the page was lost']), true);
    expect(outbox.rebased('item', 2, Text.of([story]))).toBeNull();
  });

  test('whatever is typed, both sides end equal, and nothing of it is lost', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const next = seeded(seed);
      const to = story.replace(['turns', 'waits', 'wet'][seed % 3] ?? '', 'is early');
      const { desk, outbox, typist } = await changed(to, (insert) => {
        for (const letter of '①②③') insert(letter, next(story.length));
      });
      await outbox.settled();
      expect(desk.text).toBe(typist.text.toString());
      for (const letter of '①②③') expect(desk.text.split(letter)).toHaveLength(2);
      expect(desk.text.replace(/[①②③]/g, '')).toBe(to);
    }
  });
});

describe('what was pasted', () => {
  /** Messages, each with what it says was pasted, in words. */
  function told(wire: Partial<Wire<Echo>> = {}) {
    const said: string[][] = [];
    const words = (text: string, spans: readonly { from: number; to: number }[]): void =>
      void said.push(spans.map(({ from, to }) => text.slice(from, to)));
    const made = setUp('', {
      type: async (message) => {
        const echo = await later(10).then(() => made.desk.type(message));
        words(echo.text, message.origins ?? []);
        expect((message.origins ?? []).every(({ how }) => how === 'pasted')).toBe(true);
        return echo;
      },
      copy: (_, __, copy, pasted) => {
        words(copy, pasted);
        return later(10).then(() => made.desk.copy(copy));
      },
      ...wire,
    });
    const { outbox, typist } = made;
    const change = (from: number, to: number, insert: string, isPasted = false): void => {
      const changes = ChangeSet.of({ from, to, insert: Text.of([insert]) }, typist.text.length);
      typist.text = changes.apply(typist.text);
      const span = { from, to: from + insert.length };
      outbox.changed('item', changes, typist.text, isPasted ? [span] : []);
    };
    return { ...made, said, change };
  }

  test('is told with the change that has it, as it is after what was typed meanwhile', async () => {
    const { said, change } = told();
    change(0, 0, 'a');
    change(1, 1, '🌊 tide 👩🏽‍🚀', true);
    change(0, 0, '🐚!');
    change(6, 6, 'typed');
    await vi.advanceTimersByTimeAsync(15);
    change(0, 0, 'later');
    await vi.advanceTimersByTimeAsync(50);
    expect(said).toEqual([[], ['🌊', ' tide 👩🏽‍🚀'], []]);
  });

  test('what is taken out of it again is no part of it, and what stays is one', async () => {
    const { said, change } = told();
    change(0, 0, 'x');
    change(1, 1, 'one 🌊 two three', true);
    change(5, 8, '');
    change(1, 2, '');
    await vi.advanceTimersByTimeAsync(50);
    expect(said).toEqual([[], ['ne two three']]);
  });

  test('a call that fails takes it along again, moved by what came after it', async () => {
    let isBroken = true;
    const seen: string[][] = [];
    const { change, desk } = told({
      type: async (message) => {
        await later(10);
        if (isBroken) throw new Error('full');
        const echo = desk.type(message);
        seen.push((message.origins ?? []).map(({ from, to }) => echo.text.slice(from, to)));
        return echo;
      },
    });
    change(0, 0, '🌊 pasted', true);
    change(0, 0, 'before ');
    change(14, 14, 'x', true);
    await vi.advanceTimersByTimeAsync(12);
    isBroken = false;
    await vi.advanceTimersByTimeAsync(300);
    expect(desk.text).toBe('before 🌊 pastxed');
    expect(seen).toEqual([['🌊 pastxed']]);
  });

  test('the whole copy tells it too, where it is large or the base was another one', async () => {
    const { said, change, desk } = told();
    change(0, 0, 'x'.repeat(9000), true);
    await vi.advanceTimersByTimeAsync(50);
    desk.copy('changed behind the page’s back');
    change(0, 0, '🌊', true);
    await vi.advanceTimersByTimeAsync(50);
    // The message that was stale told it, too; nobody took that.
    expect(said.map((spans) => spans.map((words) => words.slice(0, 2)))).toEqual([
      ['xx'],
      ['ch'],
      ['🌊'],
    ]);
  });
});

test('what was removed sends nothing any more', async () => {
  const { desk, outbox, insert } = setUp('');
  insert('a');
  outbox.forget('item');
  insert('b');
  await vi.advanceTimersByTimeAsync(5000);
  expect(desk.text).toBe('a');
  await outbox.settled();
});

describe('hash', () => {
  // FNV-1a of the bytes 61 00 and 3d d8 0a dc, reckoned by hand’s rule below.
  test.each([
    ['', 0x811c9dc5],
    ['a', fnv([0x61, 0])],
    ['🌊', fnv([0x3c, 0xd8, 0x0a, 0xdf])],
  ])('of “%s”', (text, value) => {
    expect(hash([text])).toBe(value);
  });

  test('a document is hashed as its text, however it is split', () => {
    const text = 'one\ntwo 🌊\n\nthree';
    expect(hash(Text.of(text.split('\n')))).toBe(hash([text]));
  });

  function fnv(bytes: number[]): number {
    let value = 2166136261n;
    for (const byte of bytes) value = ((value ^ BigInt(byte)) * 16777619n) & 0xffffffffn;
    return Number(value);
  }
});

test('what is in flight is still waited for: a page that comes meanwhile is of the text before it', async () => {
  const desk = new Desk('ab');
  let answer = (): void => undefined;
  const wire: Wire<Echo> = {
    type: (message) =>
      new Promise((resolve) => {
        const echo = desk.type(message);
        answer = () => resolve(echo);
      }),
    copy: (_, __, text) => Promise.resolve(desk.copy(text)),
    rest: (_, __, version, value) => Promise.resolve(desk.rest(version, value)),
  };
  const outbox = new Outbox<Echo>('issue', wire, quiet(), { rest: 60_000 });
  let text = Text.of(['ab']);
  outbox.open('a', 1, text);
  const type = (from: number, insert: string): void => {
    const changes = ChangeSet.of({ from, insert }, text.length);
    text = changes.apply(text);
    outbox.changed('a', changes, text);
  };
  type(2, 'c');
  type(3, 'd');
  expect(
    outbox
      .waiting('a')
      ?.apply(Text.of(['ab']))
      .toString(),
  ).toBe('abcd');
  answer();
  await vi.waitFor(() => expect(outbox.waiting('a')?.length).toBe(3));
  expect(
    outbox
      .waiting('a')
      ?.apply(Text.of(['abc']))
      .toString(),
  ).toBe('abcd');
});
