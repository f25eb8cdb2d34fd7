import { describe, expect, test } from 'vitest';

import { readPicture, writePicture } from './picture';

describe('reading', () => {
  test.each([
    ['![A buoy](pictures/buoy.png)', 'A buoy', 'pictures/buoy.png', '', ''],
    ['![](a.png "Caption")', '', 'a.png', 'Caption', ''],
    ['![x](a.png "Out — bound — Mira")', 'x', 'a.png', 'Out — bound', 'Mira'],
    ['![x](<pictures/old quay.jpg> "C")  ', 'x', 'pictures/old quay.jpg', 'C', ''],
    ['![a \\[b\\]](a\\(1\\).png "say \\"so\\"")', 'a [b]', 'a(1).png', 'say "so"', ''],
    ['![x](a(1).png)', 'x', 'a(1).png', '', ''],
  ])('%s', (line, alt, name, caption, credit) => {
    expect(readPicture(line)).toEqual({ alt, name, caption, credit });
  });

  test.each([
    'words',
    '![a](b) and words',
    '[a](b)',
    '![a]',
    '![a](b "c)',
    '    ![a](b)',
    '![a](b) ![c](d)',
  ])('is none: %s', (line) => {
    expect(readPicture(line)).toBeNull();
  });
});

test('what is written is read back as the same words', () => {
  const words = [
    '',
    'A tide',
    'a [b] *c* _d_ `e` <f> & {{g}}',
    'say "so" \\ and \\"',
    'שלום 😀',
    '](x) "',
    '&amp; &lt;',
  ];
  for (const alt of words)
    for (const caption of words)
      for (const name of ['a.png', 'pictures/old quay.png', 'a(1).png', 'a<b>.png']) {
        const picture = { alt, name, caption, credit: 'Mira' };
        expect(readPicture(writePicture(picture))).toEqual(picture);
      }
});

test('a field is one line', () => {
  expect(writePicture({ alt: 'a\n\nb', name: 'a.png', caption: ' c\nd ', credit: '' })).toBe(
    '![a b](a.png "c d")',
  );
});
