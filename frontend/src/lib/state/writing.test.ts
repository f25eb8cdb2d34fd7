import { beforeEach, expect, test, vi } from 'vitest';

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
});
const issues = [issue('74'), issue('73'), issue('72', true)];
const publications = [{ id: 'p', name: 'Tidewater', archived: false, problem: '', issues }];
const size = { bytes: 1, clip_bytes: 102_400, words: 100 };

let workspace: Workspace;
let host: ReturnType<typeof writeHost>;

beforeEach(async () => {
  const notices = new Notices();
  const shelf = () => Promise.resolve({ publications });
  const library = new Library({ shelf } as unknown as LibraryBackend, notices);
  const keeper = {
    preference: () => Promise.resolve(''),
    setPreference: () => Promise.resolve(),
  };
  workspace = new Workspace({ library, preferences: new Preferences(keeper), notices });
  await library.load();
  host = writeHost(workspace);
});

const command = (id: string, run = vi.fn()) => ({ id, title: id, keys: '', group: 'x', run });

test('an item is told against its budget, an issue without one as a whole', () => {
  workspace.open('74');
  host.foot({ words: 40, budget: { min: 0, max: 60 }, issueWords: 100, size, saved: 'saved' });
  expect(workspace.figures).toMatchObject({ words: 40, budget: { max: 60 } });
  host.foot({ words: 40, budget: { min: 0, max: 0 }, issueWords: 100, size, saved: 'saving' });
  expect(workspace.figures).toMatchObject({ words: 100, budget: null });
  expect(workspace.saved.state).toBe('waiting');
});

test('why it cannot be saved stays to be read while it cannot', () => {
  workspace.open('74');
  workspace.unsaved('74', 'The disk is full.', 'Make room.');
  host.foot({ words: 1, budget: { min: 0, max: 0 }, issueWords: 1, size, saved: 'unsaved' });
  expect(workspace.saved.message).toBe('The disk is full.');
});

test('a place that was asked for is reached once its item is there', async () => {
  workspace.open('74', 'write', { item: 2, words: '' });
  host.commands([command('write.add')]);
  const [first, second] = [command('write.go.a'), command('write.go.b')];
  host.commands([first, second]);
  await vi.waitFor(() => expect(second.run).toHaveBeenCalledOnce());
  host.commands([first, second]);
  expect(workspace.target).toBeNull();
  expect(first.run).not.toHaveBeenCalled();
});

test('a desk that goes takes no commands from the one that came', () => {
  workspace.open('74');
  host.commands([command('write.add')]);
  workspace.go('send');
  workspace.offer('send', [{ id: 'export', title: 'Export', group: 'send', run: () => undefined }]);
  host.commands([]);
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

test('what the desk remembers is kept', () => {
  host.remember('rundown-width', 280);
  expect(host.remembered('rundown-width')).toBe(280);
  expect(host.remembered('preview-width')).toBeNull();
});
