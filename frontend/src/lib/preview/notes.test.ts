import { ChangeSet } from '@codemirror/state';
import { expect, test } from 'vitest';

import { NoteMap } from './notes';

const COPY = 'One two.\n\nThree four.';
const blocks = [
  { key: 'a', start: 0, end: 8 },
  { key: 'b', start: 10, end: 21 },
];
const comment = (id: string, start: number, end: number, open = true) => ({ id, start, end, open });

function marked(map: NoteMap, copy = COPY, of = blocks): string[] {
  return map
    .stretches(
      () => of,
      () => copy,
    )
    .map((one) => `${one.look} ${one.pos} ${one.copy.slice(one.from, one.to)}`);
}

test('notes are marked block by block, the chosen one as such', () => {
  const map = new NoteMap();
  map.set('it', {
    comments: [comment('c', 4, 15), comment('done', 0, 3, false), comment('spot', 5, 5)],
    suggestions: [{ id: 's', start: 16, end: 20 }],
    chosen: 's',
  });
  expect(marked(map)).toEqual([
    'comment it/a two.',
    'comment it/b Three',
    'suggestion-chosen it/b four',
  ]);
});

test('they move with what is typed; what is typed at their edges is outside', () => {
  const map = new NoteMap();
  map.set('it', { comments: [comment('c', 10, 15)], suggestions: [], chosen: null });
  const changes = ChangeSet.of(
    [
      { from: 0, insert: '🌊 ' },
      { from: 10, insert: 'x' },
      { from: 12, insert: '-' },
      { from: 15, insert: 'y' },
    ],
    COPY.length,
  );
  map.changed('it', changes);
  const after = blocks.map(({ key, start, end }) => ({
    key,
    start: changes.mapPos(start, -1),
    end: changes.mapPos(end, 1),
  }));
  const text = '🌊 One two.\n\nxTh-reey four.';
  expect(marked(map, text, after)).toEqual(['comment it/b Th-ree']);
});

test('without notes there is nothing to do, and no text is asked for', () => {
  const map = new NoteMap();
  map.set('it', { comments: [comment('c', 0, 3)], suggestions: [], chosen: null });
  expect(map.isEmpty).toBe(false);
  map.set('it', { comments: [], suggestions: [], chosen: null });
  expect(map.isEmpty).toBe(true);
  const asked: string[] = [];
  map.stretches(
    () => blocks,
    (item) => asked.push(item).toString(),
  );
  expect(asked).toEqual([]);
});
