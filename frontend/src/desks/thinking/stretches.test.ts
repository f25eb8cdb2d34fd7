import { expect, test } from 'vitest';

import { stretchesOf } from './stretches';

test('a draft is cut at its marks and nothing of it is lost', () => {
  const text = 'In 2019 🌊 Canada listened.';
  const canada = text.indexOf('Canada');
  const marks = [
    { start: 3, end: 7 },
    { start: canada, end: canada + 6 },
  ];
  const list = stretchesOf(text, marks);
  expect(list.map((one) => one.text).join('')).toBe(text);
  expect(list.filter(({ isMark }) => isMark).map((one) => one.text)).toEqual(['2019', 'Canada']);
  expect(stretchesOf('', [])).toEqual([]);
  expect(stretchesOf('ab', [{ start: 0, end: 9 }])).toEqual([{ text: 'ab', isMark: true }]);
});
