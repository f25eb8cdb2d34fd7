// A whole real issue, in the window: imported, read, edited, exported; and the
// same issue as a file, exported by the terminal program: the same bytes. The
// issue is not ours to keep here, so it is read from where it lies.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, root, start } from './galley.mjs';
import { button, command, copies, drop, eventually, mail, names, notices, openItem, rows, saved, shelf, tab, text, toEnd } from './hands.mjs';

const issueFile = process.env.GALLEY_REAL_ISSUE ?? join(root, '../shared/real-issue/issue-2021-01-13.txt');
const terminal = join(root, 'build/bin/galley-headless');
const options = {
  skip: existsSync(issueFile) ? false : `${issueFile} is not on this machine: it is not ours to keep in the project`,
};

let galley, chrome, page, alive;
before(async () => {
  if (options.skip) return;
  galley = await start();
  chrome = await browser();
  ({ page, alive } = await open(chrome, galley));
});
after(async () => {
  await chrome?.close();
  await galley?.stop();
});

/** The one issue that there is. */
async function only() {
  const { publications } = await shelf(page);
  return publications[0].issues[0];
}

test('it is dropped on the window, and every story is in the rundown', options, async () => {
  await page.getByRole('button', { name: 'Begin' }).waitFor();
  const file = { name: basename(issueFile), type: 'text/plain', data: readFileSync(issueFile) };
  await drop(page, page.locator('main'), file);
  await rows(page).first().waitFor();
  const found = await names(page);
  const kinds = (await copies(galley, (await only()).id)).map(({ kind }) => kind);
  // One letter, five stories with a promo after the third and one after the fifth, jobs, footer.
  const wanted = ['letter', 'story', 'story', 'story', 'promo', 'story', 'story', 'promo', 'jobs', 'footer'];
  assert.deepEqual(kinds.filter((kind) => kind !== 'note'), wanted);
  assert.equal(found.length, kinds.length);
});

test('it can be read: the email holds every word of each story', options, async () => {
  const email = mail(page).locator('body');
  for (const { kind, name } of await copies(galley, (await only()).id))
    if (kind === 'story') await eventually(async () => assert.ok((await email.innerText()).includes(name)));
});

test('the count that was left in the copy is taken out where it stands', options, async () => {
  const all = await copies(galley, (await only()).id);
  const story = all.find(({ copy }) => copy.trimEnd().endsWith('(61)'));
  assert.ok(story, 'no story ends in (61)');
  await openItem(page, story.name);
  await toEnd(page);
  for (let n = 0; n < ' (61)'.length; n++) await page.keyboard.press('Backspace');
  await saved(page);
  assert.ok(!(await text(page)).includes('(61)'));
  await eventually(async () => assert.ok(!(await mail(page).locator('body').innerText()).includes('(61)')));
  const now = (await copies(galley, (await only()).id)).find(({ id }) => id === story.id);
  assert.equal(now.copy.trimEnd(), story.copy.trimEnd().slice(0, -' (61)'.length));
});

const files = (dir) =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();

test('the export is the terminal’s, byte for byte', options, async () => {
  const [out, saves, there] = [folder('out'), folder('saves'), folder('there')];
  const { id } = await only();
  await tab(page, 'Send').click();
  await page.getByRole('button', { name: /^Merge tags for/ }).click();
  await page.getByRole('menuitemradio', { name: 'Mailchimp' }).click();
  galley.answer(out);
  await button(page, 'Export …').click();
  await notices(page).getByText(out).waitFor();
  const [receipt] = await page.evaluate((issue) => window.go.app.Send.Receipts(issue), id);
  const written = join(saves, 'issue.md');
  galley.answer(written);
  await command(page, 'Save the issue as a Markdown file');
  await eventually(() => assert.ok(existsSync(written)));
  try {
    execFileSync(terminal, ['export', written, '-o', there, '--profile', 'mailchimp', '--date', receipt.time]);
  } catch (reason) {
    assert.equal(reason.status, 1, String(reason.stderr)); // a proof: the real issue has open errors
  }
  const sent = files(out).filter((name) => !name.startsWith('receipt'));
  assert.ok(sent.length >= 3, sent.join(', '));
  assert.deepEqual(files(there).filter((name) => !name.startsWith('receipt')), sent);
  for (const name of sent)
    assert.ok(readFileSync(join(out, name)).equals(readFileSync(join(there, name))), `${name} differs`);
});

test('nothing in the window went wrong', options, () => {
  assert.deepEqual(alive, []);
});
