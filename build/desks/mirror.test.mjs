// The folder with the person's text: what is typed is in its files soon, what
// others write there shows in the window, and where both wrote, both are kept.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, start } from './galley.mjs';
import { button, copy, eventually, notices, rest, saved, tab, text, toEnd } from './hands.mjs';

let chrome, galley, page, alive, file;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  file = await eventually(() => issueFile(join(galley.data, 'mirror')));
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

function issueFile(mirror) {
  const found = readdirSync(mirror, { recursive: true }).filter((name) => name.endsWith('issue.md'));
  assert.equal(found.length, 1);
  return join(mirror, found[0]);
}
const words = () => readFileSync(file, 'utf8');
const outside = (old, wanted) => {
  assert.ok(words().includes(old), `the file does not say “${old}”`);
  writeFileSync(file, words().replace(old, wanted));
};

test('what is typed is in the file within three seconds', async () => {
  await toEnd(page);
  await page.keyboard.type('Typed in the window.');
  const began = Date.now();
  await eventually(() => assert.ok(words().includes('Typed in the window.')));
  assert.ok(Date.now() - began < 3000, `it took ${Date.now() - began} ms`);
});

test('what is written in the file shows in the window, and the caret stays', async () => {
  await saved(page);
  await rest(2500);
  const before = await text(page);
  outside('Typed in the window.', 'Typed in the window. And written outside.');
  await eventually(async () => assert.equal(await text(page), `${before} And written outside.`), 10_000);
  await page.keyboard.type('!');
  await eventually(async () => assert.match(await text(page), /Typed in the window\.!? And written outside\.!?$/));
});

test('what both wrote is kept twice: a notice takes the other text, and undo gives back what was here', async () => {
  await saved(page);
  await rest(3000);
  await toEnd(page);
  await page.keyboard.insertText(' Only here.');
  await saved(page);
  // Saved, and for a second from here not in the file: were it the other way
  // round, the text from the file could be taken before a key was pressed.
  outside('And written outside.', 'Only there.');
  const notice = notices(page).getByText('was changed both here and in its file');
  await notice.waitFor({ timeout: 12_000 });
  assert.match(await text(page), /Only here\.$/);
  const here = await text(page);
  await page.keyboard.press('Escape');
  await notice.waitFor();
  await notices(page).getByRole('button', { name: 'Use the text from the file' }).click();
  const taken = notices(page).getByText('Used the text from the file.');
  await taken.waitFor();
  assert.equal(await notice.count(), 0);
  await eventually(async () => assert.match(await text(page), /Only there\.!?$/));
  const there = await text(page);
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal(await text(page), here));
  await taken.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Shift+Z');
  await eventually(async () => assert.equal(await text(page), there));
  await eventually(() => assert.ok(words().includes('Only there.') && !words().includes('Only here.')));
});

test('Settings says where the folder is, and moves it', async () => {
  await button(page, 'Settings').click();
  const name = 'The folder with your text';
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name }).click();
  await page.getByText(join(galley.data, 'mirror'), { exact: true }).waitFor();
  await page.getByText(/^Last updated at \d\d:\d\d\.$/).waitFor();
  const to = join(folder('moved'), 'Texts');
  galley.answer(to);
  await button(page, 'Move …').click();
  await page.getByText(to, { exact: true }).waitFor();
  file = await eventually(() => issueFile(to));
  await tab(page, 'Write').click();
  await toEnd(page);
  await page.keyboard.type(' After the move.');
  await eventually(() => assert.ok(words().includes('After the move.')));
});

test('nothing went wrong meanwhile', () => assert.deepEqual(alive, []));
