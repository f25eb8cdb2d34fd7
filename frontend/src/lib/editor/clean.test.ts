import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';

import { clean, cleaning } from './clean';

test.each([
  ['plain text', 'a\tb\nc', 'a\tb\nc'],
  ['line ends', 'a\r\nb\rc\fd\u2028e\u0085f', 'a\nb\nc\nd\ne\nf'],
  [
    'control characters',
    'a\u0000b\u0007c\u007fd\u009fe\ufffff',
    'a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf',
  ],
  ['halves of an emoji', '\ud83d a \ude00', '\ufffd a \ufffd'],
  ['whole emoji', '😀👩‍👩‍👧', '😀👩‍👩‍👧'],
  ['other scripts', 'שלום e\u0301 字', 'שלום e\u0301 字'],
])('%s', (_, text, want) => {
  expect(clean(text)).toBe(want);
  expect(clean(want)).toBe(want);
});

test('no way into the copy goes around it', () => {
  const state = EditorState.create({ doc: 'one two', extensions: cleaning() });
  const { newDoc } = state.update({
    changes: [
      { from: 0, insert: '\u0000' },
      { from: 4, to: 7, insert: 'x\u2028y' },
    ],
  });
  expect(newDoc.toString()).toBe('\ufffdone x\ny');
});

test('what is clean keeps its selection', () => {
  const state = EditorState.create({ doc: 'ab', extensions: cleaning() });
  const { newSelection } = state.update({
    changes: { from: 1, insert: '😀' },
    selection: { anchor: 3 },
  });
  expect(newSelection.main.head).toBe(3);
});
