import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';

import { fitted } from './menu';
import Menu from './Menu.svelte';

test('a menu stays inside the window', () => {
  const view = { width: 960, height: 640 };
  const box = { width: 232, height: 200 };
  expect(fitted({ x: 100, y: 100, from: null }, box, view)).toEqual({ x: 100, y: 100 });
  expect(fitted({ x: 950, y: 630, from: null }, box, view)).toEqual({ x: 720, y: 432 });
});

test('the focus goes in, what is chosen is done, and the focus comes back', async () => {
  const from = document.body.appendChild(document.createElement('button'));
  const run = vi.fn();
  const onclose = vi.fn();
  const items = [{ label: 'Open', run: vi.fn() }, null, { label: 'Delete', run }];
  render(Menu, { label: 'Issue 74', items, place: { x: 0, y: 0, from }, onclose });
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Open'));
  screen.getByRole('menuitem', { name: 'Delete' }).click();
  expect(run).toHaveBeenCalledOnce();
  expect(onclose).toHaveBeenCalledOnce();
  expect(document.activeElement).toBe(from);
  from.remove();
});

test('an entry opens others in its place, and Left goes back to it', async () => {
  const run = vi.fn();
  const items = [
    { label: 'Edit', run: vi.fn() },
    { label: 'State', items: [{ label: 'Drafting' }, { label: 'Ready', run }] },
    { label: 'Copy to', items: [] },
  ];
  const place = { x: 0, y: 0, from: null };
  render(Menu, { label: 'Pier', items, place, empty: 'No other issue', onclose: vi.fn() });
  screen.getByRole('menuitem', { name: 'Copy to' }).click();
  expect(await screen.findByText('No other issue')).toBeTruthy();
  screen.getByRole('menuitem', { name: 'Copy to' }).click();
  (await screen.findByRole('menuitem', { name: 'State' })).click();
  expect((await screen.findByText('Drafting')).tagName).toBe('P');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Ready'));
  await fireEvent.keyDown(screen.getByRole('menu'), { key: 'ArrowLeft' });
  await waitFor(() => expect(document.activeElement?.textContent).toContain('State'));
  await fireEvent.keyDown(screen.getByRole('menu'), { key: 'ArrowRight' });
  (await screen.findByRole('menuitem', { name: 'Ready' })).click();
  expect(run).toHaveBeenCalledOnce();
});
