// The Library: how an issue begins, where it goes, and that nothing is lost.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import {
  button,
  copies,
  copy,
  drop,
  eventually,
  issueOf,
  menuitem,
  names,
  notices,
  saved,
  shelf,
  tab,
} from './hands.mjs';

let chrome, galley, page, alive;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start()]);
  ({ page, alive } = await open(chrome, galley));
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const grid = () => page.getByRole('list', { name: 'Issues' });
const cards = () => grid().locator('[data-open]');
const field = (name) => page.getByRole('textbox', { name, exact: true });

async function toLibrary() {
  await tab(page, 'Library').click();
  await page.getByRole('navigation', { name: 'Publications' }).or(cards().first()).first().waitFor();
}

async function cardMenu(name, entry) {
  await button(page, `${name}: more`).click();
  await menuitem(page, entry).click();
}

test('a first start asks for a name, begins a publication, and then an issue', async () => {
  await page.getByRole('heading', { name: 'Your first newsletter' }).waitFor();
  await button(page, 'Begin').click();
  assert.equal((await shelf(page)).publications.length, 0, 'a newsletter without a name');

  await field('Its name').fill('The Weekly Wave');
  await field('Who it is from').fill('Maren at the Wave');
  await button(page, 'Begin').click();

  const form = page.getByRole('form', { name: 'New issue' });
  await form.getByRole('textbox', { name: 'Number' }).fill('1');
  await form.getByRole('textbox', { name: 'Subject line' }).fill('Hello, water');
  await button(page, 'Create issue').click();

  await copy(page).waitFor();
  assert.match(await page.locator('header').innerText(), /The Weekly Wave\s+Issue 1/);
  assert.equal((await issueOf(page, 'Hello, water')).number, '1');
  const form2 = await page.evaluate(async () => {
    const { publications } = await window.go.app.Library.Shelf();
    return window.go.app.Settings.Publication(publications[0].id);
  });
  assert.equal(form2.sender, 'Maren at the Wave');
});

test('the sample is an issue like any other, and there once', async () => {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('sample');
  await page.keyboard.press('Enter');
  await eventually(async () => assert.ok((await names(page)).includes('Pier Pressure')));
  assert.equal((await names(page)).length, 9);
  await toLibrary();
  await cards().filter({ hasText: 'The tide turns twice' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('sample');
  await page.keyboard.press('Enter');
  await copy(page).waitFor();
  const { publications } = await shelf(page);
  assert.deepEqual(publications.map(({ name }) => name).sort(), ['The Weekly Wave', 'Tidewater']);
  assert.equal(publications.find(({ name }) => name === 'Tidewater').issues.length, 1);
});

test('a new issue is like the last one: the number is suggested, what is stale is asked for', async () => {
  await toLibrary();
  await page.keyboard.press('Control+n');
  const form = page.getByRole('form', { name: 'New issue' });
  await form.waitFor();
  assert.equal(await form.getByRole('textbox', { name: 'Number' }).inputValue(), '75');
  assert.match(
    await form.getByRole('combobox', { name: 'Start from' }).locator('option:checked').innerText(),
    /A copy of issue 74, The tide turns twice/,
  );
  const today = await page.evaluate(() => new Date().toLocaleDateString('sv-SE'));
  assert.equal(await form.getByLabel('Date').inputValue(), today);
  assert.equal(await form.getByRole('textbox', { name: 'Subject line' }).inputValue(), '');

  await form.getByRole('textbox', { name: 'Subject line' }).fill('Slack water');
  await form.getByRole('textbox', { name: 'Subject line' }).press('Enter');
  await copy(page).waitFor();
  const made = await issueOf(page, 'Slack water');
  assert.equal(made.number, '75');
  assert.equal(made.date, today);
  const items = await copies(galley, made.id);
  const last = await copies(galley, (await issueOf(page, '74')).id);
  assert.deepEqual(
    items.map(({ kind }) => kind),
    last.map(({ kind }) => kind),
  );
  assert.ok(
    items.every(({ state }) => state !== 'ready'),
    'nothing of it is ready',
  );
});

test('Escape leaves the form for a new issue, and makes none', async () => {
  await toLibrary();
  const count = await cards().count();
  await page.keyboard.press('Control+n');
  const form = page.getByRole('form', { name: 'New issue' });
  await form.waitFor();
  await page.keyboard.press('Escape');
  await form.waitFor({ state: 'detached' });
  assert.equal(await cards().count(), count);
});

test('a duplicate has the words and no number', async () => {
  await toLibrary();
  await cardMenu('Issue 74', 'Duplicate');
  await cards().filter({ hasText: 'The tide turns twice (copy)' }).waitFor();
  await notices(page).getByText('Duplicated. The copy has no number yet.').waitFor();
  const duplicate = await issueOf(page, 'The tide turns twice (copy)');
  assert.equal(duplicate.number, '');
  const words = (list) => list.map((one) => one.copy);
  assert.deepEqual(
    words(await copies(galley, duplicate.id)),
    words(await copies(galley, (await issueOf(page, '74')).id)),
  );
});

test('an archived issue is out of sight until it is asked for, and comes back', async () => {
  await toLibrary();
  const card = cards().filter({ hasText: 'Slack water' });
  await cardMenu('Issue 75', 'Archive');
  await card.waitFor({ state: 'detached' });
  await notices(page).getByText('Issue 75 is in the archive.').waitFor();
  await button(page, 'Show archived (1)').click();
  await card.waitFor();
  await cardMenu('Issue 75', 'Take out of the archive');
  await button(page, 'Show archived (1)').or(button(page, 'Hide archived')).waitFor({ state: 'detached' });
  await card.waitFor();
});

test('a deleted issue comes back with one press, words and all', async () => {
  await toLibrary();
  const issue = await issueOf(page, '75');
  const before = await copies(galley, issue.id);
  await cardMenu('Issue 75', 'Delete');
  const card = cards().filter({ hasText: 'Slack water' });
  await card.waitFor({ state: 'detached' });
  assert.ok(!(await shelf(page)).publications.flatMap(({ issues }) => issues).some(({ id }) => id === issue.id));
  const notice = notices(page).getByRole('status').filter({ hasText: 'Issue 75 is deleted.' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await card.waitFor();
  assert.deepEqual(await copies(galley, issue.id), before);
});

test('a Markdown file that is dropped on the window becomes an issue', async () => {
  await toLibrary();
  const file = '# Salt\n\nOne pan, *three* storms.\n\n# Rope\n\nA line has two ends.\n';
  await drop(page, page.locator('main'), { name: 'salt.md', type: 'text/markdown', data: file });
  await copy(page).waitFor();
  await eventually(async () => assert.deepEqual(await names(page), ['Salt', 'Rope']));
  await notices(page).getByText('is imported.').waitFor();
  await saved(page);
});

test('a file that Galley does not read is refused in words', async () => {
  await toLibrary();
  await drop(page, page.locator('main'), { name: 'a.zip', type: 'application/zip', data: 'PK' });
  await notices(page).getByText('Galley imports Markdown and text files.').waitFor();
});

test('the arrows go through the grid, Enter opens, Delete deletes', async () => {
  await toLibrary();
  await cards().first().focus();
  const focused = () => page.evaluate(() => document.activeElement?.innerText ?? '');
  const all = await cards().allInnerTexts();
  assert.ok(all.length >= 3);
  await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), all[1]);
  await page.keyboard.press('End');
  assert.equal(await focused(), all.at(-1));
  await page.keyboard.press('Home');
  assert.equal(await focused(), all[0]);
  await page.keyboard.press('ArrowLeft');
  assert.equal(await focused(), all[0], 'the first one has nothing before it');

  await page.keyboard.press('End');
  await page.keyboard.press('Delete');
  await eventually(async () => assert.equal(await cards().count(), all.length - 1));
  await eventually(async () =>
    assert.ok((await cards().allInnerTexts()).includes(await focused()), 'the focus stays in the grid'),
  );
  await page.keyboard.press('Enter');
  await copy(page).waitFor();
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
