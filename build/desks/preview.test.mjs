// The preview: what will be exported, in every way a reader may see it, and
// nothing in it is live.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, start } from './galley.mjs';
import {
  button,
  command,
  copy,
  eventually,
  issueOf,
  mail,
  menuitem,
  notices,
  openItem,
  row,
  saved,
  text,
  toEnd,
} from './hands.mjs';

let chrome, galley, page, alive, issue;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  await mail(page).locator('[data-pos]').first().waitFor();
  issue = (await issueOf(page, '74')).id;
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const frame = () => page.locator('iframe[title^="Preview of the email"]');
const view = (name) => page.getByRole('group', { name: 'How the email is shown' }).getByRole('button', { name });
const paper = () => frame().evaluate(({ contentDocument: { body } }) => getComputedStyle(body).backgroundColor);
const brightness = (colour) =>
  /\d+, \d+, \d+/
    .exec(colour)[0]
    .split(', ')
    .reduce((sum, part) => sum + Number(part), 0);

test('phone is 375 pixels wide, and nothing stands out of it', async () => {
  await view('Phone').click();
  await eventually(async () =>
    assert.equal(await frame().evaluate(({ contentWindow }) => contentWindow.innerWidth), 375),
  );
  const wide = await frame().evaluate(({ contentDocument: { documentElement } }) => documentElement.scrollWidth);
  assert.equal(wide, 375);
  await view('Desktop').click();
  await eventually(async () =>
    assert.ok((await frame().evaluate(({ contentWindow }) => contentWindow.innerWidth)) >= 500),
  );
});

test('dark is the email’s own dark dress, and goes again', async () => {
  const light = brightness(await paper());
  await view('Dark').click();
  await eventually(async () => assert.ok(brightness(await paper()) < 200, 'it is not dark'));
  await view('Dark').click();
  await eventually(async () => assert.equal(brightness(await paper()), light));
});

test('without images no picture is loaded, and each leaves its description', async () => {
  const images = mail(page).locator('img');
  const count = await images.count();
  assert.ok(count > 0);
  await view('Images off').click();
  await eventually(async () => assert.equal(await mail(page).locator('img[src]').count(), 0));
  assert.equal(await images.count(), count);
  const descriptions = await images.evaluateAll((all) => all.map(({ alt }) => alt));
  assert.ok(descriptions.some((alt) => alt.startsWith('Two people on harbour steps')));
  await view('Images off').click();
  await eventually(async () => assert.equal(await mail(page).locator('img[src]').count(), count));
});

test('the text part and the inbox lines are there', async () => {
  await view('Text').click();
  const part = page.getByLabel('The text part of the email');
  await eventually(async () => assert.match(await part.innerText(), /Under October’s full moon/));
  assert.equal(await part.evaluate((pre) => pre.textContent), await (await fetch(`${galley.url}text/${issue}`)).text());
  await view('Inbox').click();
  for (const name of ['Gmail on a computer', 'Gmail on a phone', 'Apple Mail on an iPhone'])
    await page.getByRole('region', { name }).getByText('The tide turns twice').waitFor();
  await view('Desktop').click();
  await mail(page).locator('[data-pos]').first().waitFor();
});

/** Where something in the frame is on the screen. */
async function place(locator) {
  await locator.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const { x, y, width, height } = await locator.boundingBox();
  return [x + Math.min(width / 2, 60), y + Math.min(height / 2, 10)];
}

test('it follows the caret', async () => {
  await openItem(page, 'Pier Pressure');
  await toEnd(page);
  const block = mail(page).getByText('rucksack', { exact: false }).first();
  await eventually(async () => {
    const box = await block.boundingBox();
    const pane = await page.getByRole('region', { name: 'The email, as it will be exported' }).boundingBox();
    assert.ok(box.y + box.height > pane.y && box.y < pane.y + pane.height, 'the block of the caret is out of sight');
  });
  await page.locator('.sheet .mark').waitFor();
});

test('a click goes to the source', async () => {
  await page.mouse.click(...(await place(mail(page).getByText('For thirty-nine minutes', { exact: false }).first())));
  await eventually(async () => assert.match(await text(page), /Under October’s full moon/));
  assert.ok(await copy(page).evaluate((content) => content === document.activeElement));
  const line = await copy(page).evaluate((content) => {
    const { state } = content.cmTile.view;
    return state.doc.lineAt(state.selection.main.head).text;
  });
  assert.match(line, /thirty-nine minutes/);
});

test('its menu copies the text, and the address of a link', async () => {
  const link = mail(page).locator('a[data-href*="two-turns"]');
  const at = await place(link);
  await page.mouse.click(...at, { button: 'right' });
  await menuitem(page, 'Copy text').waitFor();
  await menuitem(page, 'Open link in the browser').waitFor();
  const calls = await page.evaluateHandle(() => {
    const heard = [];
    window.runtime.ClipboardSetText = async (words) => heard.push(words) > 0;
    return heard;
  });
  await menuitem(page, 'Copy link address').click();
  await notices(page).getByText('Copied.').waitFor();
  await page.mouse.click(...at, { button: 'right' });
  await menuitem(page, 'Copy text').click();
  await eventually(async () => assert.equal((await calls.jsonValue()).length, 2));
  const [address, words] = await calls.jsonValue();
  assert.equal(address, 'https://tidewater.example/two-turns');
  assert.match(words, /^No table prints the gap at your own quay\..*in spring\.$/);
});

test('nothing in it can be followed: no address, no navigation, no focus by Tab', async () => {
  assert.equal(await mail(page).locator('a[href], area[href], form, button, input').count(), 0);
  assert.ok((await mail(page).locator('a[data-href]').count()) > 5);
  const before = await frame().evaluate(({ contentWindow }) => contentWindow.location.href);
  await page.mouse.click(...(await place(mail(page).locator('a[data-href]').nth(2))));
  assert.equal(await frame().evaluate(({ contentWindow }) => contentWindow.location.href), before);
  assert.equal(page.url(), galley.url);
  assert.equal(page.context().pages().length, 1);
  await row(page, 'Pier Pressure').focus();
  for (let n = 0; n < 60; n++) {
    await page.keyboard.press('Tab');
    if (await copy(page).evaluate((content) => content === document.activeElement))
      await page.keyboard.press('Escape').then(() => page.keyboard.press('Tab'));
    assert.notEqual(await page.evaluate(() => document.activeElement.tagName), 'IFRAME');
  }
});

test('an issue opens with the preview at the item that was open last', async () => {
  await openItem(page, 'Gate Expectations');
  await new Promise((resolve) => setTimeout(resolve, 500)); // the place is written when the hand rests
  const again = await open(chrome, galley);
  await copy(again.page).waitFor();
  await eventually(async () =>
    assert.ok((await again.page.locator('.preview .scroller').evaluate((pane) => pane.scrollTop)) > 500),
  );
  await again.context.close();
});

test('it is the export, byte for byte, once its view changes are taken back', async () => {
  await openItem(page, 'Pier Pressure');
  await toEnd(page);
  await page.keyboard.type(' A last word before the export.');
  await saved(page);
  const dir = folder('export');
  galley.answer(dir);
  await page.evaluate((id) => window.go.app.Send.Export(id, ''), issue);
  const stem = await page.evaluate(
    (id) => window.go.app.Send.Receipts(id).then(([last]) => (last.proof ? 'issue.proof' : 'issue')),
    issue,
  );
  const exported = readFileSync(join(dir, `${stem}.html`), 'utf8');
  const [{ html }, { rundown }] = await Promise.all(
    ['page', 'draft'].map(async (what) => (await fetch(`${galley.url}${what}/${issue}`)).json()),
  );
  const media = new Map(rundown.flatMap(({ pictures }) => pictures).map(({ media: address, name }) => [address, name]));
  const prepared = [...exported.matchAll(/ src="([^"]+)"/g)].map(([, src]) => src);
  const shown = [...html.matchAll(/ src="(\/media\/[^"]+)"/g)].map(([, src]) => src);
  assert.equal(shown.length, prepared.length);
  assert.ok(
    shown.every((address) => media.has(address)),
    'a picture of no item',
  );
  const undone = html
    .replaceAll(/ data-pos="[^"]*"/g, '')
    .replaceAll(/<g-slot data-name="[^"]*">/g, '')
    .replaceAll('</g-slot>', '')
    .replaceAll(/ src="\/media\/[^"]+"/g, () => ` src="${prepared.shift()}"`);
  assert.equal(undone, exported);
  assert.ok(exported.includes('A last word before the export.'));
  // And the frame shows that page: the same words, in the same order.
  const words = await frame().evaluate(({ contentDocument }) =>
    contentDocument.body.textContent.replace(/\s+/g, ' ').trim(),
  );
  const expected = await page.evaluate(
    (source) => new DOMParser().parseFromString(source, 'text/html').body.textContent.replace(/\s+/g, ' ').trim(),
    exported,
  );
  assert.equal(words, expected);
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
