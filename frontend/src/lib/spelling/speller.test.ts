import { Text } from '@codemirror/state';
import { markdownLanguage } from '@codemirror/lang-markdown';
import { beforeEach, expect, test } from 'vitest';

import type { Thread } from './client';
import { type Passage, passages } from './prose';
import type { Answer, Lint, Question } from './protocol';
import { Speller } from './speller';

/** A worker to which every word with an x in it is misspelled. */
class Fake implements Thread {
  onmessage: Thread['onmessage'] = null;
  onerror: Thread['onerror'] = null;
  postMessage(question: Question): void {
    const lints: Lint[] =
      question.ask === 'begin'
        ? []
        : Array.from(question.text.matchAll(/\p{L}*x\p{L}*/gu), ({ index, 0: word }) => ({
            rule: 'SpellCheck',
            from: index,
            to: index + word.length,
            instead: ['the'],
          }));
    if (question.ask === 'judge') judged.push(question.text);
    queueMicrotask(() =>
      this.onmessage?.(new MessageEvent<Answer>('message', { data: { id: question.id, lints } })),
    );
  }
  terminate(): void {
    ended++;
  }
}

let judged: string[];
let ended: number;
let started: number;
let lang: string;
let right: string[];
let added: string[];
let speller: Speller;

const read = (copy: string): Passage => {
  const [passage] = passages(Text.of(copy.split('\n')), markdownLanguage.parser.parse(copy));
  if (passage === undefined) throw new Error('nothing to read');
  return passage;
};
const wrong = (copy: string): string[] | null =>
  speller.mistakes(read(copy))?.map(({ words }) => words) ?? null;

beforeEach(() => {
  [judged, ended, started, lang, right, added] = [[], 0, 0, 'en', ['Vox'], []];
  speller = new Speller(
    {
      lexicon: () => Promise.resolve({ lang, words: right }),
      addWord: (word) => {
        added.push(word);
        return Promise.resolve(true);
      },
      stopped: () => undefined,
      checked: () => undefined,
      none: () => undefined,
    },
    () => {
      started++;
      return new Fake();
    },
  );
});

test('when asked, it learns and judges; before that it does neither', async () => {
  speller.setMode('asked');
  expect([speller.lang, started, speller.isShown]).toEqual([null, 0, false]);
  expect(await speller.ask()).toBe(true);
  await speller.judge(read('One txde by Vox’s lock.'));
  expect(wrong('One txde by Vox’s lock.')).toEqual(['txde']);
  expect(wrong('One txde.')).toBeNull();
});

test('words of the house and words that are ignored are no mistakes', async () => {
  await speller.ask();
  const copy = 'One txde, one lxck and one bxat.';
  await speller.judge(read(copy));
  const [first, second] = speller.mistakes(read(copy)) ?? [];
  if (first === undefined || second === undefined) throw new Error('too few');
  let told = 0;
  const stop = speller.listen(() => told++);
  await speller.add(first);
  speller.ignore(second);
  stop();
  expect([wrong(copy), added, told]).toEqual([['bxat'], ['txde'], 2]);
});

test('a name that was written since is asked for once', async () => {
  await speller.ask();
  right = ['Vox', 'Maxen'];
  await speller.judge(read('Then Maxen came.'));
  expect(wrong('Then Maxen came.')).toEqual([]);
});

test('in another language it is off, and an issue that changes into one gives the worker back', async () => {
  speller.setMode('on');
  await speller.ask();
  await speller.judge(read('One txde.'));
  expect(speller.isOn).toBe(true);
  lang = 'nl';
  await speller.relearn();
  expect([speller.isOn, speller.isShown, ended, wrong('One txde.')]).toEqual([
    false,
    false,
    1,
    null,
  ]);
  expect(await speller.ask()).toBe(false);
});

test('off ends the worker', async () => {
  speller.setMode('on');
  await speller.ask();
  await speller.judge(read('One txde.'));
  speller.setMode('off');
  expect([ended, speller.isShown]).toEqual([1, false]);
});
