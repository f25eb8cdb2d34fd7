import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';

import { expected, labelSource } from './complete';
import { knowing } from './item';

const labels = ['What’s new', 'How it works', 'Why it matters', 'We’re thinking'];
const kind = {
  kind: 'story',
  story: 'news',
  title: 'News',
  like: 'story',
  labels,
  required: [],
  words: { min: 0, max: 0 },
  picture: true,
};
const grammar = {
  house: 'x',
  kinds: [kind],
  labels: labels.map((name) => ({ name, also: [] })),
  slots: [],
};

function offered(doc: string): string[] {
  const at = doc.indexOf('|');
  const state = EditorState.create({
    doc: doc.replace('|', ''),
    extensions: knowing({ grammar, kind: 'story', story: 'news' }),
  });
  const result = labelSource(() => undefined)(new CompletionContext(state, at, false));
  return result?.options.map(({ label }) => label) ?? [];
}

test('what follows the last label comes first', () => {
  expect(expected(labels, ['What’s new', 'Why it matters'])).toEqual([
    'We’re thinking',
    'How it works',
  ]);
  expect(expected(labels, [])).toEqual(labels);
  expect(expected(labels, ["what's new"])).toEqual(labels.slice(1));
});

test('a slash on an empty line offers them all, and what else can stand there', () => {
  expect(offered('**What’s new:** x\n\n/|').slice(0, 4)).toEqual([...labels.slice(1), 'Picture']);
});

test('the first letters of a label offer it', () => {
  expect(offered('Wh|')).toEqual(['What’s new', 'Why it matters']);
  expect(offered("**what's|")).toEqual(['What’s new']);
});

test.each([
  ['in the middle of a paragraph', 'Words\nWh|'],
  ['behind other words', 'The /|'],
  ['before other words', '/| words'],
  ['one letter', 'W|'],
  ['emphasis', '*Wh|'],
])('nothing is offered %s', (_, doc) => {
  expect(offered(doc)).toEqual([]);
});
