import { render, screen } from '@testing-library/svelte';
import { expect, test } from 'vitest';

import App from './App.svelte';
import type { Preview } from './lib/backend';
import { Reading } from './lib/state/reading.svelte';
import { words } from './lib/words';

const preview: Preview = {
  publication: 'Tidewater',
  number: '74',
  date: '2026-11-25',
  subject: 'The tide turns twice',
  preheader: 'What the new gauges heard.',
  html: '<!doctype html><p>The tide <script>parent.ran = true</script>turns.</p>',
  bytes: 18_612,
  clip_bytes: 102_400,
};

async function open(load: () => Promise<Preview>): Promise<HTMLElement> {
  const reading = new Reading({ load, title: () => undefined });
  const { container } = render(App, { reading });
  await reading.open();
  return container;
}

const frame = (): HTMLElement => screen.getByTitle(words.email.frame);
const button = (name: string): HTMLElement => screen.getByRole('button', { name });

test('the issue is named, its inbox line and its size are shown', async () => {
  const page = await open(() => Promise.resolve(preview));
  expect((await screen.findByRole('heading')).textContent.trim()).toBe(
    'Tidewater Issue 74 · 25 November 2026',
  );
  expect(page.textContent).toContain('The tide turns twice');
  expect(page.textContent).toContain('What the new gauges heard.');
  expect(page.textContent).toContain('18.6 of 102 KB');
});

test('the frame may be read by the page and may run nothing', async () => {
  await open(() => Promise.resolve(preview));
  await screen.findByTitle(words.email.frame);
  expect(frame().getAttribute('sandbox')).toBe('allow-same-origin');
  expect(frame().tabIndex).toBe(-1);
});

test('Desktop and Phone exclude each other, Dark stands beside them', async () => {
  await open(() => Promise.resolve(preview));
  await screen.findByTitle(words.email.frame);
  const pressed = (): (string | null)[] =>
    [words.view.desktop, words.view.phone, words.view.dark].map((name) =>
      button(name).getAttribute('aria-pressed'),
    );
  expect(pressed()).toEqual(['true', 'false', 'false']);
  button(words.view.phone).click();
  button(words.view.dark).click();
  await Promise.resolve();
  expect(pressed()).toEqual(['false', 'true', 'true']);
});

test('a failure says what and what to do, and can be tried again', async () => {
  let calls = 0;
  const fails = { code: 'not-found', message: 'No sample here.', hint: 'Build Galley anew.' };
  await open(() => {
    calls++;
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- as Wails does
    return calls === 1 ? Promise.reject(fails) : Promise.resolve(preview);
  });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('No sample here.');
  expect(alert.textContent).toContain('Build Galley anew.');
  button(words.again).click();
  expect(await screen.findByTitle(words.email.frame)).toBeTruthy();
});
