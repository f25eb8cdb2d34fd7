import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Page, Simulated } from '../backend';
import { Preview, type Screen } from './preview.svelte';
import { REST } from './simulation.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const page = (html: string): Page => ({
  number: 1,
  html,
  items: [],
  size: { bytes: 1, clip_bytes: 2, clip_at: '', words: 1 },
  problem: '',
});

function setUp(): { preview: Preview; seen: string[]; asked: string[]; failed: unknown[] } {
  const asked: string[] = [];
  const failed: unknown[] = [];
  const seen: string[] = [];
  const preview = new Preview({
    copy: () => '',
    page: () => Promise.resolve(page('<p>anew</p>')),
    text: () => Promise.resolve(''),
    simulated: (name): Promise<Simulated> => {
      asked.push(name);
      return name === 'gmail'
        ? Promise.reject(new Error('no'))
        : Promise.resolve({ html: `<p>${name}</p>`, notes: ['a.'], date: '2025-09-09' });
    },
    waiting: () => null,
    failed: (reason) => failed.push(reason),
  });
  const screen: Screen = { page: (html) => seen.push(html), patch: () => true };
  preview.attach(screen);
  preview.set(page('<p>export</p>'));
  return { preview, seen, asked, failed };
}

test('a simulation takes the page’s place, and gives it back', async () => {
  const { preview, seen } = setUp();
  await preview.simulation.choose('outlook-windows');
  expect(seen.at(-1)).toContain('<p>outlook-windows</p>');
  expect(preview.simulation.shown?.date).toBe('2025-09-09');
  await preview.simulation.choose(null);
  expect(preview.simulation.shown).toBeNull();
  expect(seen.at(-1)).toContain('<p>export</p>');
});

test('it is made anew when typing rests, and not at each key', async () => {
  const { preview, seen, asked } = setUp();
  await preview.simulation.choose('forced-dark');
  for (const html of ['<p>1</p>', '<p>2</p>', '<p>3</p>']) {
    preview.set(page(html));
    await vi.advanceTimersByTimeAsync(REST - 1);
  }
  expect(asked).toEqual(['forced-dark']);
  expect(seen.at(-1)).toContain('<p>forced-dark</p>');
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual(['forced-dark', 'forced-dark']);
});

test('one that fails leaves what is shown', async () => {
  const { preview, seen, failed } = setUp();
  await preview.simulation.choose('gmail');
  expect(failed).toHaveLength(1);
  expect(preview.simulation.wish).toBeNull();
  expect(seen.at(-1)).toContain('<p>export</p>');
});

test('the last one that was wished for is shown', async () => {
  const { preview } = setUp();
  await Promise.all([
    preview.simulation.choose('outlook-windows'),
    preview.simulation.choose('forced-dark'),
  ]);
  expect(preview.simulation.shown?.name).toBe('forced-dark');
  await Promise.all([
    preview.simulation.choose('outlook-windows'),
    preview.simulation.choose(null),
  ]);
  expect(preview.simulation.shown).toBeNull();
});
