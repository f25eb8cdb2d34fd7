import { type ChangeSet, Text } from '@codemirror/state';
import { beforeEach, expect, test } from 'vitest';

import type { PictureAdded } from '../backend';
import { CopyEditor } from '.';

const grammar = { house: 'x', kinds: [], labels: [], slots: [] };
const item = (id: string, copy: string) => ({
  id,
  copy,
  kind: 'story',
  story: 'news',
  like: 'story',
});

let told: { item: string; changes: ChangeSet; after: Text }[];
let editor: CopyEditor;

beforeEach(() => {
  told = [];
  editor = new CopyEditor(
    document.createElement('div'),
    {
      changed: (id, changes, after) => told.push({ item: id, changes, after }),
      caret: () => undefined,
      pictures: () => Promise.resolve([]),
      pickPictures: () => Promise.resolve([]),
      tooLarge: () => undefined,
      openLink: () => undefined,
    },
    grammar,
  );
  editor.know([item('a', 'One'), item('b', 'Two')]);
  editor.open(item('a', 'One'));
});

test('every change is told, in order, with what it was made on', () => {
  editor.edit('a', { from: 3, insert: ' tide' });
  editor.edit('b', { from: 0, insert: 'The ' });
  expect(told.map(({ item: id, after }) => [id, after.toString()])).toEqual([
    ['a', 'One tide'],
    ['b', 'The Two'],
  ]);
  const before = [Text.of(['One']), Text.of(['Two'])];
  for (const [n, { changes, after }] of told.entries())
    expect(changes.apply(before[n] ?? Text.empty).eq(after)).toBe(true);
});

test('undo goes back item by item, also after another one was open', () => {
  editor.edit('a', { from: 3, insert: '!' });
  editor.open(item('b', 'Two'));
  editor.edit('b', { from: 3, insert: '?' });
  editor.open(item('a', 'One'));
  expect(editor.run('undo')).toBe(true);
  expect(editor.text('a').toString()).toBe('One');
  expect(editor.text('b').toString()).toBe('Two?');
  expect(editor.run('redo')).toBe(true);
  expect(editor.text('a').toString()).toBe('One!');
});

test('what comes from the desk is not sent back to it, and is no step of undo', () => {
  editor.edit('a', { from: 3, insert: '!' });
  told = [];
  editor.resync('a', 'The One!');
  expect(told).toEqual([]);
  expect(editor.text('a').toString()).toBe('The One!');
  editor.run('undo');
  expect(editor.text('a').toString()).toBe('The One');
});

test('pictures go where the caret was when they were asked for, whatever comes meanwhile', async () => {
  let arrive: (added: PictureAdded[]) => void = () => undefined;
  const coming = editor.pictures(new Promise((resolve) => (arrive = resolve)), 3);
  editor.edit('a', { from: 0, insert: 'Number ' });
  editor.open(item('b', 'Two'));
  arrive([{ name: 'pictures/fax.png', media: '/media/x', notes: [] }]);
  await coming;
  expect(editor.text('a').toString()).toBe('Number One\n\n![](pictures/fax.png)');
  expect(editor.text('b').toString()).toBe('Two');
});

test('an item that is being taken away takes no more words', () => {
  editor.open(item('b', 'Two'));
  editor.freeze('a', true);
  editor.edit('a', { from: 0, insert: 'x' });
  expect([editor.text('a').toString(), told]).toEqual(['One', []]);
  editor.freeze('a', false);
  editor.edit('a', { from: 0, insert: 'x' });
  expect(editor.text('a').toString()).toBe('xOne');
});

test('an item that was forgotten is gone', () => {
  editor.forget('a');
  expect(editor.openItem).toBe('');
  expect(editor.run('bold')).toBe(false);
  editor.edit('a', { from: 0, insert: 'x' });
  expect(told).toEqual([]);
});
