import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Linter, type Thread } from './client';
import type { Answer, Lint, Question } from './protocol';

const lint: Lint = { rule: 'SpellCheck', from: 0, to: 3, instead: ['the'] };
const us = { dialects: ['us'], words: ['Voss'] } as const;

/** A worker that answers when it is told to; what is silent never does. */
class Fake implements Thread {
  onmessage: Thread['onmessage'] = null;
  onerror: Thread['onerror'] = null;
  readonly asked: Question[] = [];
  ended = false;
  postMessage(question: Question): void {
    this.asked.push(question);
  }
  terminate(): void {
    this.ended = true;
  }
  answer(lints: readonly Lint[] = []): void {
    const id = this.asked.at(-1)?.id ?? 0;
    this.onmessage?.({ data: { id, lints } } as MessageEvent<Answer>);
  }
}

let threads: Fake[];
let stopped: boolean[];
let linter: Linter;
const now = (): Fake => threads.at(-1) ?? new Fake();
const texts = (thread = now()): string[] =>
  thread.asked.flatMap((question) => (question.ask === 'judge' ? [question.text] : []));

beforeEach(() => {
  vi.useFakeTimers();
  threads = [];
  stopped = [];
  linter = new Linter(
    () => {
      threads.push(new Fake());
      return now();
    },
    { stopped: (givenUp) => stopped.push(givenUp) },
  );
});
afterEach(() => {
  vi.useRealTimers();
});

test('nothing is started before there is a text and a language', () => {
  linter.speak(us);
  expect(threads).toHaveLength(0);
  void linter.judge('a', 'teh');
  expect(now().asked).toEqual([{ id: 1, ask: 'begin', dialects: ['us'], words: ['Voss'] }]);
});

test('one question is on its way at a time, and the newest text of a place wins', async () => {
  linter.speak(us);
  const first = linter.judge('a', 'one');
  now().answer();
  const old = linter.judge('b', 'two');
  const last = linter.judge('b', 'three');
  expect(texts()).toEqual(['one']);
  now().answer([lint]);
  expect(texts()).toEqual(['one', 'three']);
  now().answer();
  expect(await Promise.all([first, old, last])).toEqual([[lint], null, []]);
});

test('what waits is called off, and what is on its way is answered', async () => {
  linter.speak(us);
  const first = linter.judge('a', 'one');
  now().answer();
  const second = linter.judge('b', 'two');
  linter.callOff();
  now().answer([lint]);
  expect(await Promise.all([first, second])).toEqual([[lint], null]);
});

test('one that does not answer in ten seconds is ended, and said so once', async () => {
  linter.speak(us);
  const first = linter.judge('a', 'one');
  now().answer();
  const second = linter.judge('b', 'two');
  vi.advanceTimersByTime(9_999);
  expect(now().ended).toBe(false);
  vi.advanceTimersByTime(1);
  expect([threads[0]?.ended, threads.length, stopped]).toEqual([true, 2, [false]]);
  now().answer();
  // The text that it stopped at is not asked again.
  expect(texts()).toEqual(['two']);
  now().answer([lint]);
  expect(await Promise.all([first, second])).toEqual([[], [lint]]);

  void linter.judge('c', 'three');
  vi.advanceTimersByTime(10_000);
  expect([threads.length, stopped]).toEqual([2, [false]]);
  void linter.judge('d', 'four');
  expect(threads).toHaveLength(3);
});

test('after three times in a row it is off until somebody asks', async () => {
  linter.speak(us);
  const all = ['one', 'two', 'three', 'four'].map((text) => linter.judge(text, text));
  for (let n = 0; n < 3; n++) {
    now().answer();
    vi.advanceTimersByTime(10_000);
  }
  expect([threads.length, stopped, linter.isGivenUp]).toEqual([3, [false, true], true]);
  expect(await Promise.all(all)).toEqual([[], [], [], null]);
  expect(await linter.judge('a', 'five')).toBeNull();
  linter.again();
  void linter.judge('a', 'five');
  expect(threads).toHaveLength(4);
});

test('one that answers in between begins the count anew', () => {
  linter.speak(us);
  for (let n = 0; n < 5; n++) {
    void linter.judge('a', `silent ${String(n)}`);
    if (texts().length === 0) now().answer();
    vi.advanceTimersByTime(10_000);
    void linter.judge('a', `good ${String(n)}`);
    now().answer();
    now().answer();
  }
  expect([stopped, linter.isGivenUp]).toEqual([[false], false]);
});

test('one that cannot even begin is given up, too', () => {
  linter.speak(us);
  void linter.judge('a', 'one');
  for (let n = 0; n < 3; n++)
    now().onmessage?.({ data: { id: n + 1, failed: 'no wasm' } } as MessageEvent<Answer>);
  expect([threads.every(({ ended }) => ended), linter.isGivenUp]).toEqual([true, true]);
});

test('another English takes another worker; other words do not', () => {
  linter.speak(us);
  void linter.judge('a', 'one');
  now().answer();
  now().answer();
  linter.speak({ dialects: ['us'], words: ['Voss', 'Ida'] });
  void linter.judge('a', 'two');
  expect(threads).toHaveLength(1);
  linter.speak({ dialects: ['us', 'gb'], words: [] });
  void linter.judge('a', 'three');
  expect([threads.length, threads[0]?.ended]).toEqual([2, true]);
});
