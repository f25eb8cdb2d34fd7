import { ChangeSet, Text } from '@codemirror/state';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import type { Card, DraftView, Echo, ItemView, Page, RundownView } from '../backend';
import { Fault } from '../backend';
import { Draft, type DraftDesk } from './draft.svelte';
import type { Screen } from './preview.svelte';

const item = (id: string, name: string): ItemView => ({
  id,
  name,
  kind: 'story',
  story: 'news',
  like: 'story',
  state: 'drafting',
  headed: true,
  words: 2,
  budget: { min: 0, max: 300 },
  sections: [],
  pairs: [],
  pictures: [],
});

const size = { bytes: 1000, clip_bytes: 102_400, clip_at: '', words: 4 };
const card = { subject: 'The tide', preheader: '', profiles: [] as unknown[] } as Card;

/** A desk of two items that keeps what it is told. */
class FakeDesk {
  copies = new Map([
    ['a', 'One two'],
    ['b', 'Three'],
  ]);
  versions = new Map([
    ['a', 1],
    ['b', 1],
  ]);
  rundown = [item('a', 'Alpha'), item('b', 'Beta')];
  number = 1;
  handlers = new Map<string, (detail: unknown) => void>();
  calls: string[] = [];
  refuses = false;
  cards: Card[] = [];

  page(): Page {
    const items = this.rundown.map(({ id }) => {
      const copy = this.copies.get(id) ?? '';
      return {
        id,
        blocks: [{ key: `k${String(this.versions.get(id))}`, start: 0, end: copy.length }],
      };
    });
    const html = `<html><head></head><body>${String(this.number)}</body></html>`;
    return { number: this.number, html, items, size, problem: '' };
  }

  answer(id: string, copy: string): Echo {
    const version = (this.versions.get(id) ?? 0) + 1;
    this.copies.set(id, copy);
    this.versions.set(id, version);
    const words = copy.split(/\s+/).length;
    const block = {
      key: `k${String(version)}`,
      start: 0,
      end: copy.length,
      html: `<p>${copy}</p>`,
    };
    return {
      version,
      stale: false,
      item: { ...item(id, this.rundown.find((one) => one.id === id)?.name ?? ''), words },
      patch: { page: this.number, from: 0, remove: 1, blocks: [block], rows: '', stale: false },
      size: { ...size, bytes: 1000 + copy.length },
    };
  }

  view(id: string, change?: () => void): Promise<RundownView> {
    if (this.refuses) return Promise.reject(new Fault('full', 'The disk is full.', 'Make room.'));
    change?.();
    this.number++;
    return Promise.resolve({ rundown: [...this.rundown], item: id });
  }

  readonly desk: DraftDesk = {
    draft: () =>
      Promise.resolve<DraftView>({
        issue: 'issue',
        publication: 'p',
        name: 'Tidewater',
        card,
        rundown: this.rundown,
        copies: this.rundown.map(({ id }) => ({ id, version: 1, copy: this.copies.get(id) ?? '' })),
        grammar: { house: '', kinds: [], labels: [], slots: [] },
        page: this.page(),
        notes: [],
      }),
    page: () => Promise.resolve(this.page()),
    text: () => Promise.resolve('text'),
    simulated: () => Promise.resolve({ html: '', notes: [], date: '2025-09-09' }),
    type: (message) => {
      const copy = Text.of((this.copies.get(message.item) ?? '').split('\n'));
      const changes = ChangeSet.fromJSON(JSON.parse(message.changes));
      return Promise.resolve(this.answer(message.item, changes.apply(copy).toString()));
    },
    copy: (_, id, copy) => Promise.resolve(this.answer(id, copy)),
    rest: () => Promise.resolve(true),
    leave: (_, id) => {
      this.calls.push(`leave ${id}`);
      return Promise.resolve();
    },
    history: () => Promise.resolve([]),
    revisionView: (_, __, id) => Promise.resolve({ id, html: '', now: '' }),
    restoreRevision: (_, id, copy) => {
      const before = this.copies.get(id) ?? '';
      return Promise.resolve({ echo: this.answer(id, copy), copy, before });
    },
    setCard: (_, next) => {
      if (this.refuses) return Promise.reject(new Fault('bad-date', 'No such day.', ''));
      this.cards.push(next);
      return Promise.resolve({ ...next, subject: next.subject.trim() });
    },
    addItem: (_, __, ___, after) =>
      this.view('c', () => {
        const at = this.rundown.findIndex(({ id }) => id === after) + 1;
        this.rundown = this.rundown.toSpliced(at, 0, item('c', 'Gamma'));
      }),
    removeItem: (_, id) =>
      this.view(id, () => (this.rundown = this.rundown.filter((one) => one.id !== id))),
    restoreItem: (_, id, to) =>
      this.view(id, () => (this.rundown = this.rundown.toSpliced(to, 0, item(id, 'Back')))),
    moveItem: (_, id, to) =>
      this.view(id, () => {
        const one = this.rundown.find((of) => of.id === id);
        if (one === undefined) return;
        this.rundown = this.rundown.filter((of) => of !== one).toSpliced(to, 0, one);
      }),
    setKind: (_, id) => this.view(id),
    setState: (_, id, state) =>
      this.view(id, () => {
        this.rundown = this.rundown.map((one) => (one.id === id ? { ...one, state } : one));
      }),
    sendItem: (_, id) => this.view(id),
    on: (event, handler) => {
      this.handlers.set(event, handler);
      return () => this.handlers.delete(event);
    },
  };

  emit(event: string, detail: unknown): void {
    this.handlers.get(event)?.(detail);
  }
}

let fake: FakeDesk;
let draft: Draft;
const silent = { say: () => undefined, unsay: () => undefined };
let said: { message: string; key?: string; action?: { label: string; run: () => void } }[];

beforeEach(async () => {
  vi.useFakeTimers();
  fake = new FakeDesk();
  said = [];
  draft = new Draft('issue', fake.desk, {
    say: (message, { action, key = '' } = {}) =>
      said.push({ message, key, ...(action === undefined ? {} : { action }) }),
    unsay: (key) => (said = said.filter((one) => one.key !== key)),
  });
  await draft.open();
});
afterEach(() => void vi.useRealTimers());

const pass = (ms = 0): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Types at the end, as the editor tells it. */
function type(id: string, words: string): void {
  const before = Text.of((texts.get(id) ?? fake.copies.get(id) ?? '').split('\n'));
  const changes = ChangeSet.of({ from: before.length, insert: words }, before.length);
  texts.set(id, changes.apply(before).toString());
  draft.changed(id, changes, changes.apply(before));
}
const texts = new Map<string, string>();
beforeEach(() => texts.clear());

test('an issue opens on its first item', () => {
  expect(draft.rundown.open).toBe('a');
  expect(draft.preview.page?.number).toBe(1);
  expect(draft.preview.mark).toBe('a/k1');
  expect(draft.card.card.subject).toBe('The tide');
});

test('what cannot be opened says why', async () => {
  const fails = new Draft(
    'no',
    { ...fake.desk, draft: () => Promise.reject(new Fault('gone', 'No such issue.', '')) },
    silent,
  );
  await fails.open();
  expect(fails.fault?.message).toBe('No such issue.');
});

test('typing goes to the desk, and its answer to the rundown, the size and the page', async () => {
  const patches: string[] = [];
  const screen: Screen = {
    page: () => undefined,
    patch: (id, before) => {
      patches.push(`${id}: ${before.join()}`);
      return true;
    },
  };
  draft.preview.attach(screen);
  type('a', ' three');
  await pass(10);
  expect(fake.copies.get('a')).toBe('One two three');
  expect(draft.rundown.find('a')?.words).toBe(3);
  expect(draft.preview.size.bytes).toBe(1013);
  expect(patches).toEqual(['a: k1']);
  expect(draft.preview.mark).toBe('a/k2');
});

test('a frame that a patch does not fit gets the whole page', async () => {
  const pages: string[] = [];
  draft.preview.attach({ page: (html) => pages.push(html), patch: () => false });
  fake.number = 1;
  type('a', '!');
  await pass(10);
  expect(pages).toHaveLength(2);
});

test('a patch of another page is not put in: the page is fetched', async () => {
  const patch = vi.fn(() => true);
  draft.preview.attach({ page: () => undefined, patch });
  fake.number = 7;
  type('a', '!');
  await pass(10);
  expect(patch).not.toHaveBeenCalled();
  expect(draft.preview.page?.number).toBe(7);
});

test('saved is what the desk says is on disk, and not before', async () => {
  type('a', '!');
  expect(draft.saving.state).toBe('saving');
  fake.emit('saved', { issue: 'issue', items: [{ id: 'a', version: 1 }] });
  await pass(10);
  expect(draft.saving.state).toBe('saving');
  fake.emit('saved', { issue: 'other', items: [{ id: 'a', version: 2 }] });
  expect(draft.saving.state).toBe('saving');
  fake.emit('saved', { issue: 'issue', items: [{ id: 'a', version: 2 }] });
  expect(draft.saving.state).toBe('saved');
});

test('what cannot be written is said, and its end is seen', async () => {
  type('a', '!');
  await pass(10);
  fake.emit('unsaved', { issue: 'issue', message: 'The disk is full.', hint: '' });
  expect([draft.saving.state, draft.saving.why.message]).toEqual(['unsaved', 'The disk is full.']);
  fake.emit('saved', { issue: 'issue', items: [{ id: 'a', version: 2 }] });
  expect(draft.saving.state).toBe('saved');
});

test('an item that is left gets its revision', () => {
  draft.step(1);
  expect(draft.rundown.open).toBe('b');
  expect(fake.calls).toEqual(['leave a']);
});

test('leaving the desk sends what is typed first', async () => {
  type('a', ' more');
  type('a', ' still');
  const closed = draft.close();
  await pass(50);
  await closed;
  expect(fake.copies.get('a')).toBe('One two more still');
  expect(fake.calls).toEqual(['leave a']);
  expect(fake.handlers.size).toBe(0);
});

test('an item moves at once, and back when the desk refuses', async () => {
  const order = (): string => draft.rundown.items.map(({ id }) => id).join('');
  const moving = draft.rundown.move('a', 1);
  expect(order()).toBe('ba');
  await moving;
  await pass(10);
  expect(draft.preview.page?.number).toBe(2);
  fake.refuses = true;
  await draft.rundown.move('a', 0);
  expect(order()).toBe('ba');
  expect(said.at(-1)?.message).toBe('The disk is full.');
});

test('a removed item can be put back where it was', async () => {
  const removing = draft.rundown.remove('a');
  await pass(10);
  await removing;
  expect([draft.rundown.items.length, draft.rundown.open]).toEqual([1, 'b']);
  said.at(-1)?.action?.run();
  await pass(10);
  expect(draft.rundown.items.map(({ id }) => id)).toEqual(['a', 'b']);
});

test('a restore is said until the editor’s own undo has taken it back', async () => {
  const was = fake.copies.get('a') ?? '';
  expect(await draft.history.restore('a', 'An old text', 'Restored.')).toBe(true);
  expect(said.map(({ message }) => message)).toEqual(['Restored.']);
  const old = Text.of(['An old text']);
  const undo = ChangeSet.of({ from: 0, to: old.length, insert: was }, old.length);
  draft.changed('b', undo, undo.apply(old));
  expect(said).toHaveLength(1);
  draft.changed('a', undo, undo.apply(old));
  expect(said).toEqual([]);
});

test('a new item comes behind the one that is named', async () => {
  expect(await draft.rundown.add('story', 'news', 'a')).toBe('c');
  expect(draft.rundown.items.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
});

test('the card is saved when its typing pauses, and an error stays at its field', async () => {
  draft.card.set('subject', 'The tide t');
  draft.card.set('subject', 'The tide turns');
  expect(fake.cards).toHaveLength(0);
  await pass(310);
  expect(fake.cards.map(({ subject }) => subject)).toEqual(['The tide turns']);
  fake.refuses = true;
  draft.card.set('date', '2026-02-31');
  await draft.card.flush();
  expect([draft.card.problem?.field, draft.card.problem?.fault.message]).toEqual([
    'date',
    'No such day.',
  ]);
  expect(draft.card.card.date).toBe('2026-02-31');
});

test('a card that cannot be saved says so in the foot, and is tried again', async () => {
  let full = true;
  const setCard = (_: string, next: Card): Promise<Card> =>
    full
      ? Promise.reject(new Fault('full', 'The disk is full.', 'Make room.'))
      : Promise.resolve(next);
  draft = new Draft('issue', { ...fake.desk, setCard }, silent);
  await draft.open();
  draft.card.set('subject', 'The tide turns');
  expect(draft.foot.saved).toBe('saving');
  await pass(310);
  expect(draft.foot).toEqual({
    saved: 'unsaved',
    message: 'The disk is full.',
    hint: 'Make room.',
  });
  expect(await draft.rest()).toBe(false);
  full = false;
  await pass(2500);
  expect(draft.foot.saved).toBe('saved');
  expect(draft.card.card.subject).toBe('The tide turns');
});

test('an issue that is opened again has what could not be sent, and it goes once', async () => {
  let broken = true;
  const sent: string[] = [];
  const lost = <T>(): Promise<T> => Promise.reject(new Fault('busy', 'No answer.', ''));
  const desk: DraftDesk = {
    ...fake.desk,
    type: (message) => (broken ? lost() : fake.desk.type(message)),
    copy: (issue, id, copy) => {
      if (broken) return lost();
      sent.push(copy);
      return fake.desk.copy(issue, id, copy, []);
    },
    setCard: (issue, next) => (broken ? lost() : fake.desk.setCard(issue, next)),
  };
  draft = new Draft('issue', desk, silent);
  await draft.open();
  type('a', ' three');
  draft.card.set('subject', 'The tide turns');
  await pass(400);
  const closed = draft.close();
  await pass(2500);
  expect(await closed).toBe(false);
  const again = new Draft('issue', desk, silent, { before: draft });
  await again.open();
  expect(again.textOf('a')).toBe('One two three');
  expect(again.card.card.subject).toBe('The tide turns');
  broken = false;
  await pass(20_000);
  expect(fake.copies.get('a')).toBe('One two three');
  expect(sent).toEqual(['One two three']);
  expect(fake.cards.map(({ subject }) => subject)).toEqual(['The tide turns']);
  expect(await again.rest()).toBe(true);
});

test('an item that is taken away is left first, and opened again when it stays', async () => {
  fake.refuses = true;
  const removing = draft.rundown.remove('a');
  expect(draft.rundown.open).toBe('b');
  await pass(10);
  await removing;
  expect(draft.rundown.open).toBe('a');
});

test('a space at the end of a field stays while it is saved', async () => {
  draft.card.set('subject', 'The tide ');
  await pass(310);
  expect(draft.card.card.subject).toBe('The tide ');
  draft.card.set('subject', 'The tide turns');
  await pass(310);
  expect(fake.cards.at(-1)?.subject).toBe('The tide turns');
});

test('what is still sent while an issue is opened again is not overwritten', async () => {
  let broken = true;
  let opened: () => void = () => undefined;
  const desk: DraftDesk = {
    ...fake.desk,
    type: (message) =>
      broken ? Promise.reject(new Fault('busy', 'No answer.', '')) : fake.desk.type(message),
  };
  draft = new Draft('issue', desk, silent);
  await draft.open();
  type('a', ' three');
  const closed = draft.close();
  await pass(2500);
  await closed;
  // The desk reads the issue; the answer takes its time, and the old words arrive meanwhile.
  const slow: DraftDesk = {
    ...desk,
    draft: async (issue) => {
      const view = await fake.desk.draft(issue);
      await new Promise<void>((resolve) => (opened = resolve));
      return view;
    },
  };
  const again = new Draft('issue', slow, silent, { before: draft });
  const opening = again.open();
  await pass(10);
  broken = false;
  await pass(10_000);
  opened();
  await opening;
  await pass(2000);
  expect(again.textOf('a')).toBe('One two three');
  expect(fake.copies.get('a')).toBe('One two three');
});

test('a draft that did not open still holds the words of the one before it', async () => {
  const lost = <T>(): Promise<T> => Promise.reject(new Fault('busy', 'No answer.', ''));
  draft = new Draft('issue', { ...fake.desk, type: lost, copy: lost }, silent);
  await draft.open();
  type('a', ' three');
  const closed = draft.close();
  await pass(2500);
  await closed;
  const second = new Draft('issue', { ...fake.desk, draft: lost }, silent, { before: draft });
  const opening = second.open();
  await pass(2500);
  await opening;
  expect(second.fault?.message).toBe('No answer.');
  const left = second.close();
  await pass(2500);
  expect(await left).toBe(false);
  const third = new Draft('issue', fake.desk, silent, { before: second });
  const now = third.open();
  await pass(3000);
  await now;
  await pass(2000);
  expect(fake.copies.get('a')).toBe('One two three');
  expect(await third.rest()).toBe(true);
});

test('a refused move shows the rundown as the desk has it', async () => {
  fake.refuses = false;
  const first = draft.rundown.add('story', 'news', 'a');
  fake.refuses = true;
  const second = draft.rundown.move('a', 1);
  fake.refuses = false;
  await pass(10);
  await first;
  fake.refuses = true;
  await second;
  await draft.rundown.move('b', 0);
  expect(draft.rundown.items.map(({ id }) => id)).toEqual(fake.rundown.map(({ id }) => id));
});
