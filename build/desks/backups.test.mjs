// Backups: what was written before one is there again after its restore, and the
// restore is undone by the one that it made.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { button, copy, eventually, notices, saved, tab, text, toEnd } from './hands.mjs';

let chrome, galley, page, alive;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const rows = () => page.locator('tbody tr');

async function backups() {
  await button(page, 'Settings').click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Backups' }).click();
  await page.getByRole('heading', { level: 1, name: 'Backups' }).waitFor();
}

async function type(words) {
  await tab(page, 'Write').click();
  await toEnd(page);
  await page.keyboard.type(words);
  await saved(page);
}

async function restore(row) {
  await row.getByRole('button', { name: 'Restore …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore it' }).click();
  await notices(page).getByText('This is the backup of').waitFor();
  await tab(page, 'Write').click();
  await copy(page).waitFor();
}

test('what was written comes back, and goes back again', async () => {
  await type(' Earlier words.');
  const earlier = await text(page);
  await backups();
  await button(page, 'Back up now').click();
  await notices(page).getByText('Everything is backed up.').waitFor();
  assert.equal(await rows().count(), 1);

  await type(' Later words.');
  await backups();
  await restore(rows().last());
  await eventually(async () => assert.equal(await text(page), earlier));

  await backups();
  await restore(rows().nth(1)); // the first is of what was restored
  await eventually(async () => assert.match(await text(page), /Earlier words\. Later words\./));

  await type(' And on.');
  await eventually(async () => assert.match(await text(page), /Later words\. And on\./));
});

test('a restore asks first, and Escape leaves all as it is', async () => {
  await backups();
  await rows().first().waitFor();
  const before = await rows().count();
  await rows().first().getByRole('button', { name: 'Restore …' }).press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.equal(await rows().count(), before);
});

test('nothing went wrong unseen', () => assert.deepEqual(alive, []));
