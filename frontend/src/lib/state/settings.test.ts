import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { HouseForm, PublicationForm } from '../backend';
import { Fault } from '../backend/fault';
import {
  HouseSettings,
  type PersonBackend,
  PersonSettings,
  PublicationSettings,
  type SettingsBackend,
} from './settings.svelte';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const form = { name: 'Tidewater', sender: 'Maren' } as PublicationForm;
const house = { text: 'name = "a"', name: 'a', footer: '', problem: '', hint: '' } as HouseForm;

function backend(change: Partial<SettingsBackend> = {}): SettingsBackend {
  return {
    publication: () => Promise.resolve(form),
    setPublication: (_, given) => Promise.resolve(given),
    house: () => Promise.resolve(house),
    setHouseText: (_, text) => Promise.resolve({ ...house, text }),
    setHouse: (_, given) => Promise.resolve({ ...given, text: 'footer = "x"' }),
    useHouse: (_, name) => Promise.resolve({ ...house, name, text: `name = "${name}"` }),
    ...change,
  };
}

test('what is typed is kept when the hand rests, once', async () => {
  const kept: string[] = [];
  const settings = new PublicationSettings(
    backend({
      setPublication: (_, given) => {
        kept.push(given.name);
        return Promise.resolve(given);
      },
    }),
    'p',
  );
  await settings.load();
  settings.set('name', 'Tide');
  settings.set('name', 'Tidal');
  expect(settings.saved).toBe(false);
  await vi.runAllTimersAsync();
  expect(kept).toEqual(['Tidal']);
  expect(settings.saved).toBe(true);
});

test('an error stands beside its field, and what was typed stays', async () => {
  const refuse = () => Promise.reject(new Fault('bad-input', 'This is no address.', ''));
  const settings = new PublicationSettings(backend({ setPublication: refuse }), 'p');
  await settings.load();
  settings.set('sender', 'Maren <');
  await settings.keep();
  expect(settings.faultOf('sender')?.message).toBe('This is no address.');
  expect(settings.faultOf('name')).toBeNull();
  expect(settings.form?.sender).toBe('Maren <');
  expect(settings.saved).toBe(false);
});

test('the file changes with the form', async () => {
  const settings = new HouseSettings(backend(), 'p');
  await settings.load();
  settings.set('footer', 'x');
  await settings.keep();
  expect(settings.form?.text).toBe('footer = "x"');
});

test('a file that cannot be used says why and in which line, and the form stays', async () => {
  const problem = 'Line 4: “kind” wants a word.';
  const settings = new HouseSettings(
    backend({ setHouseText: () => Promise.resolve({ ...house, problem }) }),
    'p',
  );
  await settings.load();
  settings.setText('kind = !');
  await settings.keepText();
  expect(settings.problem).toBe(problem);
  expect(settings.line).toBe(4);
  expect(settings.text).toBe('kind = !');
  expect(settings.form?.name).toBe('a');
});

test('one that ships takes the place of what there was, which can come back', async () => {
  const settings = new HouseSettings(backend(), 'p');
  await settings.load();
  expect(await settings.use('weekly')).toBe('name = "a"');
  expect(settings.form?.name).toBe('weekly');
});

const desk = (): PersonBackend & { asked: string[] } => {
  const asked: string[] = [];
  return {
    asked,
    me: () => Promise.resolve({ name: 'Mira Ivens', initials: 'MI', asked: true, former: [] }),
    rename: (name, initials, was) => {
      if (name === '') return Promise.reject(new Fault('bad-input', 'A name is wanted.', ''));
      asked.push(`${was} is ${name} (${initials})`);
      return Promise.resolve({
        name,
        initials: initials === '' ? 'X' : initials,
        asked: true,
        former: [],
      });
    },
  };
};

test('initials follow the name until somebody gives their own', async () => {
  const backend = desk();
  const person = new PersonSettings(backend);
  await person.load();
  expect(person.form).toEqual({ name: 'Mira Ivens', initials: '' });
  person.set('name', 'Mira Oake');
  await person.keep();
  person.set('initials', 'Mo');
  await person.keep();
  // Whatever is kept while it is typed: it is this name that is changed.
  expect(backend.asked).toEqual(['Mira Ivens is Mira Oake ()', 'Mira Ivens is Mira Oake (Mo)']);
  expect(person.form?.initials).toBe('Mo');
});

test('no name is refused beside its field', async () => {
  const person = new PersonSettings(desk());
  await person.load();
  person.set('name', '');
  await person.keep();
  expect(person.faultOf('name')?.message).toBe('A name is wanted.');
  expect([person.saved, person.form?.name]).toEqual([false, '']);
});
