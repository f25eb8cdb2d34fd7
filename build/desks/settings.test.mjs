// Settings: what is changed there shows at once, is refused in words where it
// cannot be, and is kept.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { button, copy, eventually, issueOf, mail, rest, tab } from './hands.mjs';

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

const field = (name) => page.getByRole('textbox', { name, exact: true }).first();
const kept = () => page.locator('.lead').getByText('Saved', { exact: true }).waitFor();

async function section(name) {
  await button(page, 'Settings').click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name, exact: true }).waitFor();
}
const toWrite = () => tab(page, 'Write').click();

test('a change of the publication shows in the preview of an issue', async () => {
  await section('Publication');
  await field('Name').fill('Tidewater Weekly');
  await field('Postal address').fill('Quay Road 9, Port Ellery');
  await kept();
  await toWrite();
  await eventually(async () => {
    const words = await mail(page).locator('body').innerText();
    assert.match(words, /Tidewater Weekly/);
    assert.match(words, /Quay Road 9/);
  });
  assert.match(await page.locator('header').innerText(), /Tidewater Weekly/);
});

test('an address that is none is refused beside its field, and nothing of it is kept', async () => {
  await section('Publication');
  const web = page.getByLabel('This issue on the web');
  const before = await web.inputValue();
  await web.fill('javascript:alert(1)');
  await web.blur();
  await eventually(async () => assert.equal(await web.getAttribute('aria-invalid'), 'true'));
  const ids = (await web.getAttribute('aria-describedby')).split(' ');
  assert.notEqual(await page.locator(`[id="${ids[0]}"]`).innerText(), '');
  const { publication } = await issueOf(page, '74');
  const form = await page.evaluate((id) => window.go.app.Settings.Publication(id), publication);
  assert.equal(form.web_url, before);
  await web.fill(before);
  await kept();
});

test('the house style is changed by its form, and the email with it', async () => {
  await section('House style');
  await page.getByLabel('Light: Links').fill('#aa1155');
  await kept();
  await toWrite();
  await eventually(async () =>
    assert.match(
      await mail(page)
        .locator('a[data-href]')
        .first()
        .evaluate((link) => link.outerHTML + link.ownerDocument.documentElement.innerHTML),
      /#aa1155/i,
    ),
  );
});

test('a house style file with a mistake is refused with its line, and the line is shown', async () => {
  await section('House style');
  await page.getByText('As the file', { exact: true }).click();
  const file = page.getByLabel('house.toml');
  const before = await file.inputValue();
  await file.fill(`${before}\n[theme.light\n`);
  const problem = page.getByRole('button', { name: /line \d+/i });
  await problem.waitFor();
  const line = Number(/line (\d+)/i.exec(await problem.innerText())[1]);
  await problem.click();
  const selected = await file.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd));
  assert.equal(selected, `${before}\n[theme.light\n`.split('\n')[line - 1]);
  const { publication } = await issueOf(page, '74');
  assert.equal((await page.evaluate((id) => window.go.app.Settings.House(id), publication)).text, before);
  await file.fill(before.replace(/#aa1155/i, '#0055aa'));
  await kept();
  await toWrite();
  await eventually(async () =>
    assert.match(
      await mail(page)
        .locator('html')
        .evaluate((root) => root.innerHTML),
      /#0055aa/i,
    ),
  );
});

test('who is at this desk is kept as it is typed, and no name is refused beside its field', async () => {
  await section('You');
  const initials = page.getByRole('textbox', { name: 'Initials', exact: true });
  await field('Your name').fill('Mira Ivens');
  await kept();
  assert.equal(await initials.getAttribute('placeholder'), 'MI');
  const me = () => page.evaluate(() => window.go.app.Notes.Me());
  await eventually(async () => {
    const { name, initials, asked } = await me();
    assert.deepEqual({ name, initials, asked }, { name: 'Mira Ivens', initials: 'MI', asked: true });
  });
  await initials.fill('Miv7');
  await kept();
  await eventually(async () => assert.equal((await me()).initials, 'Miv'));
  await field('Your name').fill(' ');
  await field('Your name').blur();
  await eventually(async () => assert.equal(await field('Your name').getAttribute('aria-invalid'), 'true'));
  assert.equal((await me()).name, 'Mira Ivens');
  await field('Your name').fill('Mira Ivens');
  await kept();
  // At the Review desk it is that name.
  await tab(page, 'Review').click();
  await page.getByRole('region', { name: 'Notes', exact: true }).waitFor();
  await eventually(async () => assert.equal((await me()).name, 'Mira Ivens'));
});

const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
const size = () => copy(page).evaluate((content) => getComputedStyle(content).fontSize);

test('theme and text size are as they are chosen', async () => {
  await section('Appearance');
  const main = page.getByRole('group', { name: 'Theme' });
  await main.getByText('Dark', { exact: true }).click();
  await eventually(async () => assert.equal(await theme(), 'dark'));
  await page.getByRole('slider', { name: 'Editor text size' }).fill('22');
  await toWrite();
  await eventually(async () => assert.equal(await size(), '22px'));
});

test('a key is changed, a conflict is named, and the new key works', async () => {
  await section('Keyboard');
  const row = (name) => page.getByRole('listitem').filter({ hasText: name }).first();
  const change = page.getByRole('button', { name: 'Change the keys of “Go to Send”' });
  await change.click();
  await page.keyboard.press('Control+n');
  await eventually(async () => assert.match(await row('Go to Send').innerText(), /Also “New issue”/));
  await change.click();
  await page.keyboard.press('Control+Shift+y');
  await eventually(async () => assert.doesNotMatch(await row('Go to Send').innerText(), /Also/));
  await page.locator('h1').click();
  await page.keyboard.press('Control+Shift+y');
  await button(page, 'Export …').waitFor();
});

test('all of it is kept when Galley starts again', async () => {
  await rest(400); // preferences are written when the hand rests
  await galley.stop();
  await page.context().close();
  galley = await start({ data: galley.data, sample: true });
  const before = alive.filter((line) => !/WebSocket|ERR_CONNECTION|Failed to load resource/.test(line));
  ({ page, alive } = await open(chrome, galley));
  alive.push(...before);
  await copy(page).waitFor();
  assert.equal(await theme(), 'dark');
  assert.equal(await size(), '22px');
  assert.match(await page.locator('header').innerText(), /Tidewater Weekly/);
  await eventually(async () =>
    assert.match(
      await mail(page)
        .locator('html')
        .evaluate((root) => root.innerHTML),
      /#0055aa/i,
    ),
  );
  await page.keyboard.press('Control+Shift+y');
  await button(page, 'Export …').waitFor();
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
