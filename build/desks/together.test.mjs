// Two people and one text, on two desks with a data folder each: the writer sends
// an issue to review, the editor comments, suggests, moves an item and changes a
// sentence, and sends it back; the writer answers, accepts one, stets one, and
// merges; the editor signs off; a comma reopens one item.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, start } from './galley.mjs';
import { button, command, copies, copy, eventually, issueOf, names, notices, openItem, rest, row, rundown, saved, tab, text, toEnd } from './hands.mjs';

const LETTER = 'Letter';
const STORY = 'Pier Pressure';
const OTHER = 'Gate Expectations';

let chrome, writer, editor, files;

async function desk(name, sample) {
  const galley = await start({ sample });
  const { page, alive } = await open(chrome, galley);
  return { galley, page, alive, name };
}

before(async () => {
  files = folder('files');
  chrome = await browser();
  [writer, editor] = await Promise.all([desk('Mo Ito', true), desk('Ada Byron', false)]);
});

after(async () => {
  await chrome?.close();
  await Promise.all([writer?.galley.stop(), editor?.galley.stop()]);
});

const notes = (page) => page.getByRole('region', { name: 'Notes' });
const cards = (page) => notes(page).locator('[data-note]');
const card = (page, words) => cards(page).filter({ hasText: words });
const status = (page) => page.locator('header .status');

/** Says who one is, when one is asked. */
async function introduce({ page, name }) {
  const dialog = page.getByRole('dialog', { name: 'Who is at this desk?' });
  await dialog.getByRole('textbox', { name: 'Your name' }).fill(name);
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
}

/** Selects words of the open copy. */
const select = (page, words) =>
  copy(page).evaluate((content, wanted) => {
    const { view } = content.cmTile;
    const at = view.state.doc.toString().indexOf(wanted);
    if (at < 0) throw new Error(`no “${wanted}” in the copy`);
    view.dispatch({ selection: { anchor: at, head: at + wanted.length }, scrollIntoView: true });
    view.focus();
  }, words);

/** Saves a review file from the dialog that is open. */
async function saveFile({ galley, page }, name, note) {
  const path = join(files, name);
  galley.answer(path);
  const dialog = page.getByRole('dialog', { name: /Send to review|Back to the writer/ });
  await dialog.getByRole('textbox', { name: /A word to/ }).fill(note);
  await page.keyboard.press('Enter');
  await eventually(() => assert.ok(existsSync(path), 'no file yet'));
  await notices(page).getByText(`Saved ${path}`).waitFor();
  return path;
}

async function openFile({ galley, page }, path) {
  galley.answer(path);
  await command(page, 'Open a review file');
}

test('the writer sends the issue to review in two keys, and is asked once who that is', async () => {
  const { page } = writer;
  await copy(page).waitFor();
  await page.keyboard.press('Control+Shift+R');
  await introduce(writer);
  // The file's dialog is cancelled: nothing was sent, and the form stands with what was said.
  const dialog = page.getByRole('dialog', { name: 'Send to review' });
  await dialog.getByRole('textbox', { name: /A word to/ }).fill('Not yet.');
  writer.galley.answer('');
  await page.keyboard.press('Enter');
  await eventually(() => assert.ok(!existsSync(writer.galley.answers), 'the dialog was not asked'));
  await rest(300);
  assert.equal(await dialog.getByRole('textbox', { name: /A word to/ }).inputValue(), 'Not yet.');
  const { id } = await issueOf(page, '74');
  const states = (await copies(writer.galley, id)).map(({ state }) => state);
  assert.ok(!states.includes('in-review'), states.join());
  await saveFile(writer, 'to-ada.galley', 'The pier story is new.');
  await eventually(async () => assert.match(await row(page, STORY).innerText(), /In review/));
});

test('the editor opens it: to read, with what was said', async () => {
  const { page } = editor;
  await openFile(editor, join(files, 'to-ada.galley'));
  await notices(page).getByText('Mo Ito sent you this issue to read.').waitFor();
  await notices(page).getByText('The pier story is new.').waitFor();
  await eventually(async () => assert.deepEqual(await names(page), await names(writer.page)));
  await openItem(page, STORY);
  await eventually(async () => assert.match(await text(page), /Port Ellery’s harbour office/));
  await eventually(async () => assert.match(await status(page).innerText(), /Mo Ito sent this to review/));
});

test('a guest’s copy is its writer’s: what is typed is a suggestion', async () => {
  const { page, galley } = editor;
  const before = await text(page);
  await select(page, 'Port Ellery’s harbour office');
  await page.keyboard.press('Control+Alt+m');
  await introduce(editor);
  await notes(page).getByRole('textbox', { name: 'New comment' }).fill('Say which harbour, @Mo Ito');
  await page.keyboard.press('Enter');
  await card(page, 'Say which harbour').waitFor();
  await select(page, 'in 100 agreed');
  await page.keyboard.type('of 100 agreed');
  await select(page, 'nearly as good');
  await page.keyboard.type('just as good');
  await eventually(async () => assert.equal(await card(page, 'Suggested edit').count(), 2));
  await saved(page);
  const { id } = await issueOf(page, 'The tide turns twice');
  assert.equal((await copies(galley, id)).find(({ name }) => name === STORY).copy, before, 'the copy is untouched');
});

test('who takes part may move an item and change a sentence, and sends it back as a file', async () => {
  const { page } = editor;
  await button(page, 'Edit it here').click();
  // The button goes, and whoever pressed it is in the copy.
  await eventually(async () => assert.ok(await copy(page).evaluate((content) => content === document.activeElement)));
  await row(page, OTHER).click();
  await row(page, OTHER).press('Alt+ArrowUp');
  await eventually(async () => assert.notDeepEqual(await names(page), await names(writer.page)));
  await openItem(page, LETTER);
  await button(page, 'Suggesting').click();
  await toEnd(page);
  await page.keyboard.type('\n\nA word from the editor.');
  await saved(page);
  await page.keyboard.press('Control+Shift+B');
  await saveFile(editor, 'to-mo.galley', 'Two small things.');
});

test('the writer, who wrote on meanwhile, merges it: nothing is lost', async () => {
  const { page } = writer;
  await openItem(page, STORY);
  await toEnd(page);
  await page.keyboard.type(' More was typed meanwhile.');
  await saved(page);
  await openFile(writer, join(files, 'to-mo.galley'));
  await notices(page).getByText(/Merged what Ada Byron sent: .*another order.*1 comment.*2 suggestions/).waitFor();
  await eventually(async () => assert.deepEqual(await names(page), await names(editor.page)));
  await openItem(page, LETTER);
  await eventually(async () => assert.match(await text(page), /A word from the editor\.$/));
  await openItem(page, STORY);
  await eventually(async () => assert.match(await text(page), /More was typed meanwhile\.$/));
  // The same file once more changes nothing.
  await openFile(writer, join(files, 'to-mo.galley'));
  await notices(page).getByText('Nothing in Ada Byron’s file is new here.').waitFor();
});

test('the writer answers, accepts one, stets one', async () => {
  const { page } = writer;
  await card(page, 'Say which harbour').click();
  await page.keyboard.press('r');
  await notes(page).getByRole('textbox', { name: 'Answer' }).fill('The old one; it says so below.');
  await page.keyboard.press('Enter');
  await card(page, 'The old one').waitFor();
  await card(page, 'of 100').click();
  await page.keyboard.press('a');
  await eventually(async () => assert.match(await text(page), /97 readings of 100 agreed/));
  await card(page, 'just as good').click();
  await page.keyboard.press('s');
  await eventually(async () => assert.equal(await card(page, 'Suggested edit').count(), 0));
  assert.match(await text(page), /nearly as good/);
  // One step of undo opens it again, and one of redo makes it once more.
  await copy(page).focus();
  await button(page, 'Suggesting').click();
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal(await card(page, 'Suggested edit').count(), 1));
  assert.match(await text(page), /97 readings in 100 agreed/);
  await page.keyboard.press('Control+Shift+Z');
  await eventually(async () => assert.equal(await card(page, 'Suggested edit').count(), 0));
  await saved(page);
  await page.keyboard.press('Control+Shift+R');
  await saveFile(writer, 'to-ada-2.galley', 'Done, please sign.');
});

test('the editor signs off, and a comma reopens that item alone', async () => {
  const { page } = editor;
  await openFile(editor, join(files, 'to-ada-2.galley'));
  await notices(page).getByText(/Merged what Mo Ito sent/).waitFor();
  await openItem(page, STORY);
  await eventually(async () => assert.match(await text(page), /97 readings of 100 agreed/));
  await card(page, 'The old one').click();
  await page.keyboard.press('e');
  for (const name of await names(page)) {
    await openItem(page, name);
    const sign = button(page, 'Sign off');
    await sign.click();
    await eventually(async () => assert.match(await row(page, name).first().innerText(), /Ready/));
  }
  await button(page, 'Sign off the issue').click();
  await page.getByText('The issue is ready: Ada Byron signed it off.').waitFor();
  await openItem(page, LETTER);
  await toEnd(page);
  await page.keyboard.type(',');
  await eventually(async () => assert.match(await row(page, LETTER).innerText(), /Drafting/));
  const states = await rundown(page).locator('[data-row]').allInnerTexts();
  assert.equal(states.filter((state) => /Ready/.test(state)).length, states.length - 1);
  await eventually(async () => assert.match(await status(page).innerText(), /Changed since Ada Byron signed it off/));
  // What changed since then is one key away.
  await page.keyboard.press('Alt+5');
  await page.getByRole('region', { name: /Side by side/i }).first().waitFor();
  await page.getByText('1 change', { exact: false }).first().waitFor();
  await tab(page, 'Preflight').click();
  await page.getByText('Changed since it was signed off').first().waitFor();
});

test('nothing went wrong behind it', () => {
  assert.deepEqual(writer.alive, []);
  assert.deepEqual(editor.alive, []);
});
