import { expect, test } from 'vitest';

import type { Judged, ReceiptCard } from '../backend';
import { Fault } from '../backend/fault';
import { Notices } from './notices.svelte';
import { Send, type SendBackend } from './send.svelte';

const judged: Judged = {
  errors: 1,
  warnings: 0,
  waived: 0,
  findings: [],
  size: { bytes: 38_200, clip_bytes: 102_400, clip_at: '', words: 1972 },
};
const receipt = (dir: string): ReceiptCard => ({
  time: '2026-11-25T10:00:00Z',
  dir,
  proof: true,
  profile: 'mailchimp',
  bytes: 38_200,
  files: [],
  changed: [],
  machine: 0,
});
const draft = () =>
  Promise.resolve({
    rundown: [],
    card: {
      subject: 'The tide turns twice',
      profile: '',
      usual_profile: 'mailchimp',
      profiles: [{ name: 'mailchimp', title: 'Mailchimp' }],
    },
  });

function desk(change: Partial<SendBackend> = {}): { send: Send; notices: Notices } {
  const notices = new Notices();
  const backend: SendBackend = {
    judge: () => Promise.resolve(judged),
    export: () => Promise.resolve(receipt('/out')),
    exportAgain: (_, __, dir) => Promise.resolve(receipt(dir)),
    copyHTML: () => Promise.resolve(38_200),
    saveEML: () => Promise.resolve(''),
    receipts: () => Promise.resolve(null),
    setProfile: () => Promise.resolve(),
    showFolder: () => Promise.resolve(),
    ...change,
  };
  return { send: new Send('i74', backend, notices), notices };
}

test('one thing is done after the other, and a second one is told so', async () => {
  let finish: (bytes: number) => void = () => undefined;
  const { send, notices } = desk({ copyHTML: () => new Promise((resolve) => (finish = resolve)) });
  const copying = send.copy();
  await send.export();
  expect(notices.list.map(({ text }) => text)).toEqual([
    'One thing after the other: the last one is still running.',
  ]);
  finish(38_200);
  await copying;
  expect(send.work).toBe('');
});

test('it opens with the publication’s profile, judged, with past exports', async () => {
  const { send } = desk();
  await send.open(draft);
  expect(send.profile).toBe('mailchimp');
  expect(send.profileTitle).toBe('Mailchimp');
  expect(send.judged?.errors).toBe(1);
  expect(send.receipts).toEqual([]);
});

test('an export says that it is a proof, and shows its folder', async () => {
  const { send, notices } = desk();
  await send.export();
  expect(notices.list[0]).toMatchObject({ text: 'Exported as a proof.', hint: '/out' });
  expect(notices.list[0]?.action?.label).toBe('Show folder');
});

test('a cancelled dialog says nothing', async () => {
  const { send, notices } = desk({ export: () => Promise.resolve(receipt('')) });
  await send.export();
  await send.saveEML();
  expect(notices.list).toEqual([]);
});

test('one thing at a time', async () => {
  let calls = 0;
  const { send } = desk({ copyHTML: () => Promise.resolve(++calls) });
  await Promise.all([send.copy(), send.copy()]);
  expect(calls).toBe(1);
  expect(send.work).toBe('');
});

test('of two judgements the later one counts', async () => {
  const answers: ((judged: Judged) => void)[] = [];
  const { send } = desk({ judge: () => new Promise((answer) => answers.push(answer)) });
  const both = [send.choose('a'), send.choose('b')];
  await new Promise((resolve) => setTimeout(resolve));
  answers[1]?.({ ...judged, errors: 2 });
  answers[0]?.({ ...judged, errors: 9 });
  await Promise.all(both);
  expect(send.judged?.errors).toBe(2);
});

test('an issue that cannot be opened is a fault of the desk', async () => {
  const { send } = desk();
  await send.open(() => Promise.reject(new Fault('not-found', 'No such issue.', '')));
  expect(send.fault?.message).toBe('No such issue.');
});
