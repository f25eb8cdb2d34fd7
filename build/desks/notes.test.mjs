// What people say about copy and who wrote it, as it is seen: marks in the
// preview, which stays the email that goes out, and the colours of hands.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { body, copy, draft, eventually, mail, openItem, paste, saved, shelf, text } from './hands.mjs';

const QUOTE = 'beneath the town pier';
const OLD = 'float in a well';

let chrome, galley, page, alive, issue, item;

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start({ sample: true })]);
  ({ page, alive } = await open(chrome, galley));
  await copy(page).waitFor();
  const { publications } = await shelf(page);
  issue = publications.flatMap(({ issues }) => issues)[0].id;
  const { rundown, copies } = await draft(galley, issue);
  const found = copies.find((one) => one.copy.includes(QUOTE));
  item = rundown.find(({ id }) => id === found.id);
  await again();
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

/** The page anew, at the story. */
async function again() {
  await page.goto(galley.url);
  await copy(page).waitFor();
  await mail(page).locator('[data-pos]').first().waitFor();
  await openItem(page, item.name);
}

/** The email as it is shown. Its blocks have other names in another run of the page. */
const email = async () => JSON.stringify(await body(page)).replace(/ data-pos=\\"[^"]*"/g, '');

const frame = () => page.locator('iframe[title^="Preview of the email"]');

/** The words that are marked in the preview, by their look. */
const marks = () =>
  frame().evaluate(({ contentDocument }) => {
    const words = ({ startContainer, startOffset, endContainer, endOffset }) => {
      const range = contentDocument.createRange();
      range.setStart(startContainer, startOffset);
      range.setEnd(endContainer, endOffset);
      return range.toString();
    };
    const all = [...contentDocument.defaultView.CSS.highlights].map(([look, of]) => [look, [...of].map(words)]);
    return Object.fromEntries(all);
  });

const areMarked = (expected) => eventually(async () => assert.deepEqual(await marks(), expected));

/** Puts the caret behind words of the copy. */
const caretBehind = (words) =>
  copy(page).evaluate((content, before) => {
    const { view } = content.cmTile;
    const anchor = view.state.doc.toString().indexOf(before) + before.length;
    view.dispatch({ selection: { anchor }, scrollIntoView: true });
    view.focus();
  }, words);

test('a comment and a suggestion are marked in the preview, and the email stays what it was', async () => {
  const before = await email();
  const { copies } = await draft(galley, issue);
  const { copy: words, version } = copies.find(({ id }) => id === item.id);
  const at = (stretch) => [words.indexOf(stretch), words.indexOf(stretch) + stretch.length];
  await page.evaluate(
    async ([of, one, version, quote, old]) => {
      const { Notes } = window.go.app;
      await Notes.SetMe('Ada Quill', 'AQ');
      await Notes.Comment(of, one, version, ...quote, 'Under it, or beside it?');
      await Notes.Suggest(of, one, version, [{ id: 'abcd2345', start: old[0], end: old[1], insert: 'gauge' }]);
    },
    [issue, item.id, version, at(QUOTE), at(OLD)],
  );
  await again();
  await areMarked({ comment: [QUOTE], suggestion: [OLD] });
  assert.equal(await email(), before);
});

test('a press on the words in the preview goes to them and chooses the note', async () => {
  const at = await frame().evaluate((element) => {
    const { contentDocument } = element;
    const [mark] = contentDocument.defaultView.CSS.highlights.get('comment');
    const range = contentDocument.createRange();
    range.setStart(mark.startContainer, mark.startOffset);
    range.setEnd(mark.endContainer, mark.endOffset);
    range.startContainer.parentElement.scrollIntoView({ block: 'center' });
    const [words, around] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
    const scale = around.width / element.offsetWidth;
    return {
      x: around.x + (words.x + words.width / 2) * scale,
      y: around.y + (words.y + words.height / 2) * scale,
    };
  });
  await page.mouse.click(at.x, at.y);
  await areMarked({ 'comment-chosen': [QUOTE], suggestion: [OLD] });
  assert.deepEqual(await page.locator('.cm-note-comment.cm-note-chosen').allInnerTexts(), [QUOTE]);
});

test('the marks go along with what is typed', async () => {
  await caretBehind('beneath the');
  await page.keyboard.type(' old');
  await areMarked({ 'comment-chosen': ['beneath the old town pier'], suggestion: [OLD] });
  await caretBehind('# Pier Pressure');
  await page.keyboard.type(' again');
  await eventually(async () => assert.match(await mail(page).locator('body').innerText(), /Pier Pressure again/));
  await areMarked({ comment: ['beneath the old town pier'], suggestion: [OLD] });
});

/** What is shown of who wrote the copy: words, and what is said of them. */
const hands = () =>
  page.locator('.cm-author').evaluateAll((all) => all.map(({ textContent, title }) => `${textContent} — ${title}`));

test('who wrote what is shown on request, with what was pasted, and gone again with Escape', async () => {
  await page.evaluate(() => window.go.app.Notes.SetMe('Mira Vale', 'MV'));
  await again();
  await caretBehind('old town pier.');
  await page.keyboard.type(' Mira typed 🌊 this.');
  await paste(page, { plain: ' This was pasted 🌊 by her.' });
  await page.keyboard.type(' And this.');
  await saved(page);
  assert.deepEqual(await hands(), []);
  await page.keyboard.press('Control+Alt+w');
  const expected = [
    ' old — Ada Quill, typed',
    ' Mira typed 🌊 this. — Mira Vale, typed',
    ' This was pasted 🌊 by her. — Mira Vale, pasted',
    ' And this. — Mira Vale, typed',
  ];
  await eventually(async () => {
    const shown = await hands();
    for (const one of expected) assert.ok(shown.includes(one), `${one} is not among ${shown.join('\n')}`);
    assert.ok(shown.some((one) => one.endsWith(', imported')));
  });
  const strip = page.getByRole('group', { name: 'Who wrote what' });
  for (const words of ['Ada Quill', 'Mira Vale', 'pasted', 'imported'])
    await strip.getByText(words, { exact: true }).waitFor();
  await page.keyboard.type(' More.');
  await eventually(async () => assert.ok((await hands()).includes(' And this. More. — Mira Vale, typed')));
  await page.keyboard.press('Escape');
  await strip.waitFor({ state: 'detached' });
  assert.deepEqual(await hands(), []);
});

test('a paste that is too large for a message is known as pasted, too', async () => {
  await caretBehind('And this. More.');
  await paste(page, { plain: ` ${'The tide 🌊 turns twice a day. '.repeat(400)}` });
  await saved(page);
  const runs = await eventually(async () => {
    const { copies } = await draft(galley, issue);
    const { version, copy: words } = copies.find(({ id }) => id === item.id);
    assert.equal(words, await text(page));
    return page.evaluate((of) => window.go.app.Notes.Authors(...of), [issue, item.id, version]);
  });
  const pasted = runs.filter(({ how }) => how === 'pasted').map(({ start, end }) => end - start);
  assert.ok(pasted.some((length) => length > 10_000), `pasted: ${pasted.join()}`);
  assert.deepEqual(alive, []);
});
