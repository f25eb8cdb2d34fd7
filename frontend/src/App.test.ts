import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import App from './App.svelte';
import { Application } from './lib/state/application.svelte';
import { frame as say } from './lib/words/frame';

type Bound = Record<string, Record<string, (...given: never[]) => unknown>>;
const page = window as unknown as { go?: { app: Bound }; runtime?: object };

let publications: object[];
let heard: Map<string, (event: unknown) => void>;
let imported: unknown[];

const issue = {
  id: 'i74',
  publication: 'p',
  number: '74',
  date: '2026-11-25',
  subject: 'The tide turns twice',
  items: 9,
  words: 1972,
  picture: '',
  exported: '',
  archived: false,
  changed: '2026-11-25T10:00:00Z',
};

beforeEach(() => {
  publications = [{ id: 'p', name: 'Tidewater', archived: false, problem: '', issues: [issue] }];
  heard = new Map();
  imported = [];
  page.runtime = {
    EventsOnMultiple: (name: string, handler: (event: unknown) => void) => {
      heard.set(name, handler);
      return () => heard.delete(name);
    },
  };
  const begin = {
    ...{ preferences: {}, issue: '', asked: false, draft: null, mended: null },
    ...{ taken: [], refused: [] },
  };
  vi.stubGlobal('fetch', () =>
    Promise.resolve(Response.json({ ...begin, shelf: { publications } })),
  );
  const nothing = (): Promise<void> => Promise.resolve();
  page.go = {
    app: {
      Frame: { SetTitle: nothing },
      Library: {
        Shelf: () => Promise.resolve({ publications }),
        ImportPaths: (...given: never[]) => {
          imported.push(given);
          return Promise.resolve([]);
        },
      },
      Settings: { SetPreference: nothing },
    },
  };
});

afterEach(() => {
  vi.unstubAllGlobals();
  delete page.go;
  delete page.runtime;
});

async function open(): Promise<Application> {
  const app = new Application();
  render(App, { app });
  await app.start();
  return app;
}

const press = (key: string, held: object = {}): Promise<unknown> =>
  fireEvent.keyDown(document.body, { key, ...held });

test('it opens on the Library, with the issue named in the bar', async () => {
  await open();
  expect(await screen.findByRole('button', { name: 'The tide turns twice' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /Issue 74 · 25 November 2026/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Library' }).getAttribute('aria-current')).toBe('page');
  await waitFor(() => expect(document.title).toBe('Tidewater – Galley'));
});

test('an empty shelf asks for the newsletter’s name, and has no desks yet', async () => {
  publications = [];
  await open();
  expect(await screen.findByLabelText(say.start.name)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Write' })).toBeNull();
});

test('the palette opens by key, filters, and runs what is chosen', async () => {
  const app = await open();
  await press('k', { ctrlKey: true });
  const field = await screen.findByRole('combobox');
  await fireEvent.input(field, { target: { value: 'settings' } });
  expect(screen.getAllByRole('option')[0]?.textContent).toContain(say.commands.settings);
  await fireEvent.keyDown(field, { key: 'Enter' });
  await waitFor(() => expect(app.workspace.desk).toBe('settings'));
  expect(screen.queryByRole('combobox')).toBeNull();
});

test('a question mark shows every key, but not while something is written', async () => {
  const app = await open();
  await press('n', { ctrlKey: true });
  const field = await screen.findByLabelText('Number');
  await fireEvent.keyDown(field, { key: '?', shiftKey: true });
  expect(app.workspace.sheet).toBe(false);
  await press('?', { shiftKey: true });
  expect(await screen.findByRole('heading', { name: say.sheet.title })).toBeTruthy();
});

test('dropped text is imported; what else was dropped is told', async () => {
  const app = await open();
  await waitFor(() => expect(heard.has('dropped')).toBe(true));
  heard.get('dropped')?.({ paths: ['/a/74.md', '/a/b.png'] });
  await waitFor(() => expect(imported).toEqual([['p', ['/a/74.md']]]));
  heard.get('dropped')?.({ paths: ['/a/b.zip'] });
  await waitFor(() => expect(app.workspace.notices.list[0]?.text).toBe(say.drop.refused));
});

test('why text cannot be written is said once, and at the foot that it is not', async () => {
  await open();
  heard.get('unsaved')?.({ issue: 'i74', message: 'The disk is full.', hint: 'Make room.' });
  const banner = (await screen.findByText('The disk is full.')).parentElement?.textContent;
  expect(banner).toContain(`${say.trouble.kept} Make room.`);
  expect(screen.getByText(say.foot.waiting)).toBeTruthy();
  heard.get('saved')?.({ issue: 'i74', items: [] });
  await waitFor(() => expect(screen.queryByText(/The disk is full/)).toBeNull());
  expect(screen.queryByText(say.foot.waiting)).toBeNull();
});

test('the theme that was chosen is on the page', async () => {
  const app = await open();
  app.workspace.preferences.set('theme', 'dark');
  await waitFor(() => expect(document.documentElement.dataset.theme).toBe('dark'));
});
