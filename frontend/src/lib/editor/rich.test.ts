import { expect, test } from 'vitest';

import { isRich, markdownOf } from './rich';

test.each([
  [
    'paragraphs and emphasis',
    '<p>One <b>two</b> <i>three</i></p><p>Four</p>',
    'One **two** *three*\n\nFour',
  ],
  [
    'a link',
    '<p><a href="https://port.example/?a=1">The port</a></p>',
    '[The port](https://port.example/?a=1)',
  ],
  [
    'a detour',
    '<a href="https://www.google.com/url?q=https://port.example/&sa=D">x</a>',
    '[x](https://port.example/)',
  ],
  ['a live address', '<a href="javascript:alert(1)">x</a>', 'x'],
  ['a list', '<ul><li>one</li><li>two<ul><li>deep</li></ul></li></ul>', '- one\n- two\n  - deep'],
  ['a numbered list', '<ol><li>one</li><li>two</li></ol>', '1. one\n2. two'],
  ['headings', '<h1>Head <b>line</b></h1><p>x</p>', '# Head line\n\nx'],
  ['a quotation', '<blockquote><p>one</p><p>two</p></blockquote>', '> one\n> \n> two'],
  [
    'a document of Docs',
    '<b id="docs-internal-guid-1" style="font-weight:normal"><p><span style="font-weight:700">Bold</span> plain</p></b>',
    '**Bold** plain',
  ],
  ['marks in words', '<p>2 * 3 [x] `y`</p>', '2 \\* 3 \\[x\\] \\`y\\`'],
  ['a number that opens a line', '<p>1. is no list</p>', '\\1. is no list'],
  ['scripts and styles', '<style>p{}</style><script>alert(1)</script><p onclick="x()">a</p>', 'a'],
  ['line breaks', 'a<br>b', 'a\nb'],
])('%s', (_, html, want) => {
  expect(markdownOf(html)).toBe(want);
});

test('nothing in it runs or loads', () => {
  markdownOf('<img src="x" onerror="globalThis.pwned = 1"><svg onload="globalThis.pwned = 1">');
  expect((globalThis as { pwned?: number }).pwned).toBeUndefined();
});

test('a page without end is bounded', () => {
  const deep = '<div>'.repeat(3000) + 'x' + '</div>'.repeat(3000);
  expect(markdownOf(deep)).toBe('x');
});

test('plain text in HTML stays plain', () => {
  expect(isRich('<meta charset="utf-8"><span>words</span>')).toBe(false);
  expect(isRich('<p><a href="https://x.example">x</a></p>')).toBe(true);
});
