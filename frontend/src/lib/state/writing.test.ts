import { beforeEach, expect, test, vi } from 'vitest';

import * as backend from '../backend';
import type { IssueCard } from '../backend';
import { Library, type LibraryBackend } from './library.svelte';
import { Notices } from './notices.svelte';
import { Preferences } from './preferences.svelte';
import { Workspace } from './workspace.svelte';
import { writeHost } from './writing';

const issue = (id: string, archived = false): IssueCard => ({
  id,
  publication: 'p',
  number: id,
  date: '',
  subject: '',
  items: 2,
  words: 100,
  picture: '',
  exported: '',
  archived,
  changed: '',
  guest: false,
  from: '',
});
const issues = [issue('74'), issue('73'), issue('72', true)];
const publications = [{ id: 'p', name: 'Tidewater', archived: false, problem: '', issues }];
const why = { message: '', hint: '' };
const size = { bytes: 1, clip_bytes: 102_400, clip_at: '', words: 100 };

let workspace: Workspace;
let host: ReturnType<typeof writeHost>;

const saveReviewFile = vi.spyOn(backend.notes, 'saveReviewFile');

beforeEach(async () => {
  saveReviewFile.mockReset();
  const notices = new Notices();
  const shelf = () => Promise.resolve({ publications });
  const library = new Library({ shelf } as unknown as LibraryBackend, notices);
  const keeper = { setPreference: () => Promise.resolve() };
  workspace = new Workspace({ library, preferences: new Preferences(keeper), notices });
  await library.load();
  host = writeHost(workspace);
});

const command = (id: string, run = vi.fn()) => ({
  id,
  title: id,
  keys: '',
  group: 'item' as const,
  run,
});

test('an item is told against its budget, an issue without one as a whole', () => {
  workspace.open('74');
  host.foot({
    words: 40,
    budget: { min: 0, max: 60 },
    issueWords: 100,
    size,
    saved: 'saved',
    ...why,
  });
  expect(workspace.figures).toMatchObject({ words: 40, budget: { max: 60 } });
  host.foot({
    words: 40,
    budget: { min: 0, max: 0 },
    issueWords: 100,
    size,
    saved: 'saving',
    ...why,
  });
  expect(workspace.figures).toMatchObject({ words: 100, budget: null });
  expect(workspace.saved.state).toBe('waiting');
});

test('why it cannot be saved is said in the foot', () => {
  workspace.open('74');
  const full = { message: 'The disk is full.', hint: 'Make room.' };
  const budget = { min: 0, max: 0 };
  host.foot({ words: 1, budget, issueWords: 1, size, saved: 'unsaved', ...full });
  expect(workspace.saved).toEqual({ state: 'stuck', ...full });
});

test('a place that was asked for is given once', () => {
  workspace.open('74', 'write', { item: 2, words: 'tide' });
  expect(host.target()).toMatchObject({ item: 2, words: 'tide' });
  expect(host.target()).toBeNull();
});

test('a desk that goes takes no commands from the one that came', () => {
  workspace.open('74');
  host.commands('write', [command('write.add')]);
  workspace.go('send');
  workspace.offer('send', [{ id: 'export', title: 'Export', group: 'send', run: () => undefined }]);
  host.commands('write', []);
  expect(workspace.commands.map(({ id }) => id)).toEqual(['export']);
});

test('items go to other issues that are in use', async () => {
  expect((await host.otherIssues('74')).map(({ id }) => id)).toEqual(['73']);
});

test('what went wrong stays until it was read', () => {
  host.notices.say('Nothing can be read.', { hint: 'Try again.' });
  host.notices.say('Removed.', { action: { label: 'Undo', run: () => undefined } });
  expect(workspace.notices.list.map(({ kind }) => kind)).toEqual(['error', 'done']);
});

test('whether a review file was written is told: a dialog that was cancelled writes none', async () => {
  saveReviewFile.mockResolvedValueOnce({ path: '', bytes: 0, items: 0 });
  expect(await host.saveReview('74', '', 'in-review', 'Please.')).toBe(false);
  expect(workspace.notices.list).toEqual([]);
  saveReviewFile.mockRejectedValueOnce(new backend.Fault('full', 'The disk is full.', ''));
  expect(await host.saveReview('74', '', 'in-review', 'Please.')).toBe(false);
  expect(workspace.notices.list.map(({ text }) => text)).toEqual(['The disk is full.']);
  saveReviewFile.mockResolvedValueOnce({ path: '/a.galley', bytes: 1, items: 1 });
  expect(await host.saveReview('74', 'item', 'drafting', 'Thanks.')).toBe(true);
  expect(saveReviewFile.mock.lastCall).toEqual(['74', ['item'], 'drafting', 'Thanks.']);
});
