// The history of an item, as a person who changed their mind uses it: with the
// keyboard alone. Each test goes on where the one before it ended.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { command, copies, copy, eventually, notices, openItem, rest, saved, text, toEnd } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let chrome, galley, page, alive, issue, was;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  issue = (await page.evaluate(() => window.go.app.Library.Shelf())).publications[0].issues[0].id;
  was = await text(page);
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const dialog = (on = page) => on.getByRole('dialog', { name: /^History of/ });
const revisions = (on = page) => dialog(on).getByRole('option');
const shown = (on = page) => dialog(on).frameLocator('iframe');
const first = async () => (await copies(galley, issue))[0].copy;

async function shoot(on, name) {
  if (process.env.GALLEY_SHOTS) await on.screenshot({ path: `${process.env.GALLEY_SHOTS}/${name}.png` });
}

test('each pause is a revision, and a key lists them', async () => {
  for (const words of ['\n\nA first thought.', ' And a second one.']) {
    await toEnd(page);
    await page.keyboard.type(words);
    await rest(2600);
  }
  await saved(page);
  await page.keyboard.press('Control+Shift+H');
  await eventually(async () => assert.equal(await revisions().count(), 3));
  const told = await revisions().allInnerTexts();
  assert.match(told[0], /\+4 words/);
  assert.match(told[1], /\+3 words/);
  assert.match(told[2], /First revision, \d+ words/);
});

test('arrows go through them; what would come and go is marked', async () => {
  await page.keyboard.press('End');
  await eventually(async () => assert.equal(await revisions().nth(2).getAttribute('aria-selected'), 'true'));
  await eventually(async () => assert.match(await shown().locator('del').last().innerText(), /And a second one\.$/));
  await page.keyboard.press('ArrowUp');
  await eventually(async () => assert.equal(await shown().locator('del').allInnerTexts().then((all) => all.join('|')), 'And a second one.'));
  assert.match(await dialog().getByRole('status').innerText(), /^Compared with now: 4 words would go/);
});

test('Escape closes it, and the focus is where it was', async () => {
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  assert.ok(await copy(page).evaluate((editor) => editor.contains(document.activeElement)));
});

test('Enter restores, and the notice takes it back', async () => {
  const now = await text(page);
  await command(page, 'History of this item');
  await eventually(async () => assert.equal(await revisions().count(), 3));
  await page.keyboard.press('End');
  await shown().locator('del').first().waitFor();
  await page.keyboard.press('Enter');
  await dialog().waitFor({ state: 'detached' });
  await eventually(async () => assert.equal(await text(page), was));
  await eventually(async () => assert.equal((await first()).trim(), was.trim()));
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await eventually(async () => assert.equal(await text(page), now));
  await eventually(async () => assert.equal((await first()).trim(), now.trim()));
});

test('the editor’s own undo goes over a restore', async () => {
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal(await text(page), was));
  await eventually(async () => assert.equal((await first()).trim(), was.trim()));
});

test('the page of a revision scrolls by wheel and by keys, and its differences can be gone through', async () => {
  await openItem(page, 'Pier Pressure');
  await copy(page).focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.type('Began. ');
  await toEnd(page);
  await page.keyboard.type(' Ended.');
  await rest(2600);
  await saved(page);
  await page.keyboard.press('Control+Shift+h');
  await revisions().nth(1).waitFor();
  await page.keyboard.press('End');
  await dialog().getByText('1 of 2 changes').waitFor();
  const heights = await revisions().evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().height));
  assert.equal(new Set(heights).size, 1, `rows are ${heights} high`);
  const pane = dialog().getByRole('region', { name: 'This revision as an email' });
  const top = () => pane.evaluate((one) => one.scrollTop);
  const scrolls = async (deed, how) => {
    const before = await top();
    await deed();
    await eventually(async () => assert.ok(how(await top(), before), `${before} to ${await top()}`));
  };
  const [down, up] = [(now, before) => now > before, (now, before) => now < before];
  const box = await pane.boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await scrolls(() => page.mouse.wheel(0, 200), down);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await scrolls(() => page.keyboard.press('PageDown'), down);
  await scrolls(() => page.keyboard.press('ArrowDown'), down);
  await scrolls(() => page.keyboard.press('PageUp'), up);
  await scrolls(() => page.keyboard.press('Home'), (now) => now === 0);
  await scrolls(() => page.keyboard.press('F7'), down);
  await dialog().getByText('2 of 2 changes').waitFor();
  const last = await shown().locator('[data-change="2"]').first().boundingBox();
  assert.ok(last.y > box.y && last.y + last.height <= box.y + box.height, 'the difference cannot be seen');
  await scrolls(() => page.keyboard.press('Shift+F7'), up);
  await dialog().getByText('1 of 2 changes').waitFor();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
});

test('restores say one notice at a time, and none when the editor’s undo took it back', async () => {
  const now = await text(page);
  await page.keyboard.press('Control+Shift+h');
  await revisions().nth(1).waitFor();
  await page.keyboard.press('End');
  await dialog().getByText('1 of 2 changes').waitFor();
  await page.keyboard.press('Enter');
  await notices(page).getByText('Restored the revision of').waitFor();
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await notices(page).getByText('Restore undone.').waitFor();
  await eventually(async () => assert.equal(await text(page), now));
  assert.equal(await notices(page).getByRole('button', { name: 'Undo' }).count(), 1);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await notices(page).getByText('Restore undone.').waitFor();
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal(await text(page), now));
  await notices(page).getByText('Restore undone.').waitFor({ state: 'detached', timeout: 3000 });
});

for (const theme of ['light', 'dark'])
  for (const [width, height] of [
    [1440, 900],
    [960, 640],
  ])
    test(`nothing is hidden from anybody, ${theme}, ${width}×${height}`, async () => {
      const other = await open(chrome, galley, { theme, width, height });
      await copy(other.page).waitFor();
      await copy(other.page).focus();
      await other.page.keyboard.press('Control+Shift+H');
      await revisions(other.page).nth(2).waitFor();
      await other.page.keyboard.press('ArrowDown');
      await shown(other.page).locator('body').waitFor();
      await rest(400);
      await shoot(other.page, `history-${theme}-${width}`);
      const restore = await dialog(other.page).getByRole('button', { name: 'Restore' }).boundingBox();
      assert.ok(restore.y + restore.height < height, 'Restore is off the screen');
      await other.page.evaluate(axe);
      const { violations } = await other.page.evaluate(() => window.axe.run({ exclude: [['iframe']] }));
      assert.deepEqual(
        violations.map(({ id, nodes }) => [id, nodes[0].html]),
        [],
      );
      assert.deepEqual(other.alive, []);
      await other.context.close();
    });

test('nothing went wrong on the way', () => assert.deepEqual(alive, []));
