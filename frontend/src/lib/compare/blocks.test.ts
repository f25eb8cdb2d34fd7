import { Text } from '@codemirror/state';
import { describe, expect, test } from 'vitest';

import { blocksOf, fitting } from './blocks';
import type { TextChange } from './shapes';

/** A text with its changes: {old|new}. */
function read(marked: string): { from: string; to: string; changes: TextChange[] } {
  let [from, to] = ['', ''];
  const changes: TextChange[] = [];
  for (const part of marked.split(/(\{[^{}]*\})/)) {
    const [old = '', now = old] = part.startsWith('{') ? part.slice(1, -1).split('|') : [part];
    if (part.startsWith('{'))
      changes.push({
        from_start: from.length,
        from_end: from.length + old.length,
        to_start: to.length,
        to_end: to.length + now.length,
      });
    [from, to] = [from + old, to + now];
  }
  return { from, to, changes };
}

/** The lines of each block, old beside new. */
function beside(marked: string): [string, string][] {
  const { from, to, changes } = read(marked);
  const blocks = blocksOf(changes, Text.of(from.split('\n')), Text.of(to.split('\n')));
  return blocks.map(({ fromA, toA, fromB, toB }) => [from.slice(fromA, toA), to.slice(fromB, toB)]);
}

describe('what stands beside what', () => {
  test.each<[string, string, [string, string][]]>([
    ['a word', 'One {two|2} three\n\nFour', [['One two three\n', 'One 2 three\n']]],
    [
      'each paragraph by itself, though all changed',
      '{A|B} one\n\n{C|D} two\n\nsame',
      [
        ['A one\n', 'B one\n'],
        ['C two\n', 'D two\n'],
      ],
    ],
    ['two in a line', '{A|B} and {C|D}', [['A and C', 'B and D']]],
    ['a paragraph that came', 'One\n\n{|New\n\n}Two', [['', 'New\n\n']]],
    ['the same, told from the line before it', 'One{|\n\nNew}\n\nTwo', [['', '\nNew\n']]],
    ['one that went', 'One\n\n{Old\n\n|}Two', [['Old\n\n', '']]],
    ['one that came at the end', 'One{|\n\nNew}', [['', '\nNew']]],
    ['a paragraph that was split', 'One{ |\n\n}two', [['One two', 'One\n\ntwo']]],
    ['everything', '{|All of it\n}', [['', 'All of it\n']]],
    ['nothing', 'Same', []],
  ])('%s', (_, marked, wanted) => {
    expect(beside(marked)).toEqual(wanted);
  });

  test('between the blocks both sides have the same lines, whatever changed', () => {
    let seed = 7;
    const dice = (sides: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return Math.floor((seed / 2_147_483_648) * sides);
    };
    const piece = (): string =>
      Array.from({ length: dice(5) }, () => ['a', ' ', 'b', '\n', '\n\n', '😀'][dice(6)]).join('');
    for (let n = 0; n < 500; n++) {
      const marked = Array.from({ length: dice(9) }, () =>
        dice(2) === 0 ? piece() : `{${piece()}|${piece()}}`,
      ).join('');
      const { from, to, changes } = read(marked);
      expect(fitting(changes, from, to).length).toBe(changes.length);
      const [a, b] = [Text.of(from.split('\n')), Text.of(to.split('\n'))];
      let [atA, atB] = [0, 0];
      for (const { fromA, toA, fromB, toB } of blocksOf(changes, a, b)) {
        // A break at the text's end may be in the one and not in the other.
        expect(from.slice(atA, fromA).trimEnd()).toBe(to.slice(atB, fromB).trimEnd());
        for (const [text, at] of [
          [a, fromA],
          [b, fromB],
        ] as const)
          if (at <= text.length) expect(text.lineAt(at).from).toBe(at);
        [atA, atB] = [toA, toB];
      }
      expect(from.slice(atA).trimEnd()).toBe(to.slice(atB).trimEnd());
    }
  });
});

test('a change that is not in the text is left out, and the others keep their numbers', () => {
  const good = { from_start: 1, from_end: 2, to_start: 1, to_end: 2 };
  const wrong = [
    { ...good, from_end: 9 },
    good,
    { ...good, from_start: 0 },
    { ...good, from_start: 3, from_end: 2 },
    { ...good, from_start: 2, from_end: 3, to_start: 2, to_end: 3 },
  ];
  expect(fitting(wrong, 'abcd', 'abcd').map(({ number }) => number)).toEqual([1, 4]);
});
