import { beforeEach, expect, test } from 'vitest';

import type { IssueCard, PublicationCard } from '../backend';
import { Fault } from '../backend/fault';
import { Library, type LibraryBackend } from './library.svelte';
import { Notices } from './notices.svelte';

const issue = (number: string, archived = false): IssueCard => ({
  id: `i${number}`,
  publication: 'p',
  number,
  date: '2026-11-25',
  subject: `Number ${number}`,
  items: 9,
  words: 1900,
  picture: '',
  exported: '',
  archived,
  changed: '2026-11-25T10:00:00Z',
  guest: false,
  from: '',
});

let shelf: PublicationCard[];
let calls: string[];
let notices: Notices;
let library: Library;

const noted = (name: string): ((...given: unknown[]) => Promise<void>) => {
  return (...given) => {
    calls.push([name, ...given].join(' '));
    return Promise.resolve();
  };
};

function backend(): LibraryBackend {
  return {
    shelf: () => Promise.resolve({ publications: shelf }),
    newPublication: (name) => {
      const card = { id: 'new', name, archived: false, problem: '', issues: [] };
      shelf = [...shelf, card];
      return Promise.resolve(card);
    },
    newIssue: (_, ask) => Promise.resolve({ ...issue('75'), subject: ask.subject }),
    archiveIssue: noted('archive'),
    deleteIssue: noted('delete'),
    restoreIssue: noted('restore'),
    archivePublication: noted('archive publication'),
    deletePublication: noted('delete publication'),
    restorePublication: noted('restore publication'),
    importFile: () => Promise.resolve(null),
    importPaths: (_, paths) =>
      Promise.resolve(paths.map((path) => ({ issue: issue(path), notes: ['One label is new.'] }))),
    exportIssueFile: () => Promise.resolve(''),
    exportCriticFile: (id) => Promise.resolve(`${id}.md`),
    openSample: () => Promise.reject(new Fault('not-found', 'No sample here.', '')),
  };
}

const said = (): string[] => notices.list.map(({ text }) => text);

beforeEach(async () => {
  calls = [];
  const issues = [issue('74'), issue('73'), issue('12½'), issue('72', true)];
  shelf = [
    { id: 'old', name: 'Old', archived: true, problem: '', issues: [] },
    { id: 'p', name: 'Tidewater', archived: false, problem: '', issues },
  ];
  notices = new Notices();
  library = new Library(backend(), notices);
  await library.load();
});

test('it opens on a publication that is in use', () => {
  expect(library.publication?.name).toBe('Tidewater');
});

test('archived issues are out of the way until they are asked for', () => {
  expect(library.issues.map(({ number }) => number)).toEqual(['74', '73', '12½']);
  library.showArchived = true;
  expect(library.issues).toHaveLength(4);
});

test('an issue’s card says what its settings say now, and nothing of another one', () => {
  const before = library.issue('i73');
  library.told('i74', { number: '74', date: '2026-12-02', subject: 'Slack water' });
  expect(library.issue('i74')).toMatchObject({ date: '2026-12-02', subject: 'Slack water' });
  expect(library.issue('i73')).toBe(before);
  library.told('gone', { number: '', date: '', subject: '' });
  expect(library.issues).toHaveLength(3);
});

test('the next number follows the highest, whatever else stands there', () => {
  expect(library.nextNumber).toBe('75');
});

test('what is deleted can be undone from its notice', async () => {
  await library.deleteIssue(issue('74'));
  expect(calls).toEqual(['delete i74']);
  const [notice] = notices.list;
  expect(notice?.text).toBe('Issue 74 is deleted.');
  await notice?.action?.run();
  expect(calls).toEqual(['delete i74', 'restore i74']);
});

test('to archive is undone the same way', async () => {
  await library.archiveIssue(issue('74'));
  await notices.list[0]?.action?.run();
  expect(calls).toEqual(['archive i74 true', 'archive i74 false']);
});

test('a new publication is the one that is looked at', async () => {
  await library.newPublication('Gazette', '');
  expect(library.publication?.name).toBe('Gazette');
});

test('each file that was imported is told of, with its notes', async () => {
  const last = await library.importPaths(['1', '2']);
  expect(last?.number).toBe('2');
  expect(said()).toEqual(['Issue 1 is imported.', 'Issue 2 is imported.']);
  expect(notices.list[0]?.hint).toBe('One label is new.');
});

test('a dialog that was cancelled says nothing', async () => {
  expect(await library.importFile()).toBeNull();
  await library.exportFile(issue('74'));
  expect(said()).toEqual([]);
});

test('what was written with its suggestions is told of, with the place', async () => {
  await library.exportCritic('74');
  expect(notices.list[0]?.hint).toBe('74.md');
});

test('what goes wrong is told and not thrown', async () => {
  expect(await library.openSample()).toBeNull();
  expect(said()).toEqual(['No sample here.']);
});

test('a shelf that cannot be read is a fault of the window; later the shelf stays', async () => {
  const broken = new Library(
    { ...backend(), shelf: () => Promise.reject(new Fault('x', 'The store is locked.', '')) },
    notices,
  );
  await broken.load();
  expect(broken.fault?.message).toBe('The store is locked.');
  expect(said()).toEqual([]);
});

test('what could not be read is said once, and the rest is on the shelf', () => {
  const notices = new Notices();
  const library = new Library({} as LibraryBackend, notices);
  const shelf = { publications: [], problem: 'Issue i9 is damaged.', hint: 'Put a backup back.' };
  library.take(shelf);
  library.take(shelf);
  expect(library.publications).toEqual([]);
  expect(notices.list.map(({ text }) => text)).toEqual(['Issue i9 is damaged.']);
});
