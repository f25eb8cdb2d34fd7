// The Send desk: what is found, what is written, and that the terminal program
// writes the same.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, root, start } from './galley.mjs';
import {
  button,
  copy,
  drop,
  eventually,
  issueOf,
  names,
  notices,
  openItem,
  rows,
  saved,
  shelf,
  tab,
  text,
  toEnd,
} from './hands.mjs';

const real = process.env.GALLEY_REAL_ISSUE ?? resolve(root, '../shared/real-issue/issue-2021-01-13.txt');
const terminal = join(root, 'build/bin/galley-headless');
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

/** The next Export goes to a folder: its dialog is the system's, and no page can answer it. */
const into = (dir) =>
  page.evaluate((to) => {
    window.go.app.Send.Export = (issue, profile) => window.go.app.Send.ExportTo(issue, profile, to);
  }, dir);

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
  await into(dir);
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
  await into(dir);
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

test('Copy HTML puts the email on the clipboard, and says how much', async () => {
  await page.evaluate(() => {
    const { CopyHTML } = window.go.app.Send;
    window.copied = [];
    window.go.app.Send.CopyHTML = async (...given) => {
      const bytes = await CopyHTML(...given);
      window.copied.push([given[1], bytes]);
      return bytes;
    };
  });
  // A press while an export is still being finished does nothing, so it may take a second one.
  await eventually(async () => {
    await button(page, 'Copy HTML').click();
    await page.waitForFunction(() => window.copied.length > 0, null, { timeout: 1000 });
  });
  await notices(page)
    .getByText(/The HTML is on the clipboard: [\d.]+ KB, merge tags for Mailchimp/)
    .waitFor();
  const [[profile, bytes]] = await page.evaluate(() => window.copied);
  assert.equal(profile, 'mailchimp');
  assert.ok(bytes > 20_000);
});

test('Save .eml asks for the email of this issue and says where it is', async () => {
  await page.evaluate(() => (window.go.app.Send.SaveEML = async (issue, profile) => `/tmp/${issue}-${profile}.eml`));
  await button(page, 'Save .eml …').click();
  const { id } = await issueOf(page, '74');
  await notices(page).getByText(`/tmp/${id}-mailchimp.eml`).waitFor();
});

test(
  'a real issue is read, edited and exported; the terminal makes the same of its file',
  { skip: existsSync(real) ? false : `${real} is not on this machine` },
  async () => {
    const source = readFileSync(real, 'utf8');
    const ids = async () => (await shelf(page)).publications.flatMap(({ issues }) => issues.map(({ id }) => id));
    const known = await ids();
    await tab(page, 'Library').click();
    await drop(page, page.locator('main'), { name: 'issue-2021-01-13.txt', type: 'text/plain', data: source });
    await copy(page).waitFor();
    await eventually(async () =>
      assert.ok((await names(page)).length >= 8 && !(await names(page)).includes('Pier Pressure')),
    );
    const issue = (await ids()).find((id) => !known.includes(id));
    const lines = new Set(source.split('\n').map((line) => line.trim()));
    const stories = (
      await page.evaluate((id) => fetch(`/draft/${id}`).then((answer) => answer.json()), issue)
    ).rundown.filter(({ kind }) => kind === 'story');
    assert.equal(stories.length, 5);
    for (const { name } of stories) assert.ok(lines.has(name), `“${name}” is no line of the issue`);

    await openItem(page, stories[1].name);
    const before = await text(page);
    assert.match(before, /\(61\)/);
    await copy(page).press('Control+f');
    const find = page.getByRole('form', { name: 'Find and replace' });
    await find.getByRole('textbox', { name: 'Find' }).fill(' (61)');
    await find.getByRole('textbox', { name: 'Replace with' }).fill('');
    await button(find, 'Replace all').click();
    await find.getByRole('textbox', { name: 'Find' }).fill('enquiry');
    await find.getByRole('textbox', { name: 'Replace with' }).fill('inquiry');
    await find.getByRole('checkbox', { name: 'In the whole issue' }).check();
    await button(find, 'Replace all').click();
    await button(find, 'Close').click();
    assert.doesNotMatch(await text(page), /\(61\)/);
    await rows(page).first().click();
    await saved(page);

    await toSend();
    const [byWindow, byTerminal, files] = [folder('window'), folder('terminal'), folder('file')];
    await into(byWindow);
    await button(page, 'Export …').click();
    await notices(page).getByText(byWindow).waitFor();
    const receipt = JSON.parse(
      readFileSync(
        join(
          byWindow,
          readdirSync(byWindow).find((one) => /^receipt/.test(one)),
        ),
        'utf8',
      ),
    );
    const file = join(files, 'issue.md');
    await page.evaluate(([id, path]) => window.go.app.Library.ExportIssueFileTo(id, path), [issue, file]);
    try {
      execFileSync(
        terminal,
        ['export', file, '--out', byTerminal, '--date', receipt.exported, '--profile', receipt.profile],
        { stdio: 'pipe' },
      );
    } catch (reason) {
      assert.equal(reason.status, 1, `${reason.stderr}${reason.stdout}`);
    }
    const list = (dir) =>
      readdirSync(dir, { recursive: true })
        .filter((one) => /\.(?:html|txt|png|jpe?g|gif)$/.test(one))
        .sort();
    assert.deepEqual(list(byTerminal), list(byWindow));
    for (const one of list(byWindow))
      assert.equal(readFileSync(join(byTerminal, one), 'utf8'), readFileSync(join(byWindow, one), 'utf8'), one);
    assert.doesNotMatch(
      readFileSync(
        join(
          byWindow,
          list(byWindow).find((one) => one.endsWith('.html')),
        ),
        'utf8',
      ),
      /\(61\)/,
    );
  },
);

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
