import { beforeEach, expect, test } from 'vitest';

import { Fault } from '../backend';
import type { Thread } from '../spelling/client';
import { Spelling } from './spelling';

let said: string[];
let lang: string;
let fails: boolean;
let started: number;
let extended: number;
let performed: number;
let spelling: Spelling;

beforeEach(() => {
  [said, lang, fails, started, extended, performed] = [[], 'en', false, 0, 0, 0];
  spelling = new Spelling(
    'x',
    {
      lexicon: () =>
        fails
          ? Promise.reject(new Fault('full', 'The disk is full.', 'Make room.'))
          : Promise.resolve({ lang, words: [] }),
      addWord: () => Promise.resolve(),
    },
    { say: (message) => said.push(message), unsay: () => undefined },
    () => Promise.resolve(true),
    (): Thread => {
      started++;
      return {
        onmessage: null,
        onerror: null,
        postMessage: () => undefined,
        terminate: () => undefined,
      };
    },
  );
  spelling.attach({ extend: () => extended++, perform: () => performed++ >= 0 });
});

test('nothing is loaded before it is wanted', async () => {
  spelling.setMode('asked');
  await spelling.relearn();
  expect([started, extended]).toEqual([0, 0]);
  await spelling.check();
  expect([extended, performed, said]).toEqual([1, 1, []]);
});

test('an issue that is closed meanwhile has nothing judged', async () => {
  const checked = spelling.check();
  spelling.close();
  await checked;
  expect([started, performed]).toEqual([0, 0]);
});

test('an editor that comes later gets the marks, too', async () => {
  await spelling.check();
  spelling.attach({ extend: () => (extended += 10), perform: () => true });
  expect(extended).toBe(11);
});

test('to go to the next one is to ask, as long as nobody has', async () => {
  await spelling.next();
  await spelling.next();
  expect(performed).toBe(2);
});

test('in another language it says why it is off', async () => {
  lang = 'nl';
  await spelling.check();
  expect(performed).toBe(0);
  expect(said).toEqual([
    'This issue is in Dutch. Galley knows the spelling of English only, so it is off here.',
  ]);
});

test('what the desk cannot tell is said in its words', async () => {
  fails = true;
  await spelling.check();
  expect([performed, said]).toEqual([0, ['The disk is full.']]);
});
