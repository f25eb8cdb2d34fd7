// pictures.mjs FOLDER: photographs every desk of the real program in both
// themes, on the sample issue, for the README.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { browser, mod, open, start } from './galley.mjs';

const out = process.argv[2];
mkdirSync(out, { recursive: true });
const galley = await start({ sample: true });
const chrome = await browser();

/** What is seen, and how to get there from the Write desk. */
const desks = {
  write: async (page) => {
    await page.getByRole('button', { name: /^Pier Pressure/ }).click();
    await page.locator('.cm-line', { hasText: 'How it works:' }).click();
  },
  'write-palette': async (page) => {
    await page.keyboard.press(`${mod}+k`);
    await page.keyboard.type('add');
  },
  library: (page) => page.keyboard.press(`${mod}+1`),
  send: (page) => page.keyboard.press(`${mod}+4`),
  settings: async (page) => {
    await page.keyboard.press(`${mod}+,`);
    await page.getByRole('button', { name: 'House style' }).click();
  },
  history: async (page) => {
    await page.getByRole('button', { name: /^Pier Pressure/ }).click();
    await page.locator('.cm-line', { hasText: 'How it works:' }).click();
    await page.keyboard.press('End'); // of the row that is seen
    await page.keyboard.press('End'); // of the paragraph
    await page.keyboard.type(' The tide table decides what is loaded first.');
    await page.waitForTimeout(2600);
    await page.keyboard.press(`${mod}+Shift+h`);
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.waitForTimeout(600);
  },
  backups: async (page) => {
    await page.keyboard.press(`${mod}+,`);
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Backups' }).click();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.waitForTimeout(800);
  },
  mirror: async (page) => {
    await page.keyboard.press(`${mod}+,`);
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'The folder with your text' }).click();
  },
  preflight: async (page) => {
    await page.getByRole('button', { name: /^Gate Expectations/ }).click();
    await page.locator('.cm-content').focus();
    await page.keyboard.press(`${mod}+End`);
    await page.keyboard.type(' Ask the the harbour office [here](#) for a tour of of the gates. (61)');
    await page.getByRole('button', { name: /^Pier Pressure/ }).click();
    await page.locator('.cm-content').focus();
    await page.keyboard.press(`${mod}+End`);
    await page.keyboard.type(' TK: figure from the harbour office. It was closed over a two week period.');
    await page.waitForTimeout(800);
    await page.keyboard.press(`${mod}+3`);
    await page.getByText(/checks? pass/).waitFor();
  },
  simulation: async (page) => {
    await page.keyboard.press(`${mod}+k`);
    await page.keyboard.type('Outlook for Windows');
    await page.keyboard.press('Enter');
  },
};

/** What has to be put back before the next picture. */
const back = {
  preflight: async (page) => {
    await page.keyboard.press(`${mod}+2`);
    for (const name of [/^Gate Expectations/, /^Pier Pressure/]) {
      await page.getByRole('button', { name }).click();
      await page.locator('.cm-content').focus();
      await page.keyboard.press(`${mod}+z`);
    }
  },
  simulation: async (page) => {
    await page.keyboard.press(`${mod}+k`);
    await page.keyboard.type('End the simulation');
    await page.keyboard.press('Enter');
  },
};

for (const theme of ['light', 'dark']) {
  const { page, context, alive } = await open(chrome, galley, { theme });
  for (const [name, go] of Object.entries(desks)) {
    await page.keyboard.press('Escape');
    await page.keyboard.press(`${mod}+2`);
    await page.waitForSelector('.cm-content');
    await go(page);
    await page.waitForTimeout(700); // pictures and fonts, and what fades in
    await page.screenshot({ path: join(out, `${name}${theme === 'dark' ? '-dark' : ''}.png`) });
    await back[name]?.(page);
  }
  if (alive.length > 0) throw new Error(alive.join('\n'));
  await context.close();
}
await chrome.close();
await galley.stop();

// A desk before there is anything on it.
const empty = await start();
const again = await browser();
const { page } = await open(again, empty);
await page.waitForSelector('form');
await page.waitForTimeout(500);
await page.screenshot({ path: join(out, 'start.png') });
await again.close();
await empty.stop();
process.exit(0);
