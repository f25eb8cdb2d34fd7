// Simulations: the preview as a mail program would show it, called what it is,
// and nothing in it lives.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { button, command, copy, eventually, issueOf, mail, menuitem, openItem, rest, toEnd } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Pictures of what is seen go here, when somebody wants to look at them. */
const album = process.env.GALLEY_ALBUM ?? '';

let chrome, galley, page, alive;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  await mail(page).locator('[data-pos]').first().waitFor();
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const frame = () => page.locator('iframe[title^="Preview of the email"]');
const region = () => page.getByRole('region', { name: 'Simulation', exact: true });
const notes = () => page.getByRole('region', { name: 'What it changes' });
const styleOf = (selector, property) =>
  frame().evaluate(
    ({ contentDocument, contentWindow }, [what, name]) =>
      contentWindow.getComputedStyle(contentDocument.querySelector(what)).getPropertyValue(name),
    [selector, property],
  );

async function choose(name) {
  await button(page, 'Simulations').click();
  await menuitem(page, name).first().click();
}

async function photograph(name) {
  if (album === '') return;
  await page.locator('.preview .scroller').evaluate((pane) => pane.scrollTo(0, 0));
  await rest(300);
  await page.screenshot({ path: join(album, `${name}.png`) });
  const { x, y } = await page.locator('.preview').boundingBox();
  await page.setViewportSize({ width: 1440, height: 3000 });
  await rest(300);
  await page.screenshot({
    path: join(album, `${name}-long.png`),
    clip: { x, y, width: 1440 - x, height: 2900 },
  });
  await page.setViewportSize({ width: 1440, height: 900 });
}

test('Outlook for Windows: called a simulation, with its date and what it changes', async () => {
  await choose('Outlook for Windows');
  await region().getByText(/^Simulation: Outlook for Windows, from caniemail data of \d+ \w+ \d{4}$/).waitFor();
  await region().getByText('What is dropped is known; how it looks there is not.').waitFor();
  await notes().getByText('The email is as wide as its table', { exact: false }).waitFor();
  assert.equal(await styleOf('table.s', 'max-width'), 'none');
  assert.equal(await mail(page).locator('table[width="600"] table.s').count(), 1);
  assert.ok((await mail(page).locator('img[src^="/media/"]').count()) > 3);
  await eventually(async () =>
    assert.ok(
      await mail(page)
        .locator('img')
        .first()
        .evaluate(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    ),
  );
  await photograph('outlook');
});

test('axe-core finds no barrier in it', async () => {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false }));
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
  );
});

test('it is made anew when typing rests, and stays at its place', async () => {
  await openItem(page, 'Pier Pressure');
  const before = await region().boundingBox();
  await toEnd(page);
  await page.keyboard.type(' Said in Outlook.');
  await mail(page).getByText('Said in Outlook.').waitFor();
  assert.equal(await styleOf('table.s', 'max-width'), 'none');
  assert.deepEqual(await region().boundingBox(), before);
  await page.locator('.sheet .mark').waitFor();
});

test('nothing in it can be followed, and no script is in it', async () => {
  assert.equal(await mail(page).locator('a[href], area[href], form, button, input, script').count(), 0);
  assert.ok((await mail(page).locator('a[data-href]').count()) > 5);
  assert.equal(await frame().getAttribute('sandbox'), 'allow-same-origin');
});

test('a click in it goes to the source', async () => {
  const words = mail(page).getByText('For thirty-nine minutes', { exact: false }).first();
  await words.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const { x, y } = await words.boundingBox();
  await page.mouse.click(x + 60, y + 10);
  await eventually(async () => assert.ok(await copy(page).evaluate((content) => content === document.activeElement)));
});

test('Gmail keeps what it knows; its app drops the style element', async () => {
  await choose('Gmail');
  await region().getByText(/^Simulation: Gmail, /).waitFor();
  assert.equal(await styleOf('table.s', 'max-width'), '600px');
  await photograph('gmail');
  await command(page, 'Simulate: Gmail’s app');
  await region().getByText(/^Simulation: Gmail’s app/).waitFor();
  await notes().getByText('The style sheet is dropped', { exact: false }).waitFor();
  await photograph('gmail-other');
});

test('forced dark turns the colours over', async () => {
  await choose('Forced dark');
  await region().getByText(/^Simulation: Forced dark, an approximation/).waitFor();
  const [red] = /\d+/.exec(await styleOf('body', 'background-color'));
  assert.ok(Number(red) < 80, `the page is ${red}`);
  const [ink] = /\d+/.exec(await styleOf('td.t', 'color'));
  assert.ok(Number(ink) > 150, `the ink is ${ink}`);
  await photograph('dark');
});

test('by keyboard, and with pictures off and 360 pixels', async () => {
  await button(page, 'Simulations').focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menu', { name: 'Simulations' }).waitFor();
  await page.keyboard.type('3');
  await page.keyboard.press('Enter');
  await eventually(async () =>
    assert.equal(await frame().evaluate(({ contentWindow }) => contentWindow.innerWidth), 360),
  );
  await photograph('narrow');
  await choose('Images off');
  await eventually(async () => assert.equal(await mail(page).locator('img[src]').count(), 0));
  await photograph('narrow-images-off');
  await choose('Images off');
  await choose('360 pixels');
});

test('Gmail’s line stands where the HTML is too long, in Gmail’s simulation too', async () => {
  const { id: issue } = await issueOf(page, '74');
  await page.evaluate(async (id) => {
    const { copies } = await (await fetch(`/draft/${id}`)).json();
    const long = `${copies[1].copy}\n\n${'Water rises twice a day, and nobody says so. '.repeat(1600)}`;
    await fetch(`/copy/${id}/${copies[1].id}`, { method: 'POST', body: long });
  }, issue);
  await page.reload();
  await copy(page).waitFor();
  await page.locator('.sheet .clip').waitFor();
  await choose('Gmail');
  await region().waitFor();
  await page.locator('.sheet .clip').waitFor();
  await choose('Outlook for Windows');
  await region().getByText(/^Simulation: Outlook/).waitFor();
  await eventually(async () => assert.equal(await page.locator('.sheet .clip').count(), 0));
});

test('it ends, and the export is there again', async () => {
  await button(page, 'End the simulation').click();
  await region().waitFor({ state: 'detached' });
  await eventually(async () => assert.equal(await styleOf('table.s', 'max-width'), '600px'));
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
