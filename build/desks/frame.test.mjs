// What stands around the desks: palette, keys, panes, notices, sizes, and that
// everything can be reached and read.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, root, start } from './galley.mjs';
import { button, copy, eventually, mail, notices, rest, row, rows, saved, tab, toEnd } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let chrome, galley, page, alive;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start()]);
  ({ page, alive } = await open(chrome, galley));
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const palette = () => page.getByRole('dialog', { name: 'Find a command' });
const sections = ['Publication', 'House style', 'You', 'Appearance', 'Keyboard', 'Backups'];
const section = (name) => page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name, exact: true });

/** What axe-core finds on the page that keeps somebody out. */
async function barriers() {
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
      iframes: false,
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  return found;
}

async function inBothThemes(where) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await eventually(async () =>
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), colorScheme),
    );
    await rest(150);
    found.push(...(await barriers()).map((one) => `${where}, ${colorScheme}: ${one}`));
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
}

test('axe-core finds no barrier at any desk, in either theme', async () => {
  await button(page, 'Begin').waitFor();
  const found = await inBothThemes('the start');
  await button(page, 'Open the sample issue').click();
  await copy(page).waitFor();
  await mail(page).locator('[data-pos]').first().waitFor();
  found.push(...(await inBothThemes('Write')));
  await tab(page, 'Library').click();
  await page.getByRole('list', { name: 'Issues' }).waitFor();
  found.push(...(await inBothThemes('the Library')));
  await tab(page, 'Send').click();
  await page.getByRole('heading', { name: 'Exports' }).waitFor();
  found.push(...(await inBothThemes('Send')));
  await button(page, 'Settings').click();
  for (const name of sections) {
    await section(name).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
    found.push(...(await inBothThemes(name)));
  }
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  found.push(...(await inBothThemes('the palette')));
  await page.keyboard.press('Escape');
  await page.locator('h1').click();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Every key' }).waitFor();
  found.push(...(await inBothThemes('the sheet of keys')));
  await page.keyboard.press('Escape');
  assert.deepEqual(found, []);
});

test('the palette lists every command, finds by letters in their order, and runs it', async () => {
  await tab(page, 'Write').click();
  await copy(page).waitFor();
  await page.keyboard.press('Control+k');
  await palette().waitFor();
  const listed = (await palette().getByRole('option').allInnerTexts()).join('\n');
  for (const title of [
    'Go to the Library',
    'Go to Send',
    'Open Settings',
    'New issue',
    'Import a file as an issue',
    'Save the issue as a Markdown file',
    'Show or hide the left pane',
    'Switch between light and dark',
    'Larger text',
    'Show every key',
    'Add an item …',
    'Next item',
    'Bold',
    'Find and replace',
    'Focus mode',
    'Phone',
  ])
    assert.ok(listed.includes(title), `“${title}” is not listed`);
  await page.keyboard.type('gtse');
  await eventually(async () => assert.match(await palette().getByRole('option').first().innerText(), /^Go to Send/));
  await page.keyboard.press('Enter');
  await palette().waitFor({ state: 'detached' });
  await button(page, 'Export …').waitFor();
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('zzzz');
  await palette().getByText('No matching command').waitFor();
  await page.keyboard.press('Escape');
  await palette().waitFor({ state: 'detached' });
});

test('backups are found by their name, and the foot tells of no item that is not on the screen', async () => {
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('backup');
  const found = (await palette().getByRole('option').allInnerTexts()).join('\n');
  for (const title of ['Back up now', 'Backups …']) assert.ok(found.includes(title), `“${title}” is not found`);
  await palette().getByRole('option', { name: 'Back up now' }).click();
  await page.getByText('Backup made.').waitFor();
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('folder with your text');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The folder with your text', level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await palette().getByRole('combobox').fill('backups');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Backups', level: 1 }).waitFor();
  assert.doesNotMatch(await page.locator('footer').innerText(), /words/);
  await page.keyboard.press('Control+1');
  await page.getByRole('heading', { name: 'Tidewater' }).first().waitFor();
  assert.doesNotMatch(await page.locator('footer').innerText(), /words/);
});

test('“?” shows every key, but writes itself where words are written', async () => {
  await tab(page, 'Write').click();
  await copy(page).focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('?');
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.keyboard.press('Backspace');
  await rows(page).first().focus();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Every key' });
  await sheet.waitFor();
  for (const title of ['Find a command', 'Go to Send', 'Bold', 'Next item'])
    await sheet.getByText(title, { exact: true }).waitFor();
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
});

const width = (name) => page.getByRole('separator', { name }).getAttribute('aria-valuenow').then(Number);

test('panes are sized and hidden by keyboard', async () => {
  const before = await width('Width of the left pane');
  await page.getByRole('separator', { name: 'Width of the left pane' }).focus();
  await page.keyboard.press('ArrowLeft');
  await eventually(async () => assert.equal(await width('Width of the left pane'), before - 16));
  await rows(page).first().focus();
  await page.keyboard.press('Control+Shift+l');
  await eventually(async () =>
    assert.equal(await page.getByRole('separator', { name: 'Width of the left pane' }).count(), 0),
  );
  await page.keyboard.press('Control+Shift+l');
  await page.getByRole('separator', { name: 'Width of the left pane' }).waitFor();
});

test('a notice never stands over the text', async () => {
  await row(page, 'Pier Pressure').focus();
  await page.keyboard.press('Delete');
  const notice = notices(page).getByRole('status').first();
  await notice.waitFor();
  const [over, under] = await Promise.all([
    notice.boundingBox(),
    page.getByRole('region', { name: 'Copy', exact: true }).boundingBox(),
  ]);
  const apart = over.x >= under.x + under.width || over.x + over.width <= under.x || over.y >= under.y + under.height;
  assert.ok(apart, `the notice ${JSON.stringify(over)} is over the copy ${JSON.stringify(under)}`);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await row(page, 'Pier Pressure').waitFor();
});

async function overflow() {
  return page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    const out = [...document.querySelectorAll('header button, nav button, footer button, main button')].filter(
      (one) => {
        const box = one.getBoundingClientRect();
        return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1) && one.checkVisibility();
      },
    );
    return [
      scrollWidth > innerWidth ? 'wider than the window' : '',
      scrollHeight > innerHeight ? 'taller than the window' : '',
      ...out.map((one) => one.outerHTML.slice(0, 120)),
    ].filter((one) => one !== '');
  });
}

test('at 960 × 640 and at 3840 × 2160 every desk fits its window', async () => {
  for (const [wide, high] of [
    [960, 640],
    [3840, 2160],
  ]) {
    await page.setViewportSize({ width: wide, height: high });
    for (const name of ['Library', 'Write', 'Send']) {
      await tab(page, name).click();
      await rest(150);
      assert.deepEqual(await overflow(), [], `${name} at ${wide} × ${high}`);
    }
    await button(page, 'Settings').click();
    for (const name of sections) {
      await section(name).click();
      assert.deepEqual(await overflow(), [], `${name} at ${wide} × ${high}`);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

/** Walks by Tab until it comes round; gives the labels of what had the focus. */
async function unreached() {
  await page.evaluate(() => {
    window.reached = new Set();
    addEventListener('focusin', ({ target }) => window.reached.add(target), true);
    document.activeElement?.blur();
  });
  // From wherever the focus was last, over the end, once around.
  for (let n = 0, rounds = 0; n < 200 && rounds < 2; n++) {
    await page.keyboard.press('Tab');
    // From the editor, where Tab is a key of its own, Escape leads out.
    if (await page.evaluate(() => document.activeElement?.classList.contains('cm-content')))
      await page.keyboard.press('Escape');
    if (await page.evaluate(() => document.activeElement === document.body)) rounds++;
  }
  return page.evaluate(() =>
    [...document.querySelectorAll('button, input, select, textarea, [role=separator]')]
      .filter((one) => one.checkVisibility() && one.closest('[inert], iframe, .cm-editor') === null)
      // One of a group takes Tab; the arrows, or the menu key of its row, go to the others.
      .filter((one) => one.tabIndex >= 0 && one.type !== 'radio' && !one.disabled)
      .filter((one) => !window.reached.has(one))
      .map((one) => one.outerHTML.slice(0, 140)),
  );
}

test('Tab reaches every control of every desk', async () => {
  for (const name of ['Library', 'Write', 'Send']) {
    await tab(page, name).click();
    await rest(200);
    assert.deepEqual(await unreached(), [], name);
  }
});

test('a second start on the same folder ends at once, and leaves the first one as it is', async () => {
  const home = folder('second');
  const { status, stdout, stderr } = spawnSync(join(root, 'build/bin/galley-dev'), [], {
    encoding: 'utf8',
    timeout: 15_000,
    env: {
      ...process.env,
      HOME: home,
      XDG_RUNTIME_DIR: home,
      NO_AT_BRIDGE: '1',
      GALLEY_DATA: galley.data,
      devserver: '127.0.0.1:0',
      loglevel: 'error',
    },
  });
  assert.notEqual(status, null, 'it stayed open beside the first one');
  assert.doesNotMatch(stdout + stderr, /panic|goroutine/);
  await tab(page, 'Write').click();
  await toEnd(page);
  await page.keyboard.type('.');
  await saved(page);
  await page.keyboard.press('Backspace');
  await saved(page);
});

test('panes are as they were left when Galley starts again', async () => {
  await tab(page, 'Write').click();
  const left = await width('Width of the left pane');
  await rows(page).first().focus();
  await button(page, 'Hide the right pane').click();
  await rest(400);
  await galley.stop();
  await page.context().close();
  const before = alive.filter((line) => !/WebSocket|ERR_CONNECTION|Failed to load resource/.test(line));
  galley = await start({ data: galley.data });
  ({ page, alive } = await open(chrome, galley));
  alive.push(...before);
  await copy(page).waitFor();
  assert.equal(await width('Width of the left pane'), left);
  await button(page, 'Show the right pane').click();
  await page.getByRole('separator', { name: 'Width of the right pane' }).waitFor();
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
