import { markdownLanguage } from '@codemirror/lang-markdown';
import { Text } from '@codemirror/state';
import { expect, test } from 'vitest';

import { type Passage, passages, STAND_IN } from './prose';

const read = (copy: string): Passage[] =>
  passages(Text.of(copy.split('\n')), markdownLanguage.parser.parse(copy));
const texts = (copy: string): string[] =>
  read(copy).map(({ text }) => text.replaceAll(STAND_IN, '□').replace(/ +/g, ' ').trim());

test.each([
  ['emphasis', 'A *teh* **tide** ~~gone~~', ['A teh tide gone']],
  ['headlines', '# The tide\n\n## Its way ##', ['The tide', 'Its way']],
  [
    'a link has words, and its address is none of them',
    'See [teh map](https://exmple.com/teh "Teh") now',
    ['See teh map now'],
  ],
  [
    'links by reference',
    'See [teh map][mpa] now\n\n[mpa]: https://exmple.com',
    ['See teh map now'],
  ],
  [
    'bare addresses',
    'At https://exmple.com/teh or exmple.com/teh, mail teh@exmple.com',
    ['At □ or □, mail □'],
  ],
  ['code', 'Run `teh cmd` now\n\n```\nteh\n```\n\n    teh', ['Run □ now']],
  [
    'slots',
    'Dear {{frist_name}}, hi *|FNMAE|* and %%fname%% or {% teh %}',
    ['Dear □, hi □ and □ or □'],
  ],
  ['pictures', '![Teh alt](pictures/teh.png "Teh")\n\nA boat', ['A boat']],
  ['HTML', '<div>teh</div>\n\nA <b class="teh">boat</b>', ['A boat']],
  ['comments', '<!-- teh -->\n\nA boat', ['A boat']],
  ['labels', '**Whats nwe:** The agency', ['The agency']],
  ['lists', '- One boat\n  goes\n- [ ] Two boats', ['One boat goes', 'Two boats']],
  ['quotations', '> One boat\n> goes', ['One boat goes']],
  ['tables', '| One | Two |\n|---|---|\n| boat | tide |', ['One', 'Two', 'boat', 'tide']],
  ['escapes and entities', 'A \\*boat\\* &amp; tide&nbsp;table', ['A *boat* & tide table']],
  ['handles and file names', 'Ask @tehmaren about tide.txt and #tehtide', ['Ask □ about □ and □']],
  [
    'what only looks like one',
    'It ended.Then it was 3.5 m, e.g. high',
    ['It ended.Then it was 3.5 m, e.g. high'],
  ],
  ['nothing to read', '***\n\n1. 2\n\n{{x}}', ['□']],
])('%s', (_, copy, wanted) => {
  expect(texts(copy).filter((text) => text !== '□')).toEqual(wanted.filter((text) => text !== '□'));
});

test('every character is told where it stands in the copy', () => {
  const copy =
    '# Head\n\n**What’s new:** A 😀 [teh *map*](https://x.example)\nand `code` 👩‍👩‍👧 teh \\* end';
  for (const { text, at, from, to } of read(copy)) {
    const signs = Array.from(text);
    expect(at).toHaveLength(signs.length);
    for (const [n, sign] of signs.entries()) {
      const place = at[n] ?? -1;
      if (place < 0) continue;
      expect(place >= from && place < to).toBe(true);
      const there = String.fromCodePoint(copy.codePointAt(place) ?? 0);
      expect(there === '\n' ? ' ' : there).toBe(sign);
    }
  }
});

test('long runs of anything take no long time', () => {
  for (const run of ['a.', '[', '*|', '{{', '%', '@', 'a-', '](', '**a', '#a'])
    expect(read(run.repeat(6000 / run.length)).length).toBeLessThan(2);
});
