import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { LARGE, notes } from '.';

const suggest = vi.fn(() => Promise.resolve({ stale: false }));
const fetched = vi.fn(() => Promise.resolve(new Response('{"stale":true}')));

beforeEach(() => {
  vi.stubGlobal('fetch', fetched);
  Object.assign(window, { go: { app: { Notes: { Suggest: suggest } } } });
});
afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(window, 'go');
  vi.clearAllMocks();
});

const edits = (length: number) => [{ id: 'one', start: 0, end: 4, insert: 'x'.repeat(length) }];

test('a few suggestions go by a bound call, and many are posted', async () => {
  expect(await notes.suggest('i', 'a/b', 7, edits(10))).toEqual({ stale: false });
  expect(suggest.mock.lastCall).toEqual(['i', 'a/b', 7, edits(10)]);
  expect(fetched).not.toHaveBeenCalled();

  expect(await notes.suggest('i', 'a/b', 7, edits(LARGE))).toEqual({ stale: true });
  expect(suggest).toHaveBeenCalledOnce();
  expect(fetched.mock.lastCall).toEqual([
    '/suggestions/i/a%2Fb?version=7',
    { method: 'POST', body: JSON.stringify(edits(LARGE)) },
  ]);
});

test('what is refused by post is a fault as by a bound call', async () => {
  const why = { code: 'bad-input', message: 'This is too much.', hint: 'Write less.' };
  fetched.mockResolvedValueOnce(new Response(JSON.stringify(why), { status: 400 }));
  await expect(notes.suggest('i', 'a', 7, edits(LARGE))).rejects.toMatchObject(why);
});
