import { expect, test, vi } from 'vitest';

import type { Preview } from '../backend';
import { undoQuietLinks } from '../preview/links';
import { undoView } from '../preview/scheme';
import { Reading } from './reading.svelte';

const HTML =
  '<!doctype html><style>@media (prefers-color-scheme: dark){p{color:#eee}}</style>' +
  '<p>The <a href="https://port.example">tide</a> turns.</p>';

const preview: Preview = {
  publication: 'Tidewater',
  number: '74',
  date: '2026-11-25',
  subject: 'The tide turns twice',
  preheader: '',
  html: HTML,
  bytes: HTML.length,
  clip_bytes: 102_400,
};

function reading(load: () => Promise<Preview>): { reading: Reading; title: (t: string) => void } {
  const title = vi.fn<(text: string) => void>();
  return { reading: new Reading({ load, title }), title };
}

test('what the frame shows is the export, once the view changes are taken back', async () => {
  const { reading: r } = reading(() => Promise.resolve(preview));
  expect(r.html).toBe('');
  await r.open();
  for (const dark of [false, true]) {
    r.dark = dark;
    expect(r.html).not.toBe(HTML);
    expect(undoQuietLinks(undoView(r.html, dark))).toBe(HTML);
  }
});

test('the window bears the issue’s name only when the issue can be seen', async () => {
  const { reading: r, title } = reading(() => Promise.resolve(preview));
  r.painted();
  await r.open();
  expect(title).not.toHaveBeenCalled();
  r.painted();
  expect(title).toHaveBeenCalledExactlyOnceWith('Tidewater, Issue 74 – Galley');
});

test('a failure is kept, and trying again clears it', async () => {
  const load = vi.fn<() => Promise<Preview>>();
  // Wails rejects with what the desk's error became: a plain object, no Error.
  load.mockRejectedValueOnce({ code: 'full', message: 'The disk is full.', hint: 'Make room.' });
  load.mockResolvedValueOnce(preview);
  const { reading: r } = reading(load);
  await r.open();
  expect(r.fault?.message).toBe('The disk is full.');
  expect(r.preview).toBeNull();
  await r.open();
  expect(r.fault).toBeNull();
  expect(r.preview).toEqual(preview);
});
