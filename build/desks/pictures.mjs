// pictures.mjs FOLDER: photographs every desk of the real program in both
// themes, on the sample issue, for the README.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { browser, mod, model, open, start } from './galley.mjs';

const out = process.argv[2];
mkdirSync(out, { recursive: true });
const galley = await start({ sample: true });
const server = await model('desk');
const chrome = await browser();

/** Two people have said something about a story; the second time nothing is new. */
let isSaid = false;
async function said(page) {
  if (isSaid) return;
  isSaid = true;
  // As text: the page's policy lets nothing in it make functions of words.
  const by = (name, work) =>
    page.evaluate(`(async () => {
      const notes = window.go.app.Notes;
      await notes.SetMe('${name}', '');
      const issue = (await window.go.app.Library.Shelf()).publications[0].issues[0].id;
      const { rundown, copies } = await (await fetch('/draft/' + issue)).json();
      const { id } = rundown.find(({ name }) => name === 'Pier Pressure');
      const { copy, version } = copies.find((one) => one.id === id);
      const place = (words) => [copy.indexOf(words), copy.indexOf(words) + words.length];
      return (${work})();
    })()`);
  await by('Mo Ito', `() => window.go.app.Write.SetState(issue, id, 'ready', '')`);
  const note = await by('Ada Byron', `() => notes.Comment(issue, id, version, ...place('97 readings in 100'), 'Of how many? @Mo Ito')`);
  await by('Mo Ito', `() => notes.Reply(issue, id, '${note}', 'Of every reading in the year: it is in the report.')`);
  await by('Ada Byron', `() => notes.Suggest(issue, id, version, [
    { id: 'w1', start: place('nearly as good')[0], end: place('nearly as good')[1], insert: 'almost as good' },
    { id: 'w2', start: place(', according to')[0], end: place(', according to')[0] + 1, insert: ' of water,' },
  ])`);
  await by('Mo Ito', `async () => {
    const text = (await (await fetch('/draft/' + issue)).json()).copies.find((one) => one.id === id).copy;
    await fetch('/copy/' + issue + '/' + id, { method: 'POST', body: text.replace('In a year of trials', 'In two years of trials').replace('an underwater microphone', 'a microphone').replace('It stays in service.', 'It stays in service, and is wound on Sundays.') });
    await window.go.app.Write.SetState(issue, id, 'in-review', 'The numbers are checked now.');
  }`);
  await page.evaluate(() => window.go.app.Notes.SetMe('Ada Byron', ''));
  await page.reload();
  await page.waitForSelector('.cm-content');
}

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
  send: (page) => page.keyboard.press(`${mod}+5`),
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
    await page.keyboard.press(`${mod}+4`);
    await page.getByText(/checks? pass/).waitFor();
  },
  review: async (page) => {
    await said(page);
    await page.keyboard.press(`${mod}+3`);
    await page.getByRole('button', { name: /^Pier Pressure/ }).click();
    await page.locator('[data-note]').first().waitFor();
    await page.locator('[data-note]').nth(1).click();
  },
  compare: async (page) => {
    await said(page);
    await page.keyboard.press(`${mod}+3`);
    await page.getByRole('button', { name: /^Pier Pressure/ }).click();
    await page.keyboard.press('Alt+5');
    await page.getByRole('region', { name: 'Notes' }).waitFor();
    await page.waitForTimeout(900);
  },
  thinking: async (page) => {
    // As text: the page's policy lets nothing in it make functions of words.
    await page.evaluate(`window.go.app.Thinking.SetModel({ address: '${server.address}', model: 'tide-1', azure: '' })`);
    await page.getByRole('button', { name: /^Gate Expectations/ }).click();
    await page.locator('.cm-content').focus();
    await page.keyboard.press(`${mod}+Shift+t`);
    await page.getByRole('button', { name: 'Ask for three drafts' }).click();
    await page.getByText('Three drafts.').waitFor({ state: 'attached', timeout: 20_000 });
  },
  model: async (page) => {
    await page.keyboard.press(`${mod}+,`);
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Model help' }).click();
    await page.getByRole('button', { name: 'Test' }).click();
    await page.getByText(/answers\.$/).waitFor({ timeout: 20_000 });
  },
  simulation: async (page) => {
    await page.keyboard.press(`${mod}+k`);
    await page.keyboard.type('Outlook for Windows');
    await page.keyboard.press('Enter');
  },
};

/** What has to be put back before the next picture. */
const back = {
  thinking: async (page) => {
    await page.getByRole('region', { name: 'A model’s help' }).getByRole('button', { name: 'Close' }).first().click();
    await page.evaluate(`window.go.app.Thinking.SetModel({ address: '${server.address}', model: 'tide-1', azure: '' })`);
  },
  model: (page) => page.evaluate(`window.go.app.Thinking.SetModel({ address: '', model: '', azure: '' })`),
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
