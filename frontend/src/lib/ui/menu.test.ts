import { render, screen, waitFor } from '@testing-library/svelte';
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
