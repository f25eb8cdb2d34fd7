import { expect, test } from 'vitest';

import type { HouseForm, PublicationForm } from '../backend';
import { Fault } from '../backend/fault';
import { Forms } from './forms';
import type { PersonBackend, SettingsBackend } from './settings.svelte';
import type { Holder } from './workspace.svelte';

test('a form with something that cannot be kept is shown again as it was left', async () => {
  let full = true;
  const house = { text: 'name = "a"', name: 'a', problem: '', hint: '' } as HouseForm;
  const backend: SettingsBackend & PersonBackend = {
    me: () => Promise.resolve({ name: 'Mira', initials: 'M', asked: true, former: [] }),
    rename: (name, initials) => Promise.resolve({ name, initials, asked: true, former: [] }),
    publication: () => Promise.resolve({ name: 'Tidewater' } as PublicationForm),
    setPublication: (_, form) =>
      full ? Promise.reject(new Fault('full', 'The disk is full.', '')) : Promise.resolve(form),
    house: () => Promise.resolve(house),
    setHouseText: (_, text) =>
      Promise.resolve({ ...house, text, problem: text.includes('!') ? 'Line 1: no.' : '' }),
    setHouse: (_, form) => Promise.resolve(form),
    useHouse: () => Promise.resolve(house),
  };
  const holders = new Map<string, Holder>();
  const forms = new Forms(backend, (name, holder) => {
    if (holder === null) holders.delete(name);
    else holders.set(name, holder);
  });
  const all = async (): Promise<boolean> =>
    (await Promise.all(Array.from(holders.values(), (holder) => holder()))).every(Boolean);

  const first = forms.publication('p');
  await first.form.load();
  first.form.set('name', 'Tide');
  await first.leave();
  expect(await all()).toBe(false);
  const second = forms.publication('p');
  await second.form.load();
  expect(second.form.form?.name).toBe('Tide');
  full = false;
  expect(await all()).toBe(true);
  await second.leave();

  const file = forms.house('p');
  await file.form.load();
  file.form.setText('kind = !');
  await file.leave();
  expect(await all()).toBe(false);
  const again = forms.house('p');
  await again.form.load();
  expect([again.form.text, again.form.problem]).toEqual(['kind = !', 'Line 1: no.']);
  again.form.setText('kind = 1');
  await again.leave();
  expect(await all()).toBe(true);
  expect(holders.size).toBe(0);
});
