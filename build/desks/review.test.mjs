// The Review desk: what two people say about one text, what they suggest, who
// signed it off, and two versions side by side.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { button, command, copies, copy, eventually, issueOf, menuitem, notices, openItem, paste, rest, row, rundown, saved, tab, text, toEnd } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let chrome, galley, page, alive, issue;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  issue = (await issueOf(page, '74')).id;
  await toReview();
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

const editor = 'Mira Ivens';
const writer = 'Wren Ashby';

const review = () => page.evaluate((id) => fetch(`/review/${id}`).then((answer) => answer.json()), issue);
const flight = () => page.evaluate((id) => fetch(`/preflight/${id}`).then((answer) => answer.json()), issue);
const copyOf = async (name) => (await copies(galley, issue)).find((one) => one.name === name);
const stepOf = async (name) => {
  const { id } = await copyOf(name);
  return (await review()).items.find((one) => one.id === id);
};

const list = () => page.getByRole('region', { name: 'Notes', exact: true });
const cards = () => list().locator('[data-note]');
const card = (words) => cards().filter({ hasText: words });
const chosen = () => list().locator('[data-note][aria-current="true"]');
const composer = (name) => list().getByRole('textbox', { name });
const suggestSwitch = () => page.locator('button[aria-pressed]', { hasText: /^\s*Suggest/ });
async function suggests(on) {
  if ((await suggestSwitch().getAttribute('aria-pressed')) !== String(on)) await suggestSwitch().click();
  assert.equal(await suggestSwitch().getAttribute('aria-pressed'), String(on));
}
const isFocused = (element) => element.evaluate((one) => one === document.activeElement);
const inCopy = () => eventually(async () => assert.ok(await isFocused(copy(page))));
const inNotes = () =>
  eventually(async () =>
    assert.ok(await list().evaluate((one) => document.activeElement?.closest('[data-note]') !== null && one.contains(document.activeElement))),
  );
const struck = () => copy(page).locator('.cm-suggested-old').allInnerTexts();
const coming = () => copy(page).locator('.cm-suggested-new').allInnerTexts();

async function toReview() {
  await page.keyboard.press('Control+3');
  await list().waitFor();
}

/** The page is a new one; with an issue asked for it opens at the Write desk. */
async function again() {
  await page.reload();
  await copy(page).waitFor();
  await toReview();
}

/** Somebody else sits down at this desk. */
async function as(name) {
  await page.evaluate((one) => window.go.app.Notes.SetMe(one, ''), name);
  await again();
  assert.equal((await review()).me.name, name);
}

/** Selects words of the copy. */
const select = (words) =>
  copy(page).evaluate((content, wanted) => {
    const { view } = content.cmTile;
    const at = view.state.doc.toString().indexOf(wanted);
    if (at < 0) throw new Error(`“${wanted}” is not there`);
    view.focus();
    view.dispatch({ selection: { anchor: at, head: at + wanted.length }, scrollIntoView: true });
  }, words);

/** The notes that are open, of the whole issue, as the program has them. */
const openNotes = async () => {
  const { comments, suggestions } = await review();
  return [...comments.filter((one) => one.open), ...suggestions];
};

async function axeFinds(where) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await eventually(async () => assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), colorScheme));
    await rest(150);
    const { violations } = await page.evaluate(() =>
      window.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'],
        iframes: false,
      }),
    );
    for (const { id, impact, nodes } of violations)
      if (impact === 'serious' || impact === 'critical')
        found.push(`${where}, ${colorScheme}: ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  return found;
}

// — A name —

test('what is suggested is with the desk before anybody says who they are, and stays', async () => {
  // Whoever comes here suggests.
  assert.equal(await suggestSwitch().getAttribute('aria-pressed'), 'true');
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await page.keyboard.type(' Unnamed.');
  const who = page.getByRole('dialog', { name: 'Who is at this desk?' });
  await eventually(async () => assert.equal((await review()).suggestions.length, 1));
  await who.waitFor();
  // The question stands, and the page goes: as when the window is closed or stops.
  await again();
  await openItem(page, 'Gate Expectations');
  await card('Unnamed.').waitFor();
  await eventually(async () => assert.deepEqual(await coming(), [' Unnamed.']));
  await toEnd(page);
  await page.keyboard.type(' Still.');
  await who.waitFor();
  await who.getByRole('button', { name: 'Not now' }).click();
  await eventually(async () => assert.deepEqual((await review()).suggestions.map((one) => one.new), [' Unnamed. Still.']));
  await card('Unnamed.').click();
  await page.keyboard.press('s');
  await eventually(async () => assert.equal((await review()).suggestions.length, 0));
  // At first the copy is to be changed.
  await suggests(false);
});

// — Comments —

test('the selected words are commented on by key, and a name is asked for once', async () => {
  await openItem(page, 'Pier Pressure');
  const before = await text(page);
  await select('nearly as good');
  await page.keyboard.press('Control+Alt+m');
  const who = page.getByRole('dialog', { name: 'Who is at this desk?' });
  await who.waitFor();
  assert.deepEqual(await axeFinds('Who is at this desk'), []);
  await who.getByRole('textbox', { name: 'Your name' }).fill(editor);
  assert.equal(await who.getByRole('textbox', { name: 'Initials' }).getAttribute('placeholder'), 'MI');
  await page.keyboard.press('Enter');
  await eventually(async () => assert.ok(await isFocused(composer('New comment'))));
  await page.keyboard.type('Says who?');
  assert.deepEqual(await axeFinds('A comment that is written'), []);
  await page.keyboard.press('Enter');
  await card('Says who?').waitFor();
  await inCopy();
  const { comments } = await review();
  assert.deepEqual(
    comments.map(({ words, text: said, who: by, open: is }) => [words, said, by, is]),
    [['nearly as good', 'Says who?', editor, true]],
  );
  await eventually(async () => assert.deepEqual(await copy(page).locator('.cm-note-comment').allInnerTexts(), ['nearly as good']));
  assert.equal(await text(page), before);
  // Nobody is asked again, and Escape leaves the copy as it was.
  await select('measured its tide');
  await page.keyboard.press('Control+Alt+m');
  await eventually(async () => assert.ok(await isFocused(composer('New comment'))));
  await page.keyboard.press('Escape');
  await inCopy();
  assert.equal((await openNotes()).length, 1);
});

test('a comment follows its words while it is being written', async () => {
  await select('float in a well');
  await page.keyboard.press('Control+Alt+m');
  await composer('New comment').fill('A copper one?');
  await copy(page).evaluate((content) => content.cmTile.view.dispatch({ changes: { from: 0, to: 0, insert: '\n' }, userEvent: 'input.type' }));
  await list().getByRole('button', { name: 'Comment', exact: true }).click();
  await card('A copper one?').waitFor();
  const words = (await review()).comments.map((one) => one.words);
  assert.deepEqual(words, ['float in a well', 'nearly as good']);
  await page.keyboard.press('Control+z');
});

test('the rundown tells how many notes an item has, and the tab how many there are', async () => {
  await eventually(async () => assert.match(await row(page, 'Pier Pressure').innerText(), /Drafting · 2 notes/));
  assert.match(await tab(page, /^Review/).innerText(), /2/);
});

test('keys go to the notes and back; a comment is answered, resolved and opened again by key', async () => {
  await as(writer);
  await openItem(page, 'Pier Pressure');
  await copy(page).focus();
  await page.keyboard.press('F6');
  await inNotes();
  await page.keyboard.press('End');
  await eventually(async () => assert.match(await chosen().innerText(), /Says who/));
  await page.keyboard.press('r');
  await eventually(async () => assert.ok(await isFocused(composer('Answer'))));
  await page.keyboard.type(`The harbour office, @mi`);
  await list().getByRole('button', { name: `@${editor}` }).waitFor();
  await page.keyboard.press('Tab');
  await eventually(async () => assert.match(await composer('Answer').inputValue(), /@Mira Ivens $/));
  await page.keyboard.press('Enter');
  await eventually(async () => assert.equal((await review()).comments[1].replies[0]?.text, `The harbour office, @${editor}`));
  await inNotes();
  assert.deepEqual(await axeFinds('Notes'), []);
  await card('Says who?').focus();
  await page.keyboard.press('e');
  await eventually(async () => assert.deepEqual((await review()).comments.map((one) => one.open), [true, false]));
  // The card went, and the keys are at the next one.
  await eventually(async () => assert.match(await chosen().innerText(), /A copper one/));
  await inNotes();
  await page.keyboard.press('Escape');
  await inCopy();
  await list().getByRole('checkbox', { name: 'Show resolved' }).check();
  await card('Says who?').click();
  await card('Says who?').getByText(`Resolved by ${writer}`).waitFor();
  await page.keyboard.press('e');
  await eventually(async () => assert.deepEqual((await review()).comments.map((one) => one.open), [true, true]));
  await list().getByRole('checkbox', { name: 'Show resolved' }).uncheck();
});

test('what somebody said is theirs to change and to take back, and undo says it again', async () => {
  await as(editor);
  await openItem(page, 'Pier Pressure');
  const mine = card('A copper one?');
  await mine.click();
  await mine.getByRole('button', { name: 'Edit', exact: true }).click();
  await composer('Edit').fill('The copper one?');
  await page.keyboard.press('Enter');
  await card('The copper one?').getByText(/edited/).waitFor();
  await inNotes();
  await card('The copper one?').getByRole('button', { name: 'Take back', exact: true }).click();
  await eventually(async () => assert.equal((await openNotes()).length, 1));
  await inNotes();
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await card('The copper one?').waitFor();
  assert.equal((await openNotes()).length, 2);
});

test('under another name what was said is theirs still', async () => {
  const rename = async (to) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('button', { name: 'You', exact: true }).click();
    const field = page.getByRole('textbox', { name: 'Your name' });
    await field.fill('');
    await field.pressSequentially(to, { delay: 60 });
    await field.blur();
    await eventually(async () => assert.equal((await review()).me.name, to));
    await toReview();
    await openItem(page, 'Pier Pressure');
    await card('The copper one?').click();
  };
  await rename('Mira Oake-Ivens');
  await card('The copper one?').getByRole('button', { name: 'Take back', exact: true }).waitFor();
  assert.equal((await review()).comments.find((one) => one.text === 'The copper one?').who, editor);
  await rename(editor);
});

test('a comment on words that went stays, and says so', async () => {
  await openItem(page, 'Pier Pressure');
  await select('float in a well. ');
  await page.keyboard.type('drum. ');
  await saved(page);
  await card('The copper one?').getByText('The words are gone:').waitFor();
  await card('The copper one?').getByText('float in a well').waitFor();
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await saved(page);
  await card('The copper one?').getByText('The words are gone:').waitFor({ state: 'detached' });
});

// — Suggestions —

test('with Suggest on what is typed is a suggestion, and the copy stays', async () => {
  await openItem(page, 'Pier Pressure');
  const before = await copyOf('Pier Pressure');
  await page.keyboard.press('Control+Alt+s');
  assert.equal(await suggestSwitch().getAttribute('aria-pressed'), 'true');
  await select('For over a century');
  await page.keyboard.type('Since 1908');
  await select('nine days');
  await page.keyboard.press('Delete');
  await eventually(async () => assert.equal((await review()).suggestions.length, 2));
  const { suggestions } = await review();
  assert.deepEqual(
    suggestions.map(({ old, new: to, who }) => [old, to, who]),
    [
      ['For over a century', 'Since 1908', editor],
      ['nine days', '', editor],
    ],
  );
  assert.deepEqual(await struck(), ['For over a century', 'nine days']);
  assert.deepEqual(await coming(), ['Since 1908']);
  assert.equal((await copyOf('Pier Pressure')).copy, before.copy);
  await eventually(async () => assert.equal(await cards().count(), 4));
  assert.deepEqual(await axeFinds('Suggestions'), []);
});

test('what is suggested is there when the page is loaded again, even in the middle of it', async () => {
  await select('97 readings in 100');
  await page.keyboard.type('Most');
  // As soon as it has gone out, whatever the answer is.
  await eventually(async () => assert.equal((await review()).suggestions.length, 3));
  await again();
  await openItem(page, 'Pier Pressure');
  await eventually(async () => assert.equal((await struck()).length, 3));
  assert.equal(await suggestSwitch().getAttribute('aria-pressed'), 'true');
  // One goes on where one was: it is the same suggestion.
  await select('Most agreed');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.type('Nearly all: ');
  await eventually(async () => {
    const { suggestions } = await review();
    assert.deepEqual(
      suggestions.map((one) => one.new),
      ['Since 1908', 'Nearly all: Most', ''],
    );
  });
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await page.keyboard.type(' More next week.');
  await eventually(async () => assert.equal((await review()).suggestions.length, 4));
});

test('a long suggestion goes to the desk, too', async () => {
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  const posted = page.waitForRequest((request) => request.url().includes('/suggestions/'));
  await paste(page, { plain: ' Quite a lot.'.repeat(1000) });
  await posted;
  await eventually(async () => assert.ok((await review()).suggestions.some((one) => one.new.length > 13_000)));
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.ok((await review()).suggestions.every((one) => one.new.length < 100)));
});

test('more than the desk keeps is told once and stays in the copy; with less it is kept', async () => {
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await paste(page, { plain: 'Much more. '.repeat(25_000) });
  const refusal = notices(page).getByText('What you suggest is not kept yet.');
  await refusal.waitFor();
  await notices(page).getByText('Your words stay here, and go to the desk with your next change.').waitFor();
  assert.ok((await text(page)).length > 275_000);
  assert.equal((await review()).suggestions.length, 4);
  await page.keyboard.press('Control+z');
  await refusal.waitFor({ state: 'detached' });
  // The browser has a line of its own for each that was refused.
  assert.deepEqual(alive.splice(0).filter((line) => !line.includes('422')), []);
  await page.keyboard.type(' And');
  await eventually(async () => assert.match((await review()).suggestions.map((one) => one.new).join('|'), /More next week\. And/));
  for (let n = 0; n < 4; n++) await page.keyboard.press('Backspace');
  await eventually(async () => assert.doesNotMatch((await review()).suggestions.map((one) => one.new).join('|'), /And/));
});

test('the notes of the whole issue are one list, and F9 goes through them across items', async () => {
  await as(writer);
  await suggests(false);
  await openItem(page, 'Pier Pressure');
  await copy(page).focus();
  await page.keyboard.press('Control+Alt+a');
  await list().getByRole('heading', { name: 'Gate Expectations' }).waitFor();
  assert.equal(await cards().count(), 6);
  await toEnd(page);
  const seen = [];
  for (let n = 0; n < 6; n++) {
    await page.keyboard.press('F9');
    await eventually(async () => assert.ok(!seen.includes(await chosen().getAttribute('data-note'))));
    seen.push(await chosen().getAttribute('data-note'));
  }
  await eventually(async () => assert.equal(await row(page, 'Gate Expectations').getAttribute('aria-current'), 'true'));
  await inCopy();
  await page.keyboard.press('F9');
  await eventually(async () => assert.equal(await chosen().getAttribute('data-note'), seen[0]));
  await page.keyboard.press('Shift+F9');
  await eventually(async () => assert.equal(await chosen().getAttribute('data-note'), seen[5]));
  assert.deepEqual(await axeFinds('The whole issue'), []);
  await page.keyboard.press('Control+Alt+a');
});

test('a suggestion is accepted by key, and Ctrl+Z in the copy opens it again', async () => {
  await openItem(page, 'Pier Pressure');
  const before = (await copyOf('Pier Pressure')).copy;
  await card('For over a century').click();
  await page.keyboard.press('a');
  await eventually(async () => assert.match((await copyOf('Pier Pressure')).copy, /Since 1908 Port Ellery/));
  await card('For over a century').waitFor({ state: 'detached' });
  await inNotes();
  await page.keyboard.press('Escape');
  await inCopy();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal((await copyOf('Pier Pressure')).copy, before));
  await card('For over a century').waitFor();
  await page.keyboard.press('Control+y');
  await eventually(async () => assert.match((await copyOf('Pier Pressure')).copy, /Since 1908 Port Ellery/));
  await card('For over a century').waitFor({ state: 'detached' });
});

test('by its buttons, too: one is refused and undone, one is made', async () => {
  const stays = card('nine days');
  await stays.click();
  await stays.getByRole('button', { name: 'Stet', exact: true }).click();
  await stays.waitFor({ state: 'detached' });
  assert.match((await copyOf('Pier Pressure')).copy, /only nine days/);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await stays.waitFor();
  await stays.click();
  await page.keyboard.press('s');
  await stays.waitFor({ state: 'detached' });
  // The next note is this item's: nobody is led to another one.
  await inNotes();
  assert.equal(await row(page, 'Pier Pressure').getAttribute('aria-current'), 'true');
  await openItem(page, 'Pier Pressure');
  await card('Nearly all').click();
  await card('Nearly all').getByRole('button', { name: 'Accept', exact: true }).click();
  await eventually(async () => assert.match((await copyOf('Pier Pressure')).copy, /Nearly all: Most agreed/));
});

test('all that one person suggests is accepted at once, an undo step for each item', async () => {
  await as(editor);
  await openItem(page, 'Learning the Ropes');
  await copy(page).focus();
  await suggests(true);
  await toEnd(page);
  await page.keyboard.type(' One.');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('End');
  await page.keyboard.type(', Slowly');
  await eventually(async () => assert.equal((await review()).suggestions.length, 3));
  await as(writer);
  await suggests(false);
  await openItem(page, 'Learning the Ropes');
  const before = (await copyOf('Learning the Ropes')).copy;
  await list().getByRole('button', { name: 'Accept all' }).click();
  await eventually(async () => assert.match((await copyOf('Learning the Ropes, Slowly')).copy, /One\.\s*$/));
  await command(page, `Accept all that ${editor} suggests`);
  await eventually(async () => assert.match((await copyOf('Gate Expectations')).copy, /More next week\.\s*$/));
  assert.equal((await review()).suggestions.length, 0);
  await openItem(page, 'Learning the Ropes');
  await copy(page).focus();
  await page.keyboard.press('Control+z');
  await eventually(async () => assert.equal((await copyOf('Learning the Ropes')).copy, before));
  assert.match((await copyOf('Gate Expectations')).copy, /More next week\.\s*$/);
  await eventually(async () => assert.equal((await review()).suggestions.length, 2));
  await page.keyboard.press('Control+y');
  await eventually(async () => assert.equal((await review()).suggestions.length, 0));
});

// — States —

test('the issue goes to review with a word, and the rundown says who sent it', async () => {
  await page.keyboard.press('Control+Shift+r');
  const form = page.getByRole('dialog', { name: 'Send to review' });
  await form.getByText('Here: they come to this desk').click();
  await form.getByRole('textbox', { name: 'A word to whoever reads it' }).fill('The letter is long.');
  assert.deepEqual(await axeFinds('Send to review'), []);
  await form.getByRole('button', { name: 'Send to review' }).click();
  await form.waitFor({ state: 'detached' });
  await eventually(async () => assert.match(await row(page, 'Gate Expectations').innerText(), /In review · WA/));
  await page.getByText(`${writer}: The letter is long.`).waitFor();
  for (const { state, read } of (await review()).items) if (read) assert.equal(state, 'in-review');
});

test('a sign-off says what is still open, beside the notes and above the deeds, and undo is what was', async () => {
  await openItem(page, 'Pier Pressure');
  const open = (await openNotes()).filter((one) => one.item !== '').length;
  const before = await stepOf('Pier Pressure');
  await button(page, 'Sign off').click();
  const notice = notices(page).locator('[role="status"]', { hasText: 'Signed off.' });
  await notice.waitFor();
  assert.match(await notice.innerText(), /2 notes are still open\./);
  assert.ok(open >= 2);
  const box = await notice.boundingBox();
  const [rail, deeds] = [await list().boundingBox(), await page.locator('.middle > footer').boundingBox()];
  assert.ok(box.x + box.width <= rail.x, 'it is laid over the notes');
  assert.ok(box.y + box.height <= deeds.y, 'it is laid over the deeds');
  assert.deepEqual(await axeFinds('Signed off'), []);
  await notice.getByRole('button', { name: 'Undo' }).click();
  await eventually(async () => assert.deepEqual(await stepOf('Pier Pressure'), before));
  await eventually(async () => assert.match(await row(page, 'Pier Pressure').innerText(), /In review/));
});

test('each item is signed off, and one by the rundown’s menu', async () => {
  await as(editor);
  await openItem(page, 'Letter');
  await page.getByText(`${writer} sent this to review`).waitFor();
  await page.keyboard.press('Control+Alt+g');
  await eventually(async () => assert.match(await row(page, 'Letter').innerText(), /Ready · MI/));
  await page.getByText(/\d items are not signed off yet/).waitFor();
  await row(page, 'Pier Pressure').click({ button: 'right' });
  await menuitem(page, 'State').click();
  await menuitem(page, 'Ready').click();
  await eventually(async () => assert.equal((await stepOf('Pier Pressure')).signer, editor));
  for (const { name, id } of await copies(galley, issue)) {
    const step = (await review()).items.find((one) => one.id === id);
    if (!step.read || step.state === 'ready') continue;
    await openItem(page, name);
    await button(page, 'Sign off').click();
    await eventually(async () => assert.equal((await stepOf(name)).state, 'ready'));
  }
  await button(page, 'Sign off the issue').click();
  await page.getByText(`The issue is ready: ${editor} signed it off.`).waitFor();
  await notices(page).locator('[role="status"]', { hasText: 'The issue is signed off.' }).getByRole('button', { name: 'Undo' }).click();
  await button(page, 'Sign off the issue').click();
  await page.getByText(`The issue is ready: ${editor} signed it off.`).waitFor();
  assert.equal((await review()).issue.ready, true);
  assert.deepEqual((await flight()).findings.filter(({ check }) => check === 'signoff.stale'), []);
});

test('one comma opens that item alone, “Since sign-off” shows it, and taken back it is ready again', async () => {
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await page.keyboard.type(',');
  await saved(page);
  await eventually(async () => assert.equal((await stepOf('Gate Expectations')).stale, true));
  const left = (await review()).items.filter((one) => one.read && one.state !== 'ready');
  assert.equal(left.length, 1);
  await page.getByText(`Changed since ${editor} signed it off`).waitFor();
  await page.getByText('1 item is not signed off yet.').waitFor();
  await eventually(async () => assert.doesNotMatch(await row(page, 'Gate Expectations').innerText(), /Ready/));
  await page.keyboard.press('Alt+5');
  const beside = page.getByRole('region', { name: 'Side by side' }).first();
  await beside.getByText('1 of 1 change').waitFor();
  await eventually(async () => assert.match((await beside.locator('ins').allInnerTexts()).join('|'), /,/));
  assert.deepEqual(await axeFinds('Since sign-off'), []);
  await page.keyboard.press('Alt+1');
  await inCopy();
  await toEnd(page);
  await page.keyboard.press('Backspace');
  await eventually(async () => assert.equal((await stepOf('Gate Expectations')).state, 'ready'));
  await page.getByText(`The issue is ready: ${editor} signed it off.`).waitFor();
});

test('another subject line opens the issue, and Preflight says what was signed and is not so', async () => {
  await page.keyboard.press('Control+Shift+I');
  const subject = page.getByRole('textbox', { name: 'Subject line' });
  const before = await subject.inputValue();
  await subject.fill(`${before} again`);
  await saved(page);
  await page.getByText(`The subject line changed since ${editor} signed the issue off.`).waitFor();
  await button(page, 'Sign off the issue').waitFor();
  await openItem(page, 'Gate Expectations');
  await toEnd(page);
  await page.keyboard.type('!');
  await saved(page);
  await page.keyboard.press('Control+4');
  await page.locator('[data-finding]').filter({ hasText: 'signed' }).first().waitFor();
  await eventually(async () => {
    const stale = (await flight()).findings.filter(({ check }) => check === 'signoff.stale');
    assert.equal(stale.length, 2);
  });
  await toReview();
  await toEnd(page);
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Control+Shift+I');
  await subject.fill(before);
  await saved(page);
  await page.getByText(`The issue is ready: ${editor} signed it off.`).waitFor();
});

// — Side by side —

test('since I looked: by word and as the email, the whole issue, and a moved item said so', async () => {
  // Whoever leaves the desk has seen it.
  await page.keyboard.press('Control+2');
  await rest(300);
  await openItem(page, 'Pier Pressure');
  await select('creaks of the pier’s own piles');
  await page.keyboard.type('groans of the pier’s own piles');
  await saved(page);
  await rundown(page).locator('[data-row] .row', { hasText: 'Walk Out at Low Water' }).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await saved(page);
  await toReview();
  await openItem(page, 'Pier Pressure');
  await page.keyboard.press('Alt+4');
  const beside = page.getByRole('region', { name: 'Side by side' }).first();
  await beside.locator('ins', { hasText: 'groans' }).waitFor();
  assert.deepEqual(await beside.locator('del').allInnerTexts(), ['creaks']);
  // The keys are in the columns; another version is chosen without a hand on the mouse.
  const hasKeys = (place) => place.evaluate((node) => node === document.activeElement);
  const inColumns = () =>
    beside.evaluate((node) => node.contains(document.activeElement) && document.activeElement.tagName !== 'SELECT');
  await eventually(async () => assert.ok(await inColumns()));
  const earlier = page.getByRole('combobox', { name: 'Left: the earlier version' });
  const looked = await earlier.inputValue();
  await page.keyboard.press('Alt+7');
  await eventually(async () => assert.ok(await hasKeys(earlier)));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await eventually(async () => assert.notEqual(await earlier.inputValue(), looked));
  await eventually(async () => assert.ok(await inColumns()));
  await page.keyboard.press('Alt+4');
  await beside.locator('ins', { hasText: 'groans' }).waitFor();
  await page.keyboard.press('Alt+3');
  await beside.getByText('Moved', { exact: true }).first().waitFor();
  assert.deepEqual(await axeFinds('The whole issue side by side'), []);
  const count = async () => Number(/(\d+) of (\d+)/.exec(await beside.innerText())?.[1] ?? 0);
  const first = await count();
  await page.keyboard.press('F7');
  await eventually(async () => assert.notEqual(await count(), first));
  await page.keyboard.press('Shift+F7');
  await eventually(async () => assert.equal(await count(), first));
  await page.keyboard.press('Alt+2');
  const mails = beside.locator('iframe');
  await eventually(async () => assert.equal(await mails.count(), 2));
  await eventually(async () =>
    assert.match(await mails.last().evaluate((frame) => frame.contentDocument.body.innerText), /groans of the pier/),
  );
  assert.match(await mails.first().evaluate((frame) => frame.contentDocument.body.innerText), /creaks of the pier/);
  assert.deepEqual(await axeFinds('Both emails'), []);
  await page.keyboard.press('Alt+2');
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('Alt+1');
});

test('nothing went wrong behind any of it', () => {
  assert.deepEqual(alive, []);
});
