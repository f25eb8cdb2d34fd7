// The Preflight desk: what is found, what one key does about it, and the marks beside the copy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { button, command, copies, copy, eventually, issueOf, mail, notices, openItem, rest, saved, tab, text, toEnd } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let chrome, galley, page, alive, issue, clean;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  issue = (await issueOf(page, '74')).id;
  clean = await flight();
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const flight = () => page.evaluate((id) => fetch(`/preflight/${id}`).then((answer) => answer.json()), issue);
const findings = () => page.locator('[data-finding]');
const finding = (words) => findings().filter({ has: page.locator('mark', { hasText: words }) });
const current = () => page.locator('[data-finding][aria-current="true"]');
const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.querySelector('mark')?.textContent ?? '');
const copyOf = async (name) => (await copies(galley, issue)).find((one) => one.name === name).copy;
const selected = () =>
  copy(page).evaluate((content) => {
    const { state } = content.cmTile.view;
    return state.sliceDoc(state.selection.main.from, state.selection.main.to);
  });

async function toPreflight() {
  await page.keyboard.press('Control+4');
  await page.getByText(/checks? pass/).waitFor();
}

/** The desk shows what the program finds now. */
const inTime = () =>
  eventually(async () => {
    const { findings: found } = await flight();
    assert.equal(await findings().count(), found.length);
  });

async function axeFinds(where, within = 'body') {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await eventually(async () =>
      assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), colorScheme),
    );
    await rest(150);
    const { violations } = await page.evaluate((selector) =>
      window.axe.run(selector, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
        iframes: false,
      }),
      within,
    );
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(`${where}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
}

test('beside the copy what is found is marked when typing rests, and never the word at the caret', async () => {
  await openItem(page, 'Pier Pressure');
  await toEnd(page);
  await page.keyboard.type('\n\nRead [this](www.tidewater.example/one) and {{nonsense}}');
  await saved(page);
  await eventually(async () => assert.equal(await copy(page).locator('.cm-sign').count(), 1));
  await rest(500);
  assert.equal(await copy(page).locator('.cm-found', { hasText: 'nonsense' }).count(), 0);
  await page.keyboard.type(' today.');
  await copy(page).locator('.cm-found', { hasText: 'nonsense' }).first().waitFor();
  const label = await copy(page).locator('.cm-sign').last().getAttribute('aria-label');
  assert.match(label, /^Must fix: /);
  await saved(page);
});

/** The keys are the card's: its first button has them. */
const inCard = () => eventually(async () => assert.ok(await page.locator('.cm-card button').first().evaluate((one) => one === document.activeElement)));

test('F8 goes to the next finding, and the keys into its card; Escape goes back to the words', async () => {
  const before = await text(page);
  await copy(page).focus();
  await page.keyboard.press('F8');
  const card = page.locator('.cm-card');
  await inCard();
  const first = await selected();
  await page.keyboard.press('F8');
  await eventually(async () => assert.notEqual(await selected(), first));
  await inCard();
  await page.keyboard.press('Shift+F8');
  await eventually(async () => assert.equal(await selected(), first));
  await inCard();
  // However often Tab is pressed: what lies beneath the card is not gone to.
  for (let n = 0; n < 7; n++) {
    await page.keyboard.press(n < 4 ? 'Tab' : 'Shift+Tab');
    assert.ok(await page.evaluate(() => document.activeElement?.closest('.cm-card') !== null));
  }
  const found = await axeFinds('the card', '.cm-card');
  assert.deepEqual(found, []);
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  assert.ok(await page.evaluate(() => document.activeElement?.closest('.cm-content') !== null));
  assert.equal(await selected(), first);
  assert.equal(await text(page), before);
  // To the card of what is at the caret there is a key, too.
  await page.keyboard.press('Alt+Enter');
  await inCard();
  await page.keyboard.press('Escape');
  // By the palette it is the same.
  await command(page, 'Next finding in the copy');
  await inCard();
  await rest(100);
  await inCard();
  await page.keyboard.press('Escape');
});

test('the pointer on the words, or on the sign, opens the card too; its waiver wants a reason', async () => {
  const card = page.locator('.cm-card');
  await copy(page).locator('.cm-sign').first().click();
  await card.waitFor();
  await page.keyboard.press('Escape');
  await toEnd(page);
  await card.waitFor({ state: 'detached' });
  const words = copy(page).locator('.cm-found', { hasText: 'nonsense' }).first();
  await words.hover();
  await card.waitFor();
  await card.getByRole('button', { name: 'Waive …' }).click();
  const field = card.getByRole('textbox', { name: 'Why is it all right?' });
  await eventually(async () => assert.ok(await field.evaluate((one) => one === document.activeElement)));
  await page.keyboard.type('The service fills it in.');
  // It stays while somebody writes in it.
  await page.mouse.move(5, 400);
  await rest(500);
  assert.ok(await field.isVisible());
  await page.keyboard.press('Enter');
  await words.waitFor({ state: 'detached' });
  const { waived } = await flight();
  assert.deepEqual(
    waived.map(({ reason }) => reason),
    ['The service fills it in.'],
  );
  await page.evaluate(
    ([id, item]) => window.go.app.Preflight.Unwaive(id, item, 'slot.unknown', '{{nonsense}}', ''),
    [issue, waived[0].item_id],
  );
});

test('the card fixes in place, and Ctrl+Z takes it back', async () => {
  await page.keyboard.press('F8');
  while (!(await selected()).includes('tidewater.example/one')) await page.keyboard.press('F8');
  await inCard();
  await page.keyboard.press('Enter');
  await eventually(async () => assert.match(await text(page), /\]\(https:\/\/www\.tidewater\.example\/one\)/));
  // The keys are the copy's again, without a click.
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.match(await text(page), /\]\(www\.tidewater\.example\/one\)/));
  await toEnd(page);
  await page.keyboard.type('\n\nAnd [that](www.tidewater.example/two), [more](#) and [last](#).');
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await page.keyboard.type('\n\nSee [it](www.tidewater.example/three).');
  await saved(page);
});

test('the desk lists what is found, the gravest first, and its tab counts what must be fixed', async () => {
  await toPreflight();
  await inTime();
  const { findings: found, errors } = await flight();
  assert.equal(errors, clean.errors + 6);
  await page.getByRole('heading', { level: 1, name: `${errors} things to fix before this goes out` }).waitFor();
  await tab(page, `Preflight ${errors}`).or(tab(page, /^Preflight/)).first().waitFor();
  assert.match(await tab(page, /Preflight/).innerText(), new RegExp(String(errors)));
  for (const { words } of found) if (words !== '') await finding(words).first().waitFor();
  await page.getByRole('heading', { name: 'Must fix' }).waitFor();
  assert.equal(await findings().first().getAttribute('aria-current'), 'true');
  assert.deepEqual(await axeFinds('Preflight'), []);
});

test('the arrows and j and k move, and the focus is where one looks', async () => {
  await findings().first().focus();
  await page.keyboard.press('ArrowDown');
  await eventually(async () => assert.equal(await findings().nth(1).getAttribute('aria-current'), 'true'));
  await page.keyboard.press('j');
  await eventually(async () => assert.equal(await findings().nth(2).getAttribute('aria-current'), 'true'));
  await page.keyboard.press('k');
  await page.keyboard.press('ArrowUp');
  await eventually(async () => assert.equal(await findings().first().getAttribute('aria-current'), 'true'));
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-current')), 'true');
});

test('F fixes in one step of undo, says so, and the next finding has the focus', async () => {
  const before = await copyOf('Pier Pressure');
  await finding('tidewater.example/one').focus();
  await page.keyboard.press('f');
  await notices(page).getByText('Put https:// before it').waitFor();
  await finding('tidewater.example/one').waitFor({ state: 'detached' });
  assert.notEqual(await focused(), '');
  await eventually(async () => assert.match(await copyOf('Pier Pressure'), /\(https:\/\/www\.tidewater\.example\/one\)/));
  await inTime();
  await button(page, 'Undo').last().click();
  await eventually(async () => assert.equal(await copyOf('Pier Pressure'), before));
  await finding('tidewater.example/one').waitFor();
  await inTime();
});

test('Shift+F fixes all of the kind in the issue, also in items that were never opened, and says how many', async () => {
  await finding('tidewater.example/one').focus();
  await page.keyboard.press('Shift+F');
  await notices(page).getByText('3 fixed in 2 items').waitFor();
  await inTime();
  for (const name of ['Pier Pressure', 'Gate Expectations'])
    assert.doesNotMatch(await copyOf(name), /\(www\.tidewater\.example/);
  assert.equal(await finding('www.tidewater.example').count(), 0);
  // In the copy each item's is one step.
  await page.keyboard.press('Control+2');
  await openItem(page, 'Gate Expectations');
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.match(await text(page), /See \[it\]\(www\.tidewater\.example\/three\)/));
  await page.keyboard.press('Control+y');
  await eventually(async () => assert.match(await text(page), /See \[it\]\(https:\/\/www/));
  await saved(page);
});

test('a waiver wants a reason; it is listed with who and when, and taken back', async () => {
  await toPreflight();
  await finding('{{nonsense}}').focus();
  await page.keyboard.press('w');
  const field = page.getByRole('textbox', { name: 'Why is it all right?' });
  await eventually(async () => assert.ok(await field.evaluate((one) => one === document.activeElement)));
  await page.keyboard.press('Enter');
  assert.ok(await field.isVisible());
  await page.keyboard.press('Escape');
  await field.waitFor({ state: 'detached' });
  assert.equal(await focused(), '{{nonsense}}');
  await page.keyboard.press('w');
  await field.waitFor();
  await page.keyboard.type('The service fills it in.');
  await page.keyboard.press('Enter');
  await finding('{{nonsense}}').waitFor({ state: 'detached' });
  assert.notEqual(await focused(), '');
  const folded = page.locator('summary', { hasText: '1 waived' });
  await folded.click();
  await page.getByText('The service fills it in.').waitFor();
  const { waived } = await flight();
  assert.equal(waived[0].words, '{{nonsense}}');
  assert.ok(waived[0].date !== '');
  assert.deepEqual(await axeFinds('Preflight with a waiver'), []);
  await button(page, 'Take back').click();
  await finding('{{nonsense}}').waitFor();
  await inTime();
});

test('severity and item filter the list, and 0 shows all', async () => {
  const { findings: found } = await flight();
  const count = (severity) => found.filter((one) => one.severity === severity).length;
  await findings().first().focus();
  await page.keyboard.press('1');
  await eventually(async () => assert.equal(await findings().count(), count('error')));
  await page.keyboard.press('2');
  await eventually(async () => assert.equal(await findings().count(), count('warning')));
  await page.keyboard.press('0');
  await eventually(async () => assert.equal(await findings().count(), found.length));
  const item = page.getByRole('navigation', { name: 'Rundown' }).getByRole('button', { name: 'Pier Pressure' });
  await item.click();
  const here = found.filter(({ headline }) => headline === 'Pier Pressure').length;
  await eventually(async () => assert.equal(await findings().count(), here));
  assert.equal(await item.getAttribute('aria-pressed'), 'true');
  await item.click();
  await eventually(async () => assert.equal(await findings().count(), found.length));
});

test('Enter goes to the words, in the copy and in the preview', async () => {
  await finding('{{nonsense}}').focus();
  await page.keyboard.press('Enter');
  await eventually(async () => assert.equal(await selected(), '{{nonsense}}'));
  await eventually(async () => {
    const box = await mail(page).getByText('nonsense').first().boundingBox();
    assert.ok(box !== null && box.y > 60 && box.y < 860, JSON.stringify(box));
  });
});

test('each jump after another is seen in the preview, and on the way back the keys are the copy’s', async () => {
  const isSeen = (words) =>
    eventually(async () => {
      const box = await mail(page).getByText(words).first().boundingBox();
      assert.ok(box !== null && box.y > 60 && box.y + box.height < 880, `${words}: ${JSON.stringify(box)}`);
    });
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await page.keyboard.type('\n\nAnd {{faraway}} it is.');
  await saved(page);
  for (const words of ['faraway', 'nonsense', 'faraway', 'nonsense']) {
    await toPreflight();
    await finding(`{{${words}}}`).first().focus();
    await page.keyboard.press('Enter');
    await isSeen(words);
    // Longer than anything that is put right afterwards.
    await rest(400);
    await isSeen(words);
  }
  // To the same words again, after one has read elsewhere.
  const preview = page.getByRole('region', { name: 'The email, as it will be exported' });
  await preview.evaluate((one) => one.scrollTo(0, 0));
  await toPreflight();
  await finding('{{nonsense}}').focus();
  await page.keyboard.press('Enter');
  await isSeen('nonsense');
  await toPreflight();
  await page.keyboard.press('Control+2');
  await eventually(async () =>
    assert.ok(await page.evaluate(() => document.activeElement?.closest('.cm-content') !== null)),
  );
});

test('of the same words twice those are meant that were found', async () => {
  await toPreflight();
  await finding('#').nth(1).focus();
  await page.keyboard.press('Enter');
  await eventually(async () => {
    const at = await copy(page).evaluate((content) => {
      const { state } = content.cmTile.view;
      return state.sliceDoc(state.selection.main.from - 7, state.selection.main.to);
    });
    assert.equal(at, '[last](#');
  });
});

test('what is about the issue itself leads to its settings', async () => {
  await page.route('**/preflight/*', async (route) => {
    const answer = await route.fetch();
    const found = await answer.json();
    const [one] = found.findings;
    const about = { ...one, check: 'envelope.subject', item: 0, item_id: '', headline: '', section: '', part: '' };
    found.findings.push({ ...about, words: '', context: '', why: 'There is no subject.', start: -1, end: -1, fix: null });
    await route.fulfill({ json: found });
  });
  await toPreflight();
  await page.getByRole('navigation', { name: 'Rundown' }).getByRole('button', { name: 'The issue itself' }).click();
  await eventually(async () => assert.equal(await findings().count(), 1));
  await findings().first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Subject line' }).waitFor();
  await page.unroute('**/preflight/*');
  await toPreflight();
  await page.keyboard.press('0');
  await inTime();
});

test('everything can be done by the palette, and stands in the sheet of keys', async () => {
  await toPreflight();
  await command(page, 'Show what must be fixed');
  await page.getByRole('button', { name: /^Must fix/, pressed: true }).waitFor();
  await command(page, 'Show all findings');
  await finding('{{nonsense}}').focus();
  await command(page, 'Go to the finding’s words');
  await eventually(async () => assert.equal(await selected(), '{{nonsense}}'));
  await toPreflight();
  await page.keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Every key' });
  await sheet.waitFor();
  const listed = await sheet.innerText();
  for (const title of ['Fix the finding', 'Fix all of its kind', 'Waive the finding …', 'Next finding', 'Go to Preflight'])
    assert.ok(listed.includes(title), title);
  await page.keyboard.press('Escape');
});

test('the Send desk names what keeps it a proof, and leads to Preflight', async () => {
  await tab(page, 'Send').click();
  await page.getByText('the file is marked as a proof until').waitFor();
  assert.equal(await page.getByText('waived, with').count(), 0);
  const waiver = [issue, (await flight()).findings.find(({ words }) => words === '{{nonsense}}').item_id, 'slot.unknown', '{{nonsense}}', ''];
  await page.evaluate((of) => window.go.app.Preflight.Waive(...of, 'The service fills it in.'), waiver);
  await tab(page, /^Preflight/).first().click();
  await tab(page, 'Send').click();
  await button(page, '1 finding was waived, with a reason').click();
  await page.locator('summary', { hasText: '1 waived' }).waitFor();
  await page.evaluate((of) => window.go.app.Preflight.Unwaive(...of), waiver);
  await tab(page, 'Send').click();
  await button(page, 'See all in Preflight').click();
  await findings().first().waitFor();
});

test('a page that begins anew, on another desk, finds the desk by itself', async () => {
  await page.reload({ waitUntil: 'load' });
  await tab(page, 'Library').click();
  await tab(page, 'Preflight').click();
  await findings().first().waitFor();
  await finding('#').first().focus();
  await inTime();
  assert.equal(await current().count(), 1);
});

test('nothing in the window went wrong', () => assert.deepEqual(alive, []));
