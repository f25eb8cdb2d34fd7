import { expect, test } from 'vitest';

import { asRead, editAsRead, quoted } from './asread';

const read = (text: string): string => asRead([text]).join('');

test('words are read without the marks of how they look', () => {
  expect(read('**What’s new:** the _tide_ *turned*.')).toBe('What’s new: the tide turned.');
  expect(read('# Pier\n\n- one\n- two\n> three\n1. four')).toBe('Pier\n\none\ntwo\nthree\nfour');
  expect(read('See [the pier](https://a.example/x_y).')).toBe('See the pier.');
  expect(read('at \\*noon\\*')).toBe('at *noon*');
});

test('what only looks like a mark stays', () => {
  for (const text of ['2 * 3', '2*3', 'a_name', 'No 1.', 'a - b', '[sic]', 'C# 5', '3 > 2'])
    expect(read(text)).toBe(text);
});

test('a mark that opens in one part and closes in another is none in either', () => {
  expect(asRead(['**At ', 'noon', ' sharp** it'])).toEqual(['At ', 'noon', ' sharp it']);
});

test('an edit is shown as it is read', () => {
  expect(editAsRead('**At ', 'noon', 'dusk', '** it turned')).toEqual([
    'At ',
    'noon',
    'dusk',
    ' it turned',
  ]);
  expect(editAsRead('', '**What’s new:** tide', '**New:** tides', ' here')).toEqual([
    '',
    'What’s new: tide',
    'New: tides',
    ' here',
  ]);
});

test('where the mark is what is changed it can be seen', () => {
  expect(editAsRead('At ', 'noon', '**noon**', ' it')).toEqual(['At ', 'noon', '**noon**', ' it']);
  expect(editAsRead('**At noon', '', '**', ' it')).toEqual(['**At noon', '', '**', ' it']);
  expect(editAsRead('', '', '# ', 'Pier')).toEqual(['', '', '# ', 'Pier']);
  expect(editAsRead('see [it](http://', 'a', 'b', '.example)')).toEqual([
    ...['see [it](http://', 'a', 'b', '.example)'],
  ]);
});

test('a line’s end is shown where it is what is changed', () => {
  expect(editAsRead('noon.', '', '\n\n', 'It')).toEqual(['noon.', '', '¶', 'It']);
  expect(editAsRead('noon.', ' It', '\n\nThen', ' turned')).toEqual([
    ...['noon.', ' It', '\nThen', ' turned'],
  ]);
});

test('a quotation of marks alone is what it is', () => {
  expect(quoted('**')).toBe('**');
  expect(quoted('**the tide**\n\nand more')).toBe('the tide\nand more');
});
