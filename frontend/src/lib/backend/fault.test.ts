import { expect, test } from 'vitest';

import { words } from '../words';
import { Fault, asFault } from './fault';

test('the desk’s own error keeps its words', () => {
  const fault = asFault({ code: 'not-found', message: 'No such issue.', hint: 'Open another.' });
  expect(fault).toBeInstanceOf(Fault);
  expect([fault.code, fault.message, fault.hint]).toEqual([
    'not-found',
    'No such issue.',
    'Open another.',
  ]);
});

test('a bound call’s error comes as JSON in an Error, and keeps its words', () => {
  const shown = { code: 'full', message: 'The disk is full.', hint: 'Make room.' };
  const fault = asFault(new Error(JSON.stringify(shown)));
  expect({ code: fault.code, message: fault.message, hint: fault.hint }).toEqual(shown);
  expect(asFault(JSON.stringify(shown)).message).toBe('The disk is full.');
  expect(asFault(new Error('{"code":"full"')).code).toBe('internal');
});

test('a Fault stays itself', () => {
  const fault = new Fault('full', 'The disk is full.', '');
  expect(asFault(fault)).toBe(fault);
});

test.each([
  ['a string of Wails', 'error parsing arguments: json: cannot unmarshal'],
  ['a mistake in the page', new TypeError('x is not a function')],
  ['half an error', { code: 'full', message: 'The disk is full.' }],
  ['nothing', undefined],
  ['null', null],
])('%s gets a sentence for people', (_, reason) => {
  const fault = asFault(reason);
  expect(fault.code).toBe('internal');
  expect(fault.message).toBe(words.unknownFault.message);
});
