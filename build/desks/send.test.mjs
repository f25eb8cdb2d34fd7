// The Send desk: what is found, and what is written.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, start } from './galley.mjs';
import {
  button,
  copy,
  eventually,
  issueOf,
  notices,
  openItem,
  saved,
  tab,
  text,
  toEnd,
} from './hands.mjs';

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

const exportsPanel = () => page.locator('section').filter({ has: page.getByRole('heading', { name: 'Exports' }) });
const sha256 = (data) => createHash('sha256').update(data).digest('hex');

async function toSend() {
  await tab(page, 'Send').click();
  await button(page, 'Export …').waitFor();
}

test('the desk shows what Judge finds, and goes there', async () => {
  await page.keyboard.press('Control+2');
  await openItem(page, 'Pier Pressure');
  await toEnd(page);
  await page.keyboard.type('\n\nRead [this](http://) and {{nonsense}} TK.');
  await saved(page);
  await toSend();
  const { id } = await issueOf(page, '74');
  const judged = await page.evaluate((issue) => window.go.app.Send.Judge(issue, ''), id);
  assert.ok(judged.errors > 0, 'nothing is wrong with a broken link and a slot that is none');
  await page
    .getByRole('heading', { name: judged.errors === 1 ? '1 thing to fix' : `${judged.errors} things to fix` })
    .waitFor();
  const finding = judged.findings.find(({ words, severity }) => severity === 'error' && words !== '');
  const shown = page.getByRole('button', { name: finding.words }).filter({ hasText: finding.why }).first();
  await shown.click();
  await copy(page).waitFor();
  await eventually(async () => {
    const selected = await copy(page).evaluate((content) => {
      const { state } = content.cmTile.view;
      return state.sliceDoc(state.selection.main.from, state.selection.main.to);
    });
    assert.equal(selected, finding.words);
  });
  await toEnd(page);
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.doesNotMatch(await text(page), /nonsense/));
  await saved(page);
});

test('an export is on the disk as its receipt says, and changes since are named', async () => {
  await toSend();
  const dir = folder('export');
  galley.answer(dir);
  await button(page, 'Export …').click();
  await notices(page)
    .getByText(/^Exported/)
    .first()
    .waitFor();
  await eventually(async () => assert.match(await exportsPanel().innerText(), /Nothing changed since/));
  const [name] = readdirSync(dir).filter((one) => /^receipt.*json$/.test(one));
  const receipt = JSON.parse(readFileSync(join(dir, name), 'utf8'));
  assert.ok(
    receipt.files.some((file) => file.name.endsWith('.html')) &&
      receipt.files.some((file) => file.name.endsWith('.eml')),
  );
  for (const file of receipt.files) assert.equal(sha256(readFileSync(join(dir, file.name))), file.sha256, file.name);
  assert.match(await exportsPanel().innerText(), receipt.proof ? /Proof/ : /Final/);

  await page.keyboard.press('Control+2');
  await openItem(page, 'Pier Pressure');
  await toEnd(page);
  await page.keyboard.type(' A change since.');
  await saved(page);
  await toSend();
  await eventually(async () => assert.match(await exportsPanel().innerText(), /Changed since: Pier Pressure/));
  await button(page, 'Export here again').click();
  await eventually(async () => assert.match(await exportsPanel().innerText(), /Nothing changed since/));
  const html = readdirSync(dir).find((one) => one.endsWith('.html'));
  assert.match(readFileSync(join(dir, html), 'utf8'), /A change since\./);
});

test('the profile is whose merge tags the email has', async () => {
  const dir = folder('mailchimp');
  galley.answer(dir);
  await page.getByRole('button', { name: /^Merge tags for/ }).click();
  await page.getByRole('menuitemradio', { name: 'Mailchimp' }).click();
  await button(page, 'Export …').click();
  await eventually(async () =>
    assert.match(
      readFileSync(
        join(
          dir,
          readdirSync(dir).find((one) => one.endsWith('.html')),
        ),
        'utf8',
      ),
      /\*\|UNSUB\|\*/,
    ),
  );
});

test('what the desk refuses is said in its own words', async () => {
  const file = join(folder('refused'), 'a-file');
  writeFileSync(file, 'here');
  galley.answer(file);
  await button(page, 'Export …').click();
  await notices(page).getByText('is a file, not a folder').first().waitFor();
  const said = await page.evaluate(() => window.go.app.Library.DeleteIssue('none').catch((reason) => reason.message));
  assert.match(said, /"code":"not-found"/);
  galley.answer(join(galley.data, 'out'));
  await button(page, 'Export …').click();
  await notices(page).getByText('This is Galley’s own data folder.').waitFor();
});

test('the profile is the issue’s: the preview has its merge tags, and the next visit too', async () => {
  const { id } = await issueOf(page, '74');
  const { card } = await page.evaluate((issue) => fetch(`/draft/${issue}`).then((answer) => answer.json()), id);
  assert.equal(card.profile, 'mailchimp');
  await page.keyboard.press('Control+2');
  await toSend();
  await page.getByRole('button', { name: /^Merge tags for\s*Mailchimp/ }).waitFor();
});

test('Copy HTML puts the email on the clipboard, and says how much', async () => {
  await button(page, 'Copy HTML').click();
  const said = notices(page).getByText(/The HTML is on the clipboard: [\d.]+ KB, merge tags for Mailchimp/);
  // Pressed while an export is still being finished it says so, and is pressed again.
  await eventually(async () => {
    if (!(await said.isVisible())) await button(page, 'Copy HTML').click();
    await said.waitFor({ timeout: 1000 });
  });
});

test('Save .eml writes the email where the dialog says', async () => {
  const path = join(folder('eml'), 'the-tide.eml');
  galley.answer(path);
  const said = notices(page).getByText(path);
  // As above: the export before it may not be finished yet.
  await eventually(async () => {
    if (!(await said.isVisible())) await button(page, 'Save .eml …').click();
    await said.waitFor({ timeout: 1000 });
  });
  const email = readFileSync(path, 'utf8');
  assert.match(email, /^From: /m);
  assert.match(email, /Content-Type: multipart\/alternative/);
  assert.match(email, /\*\|UNSUB\|\*/);
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
