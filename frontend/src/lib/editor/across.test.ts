import { ChangeSet, Text } from '@codemirror/state';
import { expect, test } from 'vitest';

import { findAcross, replaceAcross } from './across';

const docs = new Map([
  ['a', Text.of(['The tide turns.', 'Tides turn.'])],
  ['b', Text.of(['No water here.'])],
  ['c', Text.of(['A tide, a TIDE'])],
]);
const query = { find: 'tide', replace: 'ebb', matchCase: false, wholeWord: false };

test('every place in every copy, with its line', () => {
  const hits = findAcross(docs, query);
  expect(hits.map(({ item, from, to }) => [item, from, to])).toEqual([
    ['a', 4, 8],
    ['a', 16, 20],
    ['c', 2, 6],
    ['c', 10, 14],
  ]);
  expect(hits[1]).toMatchObject({ line: 'Tides turn.', at: 0 });
});

test('case and whole words', () => {
  expect(findAcross(docs, { ...query, matchCase: true })).toHaveLength(2);
  expect(findAcross(docs, { ...query, wholeWord: true })).toHaveLength(3);
  expect(findAcross(docs, { ...query, find: '' })).toEqual([]);
  expect(findAcross(docs, { ...query, find: 't.de' })).toEqual([]); // what is typed is meant as it stands
});

test('replacing is one change for each item', () => {
  const changes = replaceAcross(docs, query);
  expect(Array.from(changes.keys())).toEqual(['a', 'c']);
  const doc = docs.get('a') ?? Text.empty;
  expect(
    ChangeSet.of(changes.get('a') ?? [], doc.length)
      .apply(doc)
      .toString(),
  ).toBe('The ebb turns.\nebbs turn.');
});

test('where a picture or a link leads is not found, and not replaced', () => {
  const copy =
    '![A harbour](pictures/harbour-gauge.png "harbour at dusk")\n[harbour](https://harbour.example/)\nhttps://harbour.example/x harbour';
  const issue = new Map([['a', Text.of(copy.split('\n'))]]);
  const query = { find: 'harbour', replace: 'port', matchCase: false, wholeWord: false };
  expect(findAcross(issue, query)).toHaveLength(4);
  const changes = replaceAcross(issue, query).get('a') ?? [];
  const after = ChangeSet.of(changes, copy.length).apply(Text.of(copy.split('\n')));
  expect(after.toString()).toBe(
    '![A port](pictures/harbour-gauge.png "port at dusk")\n[port](https://harbour.example/)\nhttps://harbour.example/x port',
  );
});
