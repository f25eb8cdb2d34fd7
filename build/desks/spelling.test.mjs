// Spelling in the Write desk: the real linter in its worker, in the real
// program. Each test goes on where the one before it ended.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { browser, open, start } from './galley.mjs';
import { button, command, copy, draft, eventually, issueOf, notices, rest, tab, text, toEnd } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let chrome, galley, page, alive, issue;
const asked = [];

before(async () => {
  [chrome, galley] = await Promise.all([browser(), start()]);
  ({ page, alive } = await open(chrome, galley));
  await page.evaluate(async () => {
    const { Library, Write } = window.go.app;
    const wave = await Library.NewPublication('The Weekly Wave', 'Maren Voss');
    const made = await Library.NewIssue(wave.id, { from: '', number: '12', date: '2026-11-25', subject: 'Slack water' });
    await Write.AddItem(made.id, 'letter', '', '');
  });
  issue = (await issueOf(page, 'Slack water')).id;
  await write();
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
});

/** The page anew, at the issue. */
async function write(on = page) {
  await on.addInitScript(() => {
    // What a page asks for in a worker is not among the page's own requests.
    const Real = window.Worker;
    window.workers = [];
    window.Worker = class extends Real {
      constructor(...given) {
        super(...given);
        window.workers.push(this);
      }
      postMessage(...given) {
        if (window.deaf !== true) super.postMessage(...given);
      }
    };
  });
  on.context().on('request', (request) => asked.push(request.url()));
  await on.goto(galley.url);
  await tab(on, 'Library').click();
  await button(on, 'The Weekly Wave')
    .or(on.getByRole('button', { name: /^The Weekly Wave \d/ }))
    .first()
    .click();
  await on.getByRole('button', { name: 'Slack water' }).click();
  await copy(on).waitFor();
}

const marks = (on = page) => on.locator('.cm-content .cm-spelling').allInnerTexts();
const marked = (...words) => eventually(async () => assert.deepEqual(await marks(), words), 20_000);
const card = (on = page) => on.locator('.cm-spelling-card');
const said = (words) => notices(page).getByText(words).first().waitFor({ timeout: 20_000 });
const dictionaries = () => asked.filter((url) => url.endsWith('.wasm')).length;

/** Types a copy anew, and puts the caret behind it. */
async function retype(words) {
  await copy(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.evaluate((typed) => {
    const { view } = document.querySelector('.cm-content').cmTile;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: typed }, userEvent: 'input.paste' });
  }, words);
  await toEnd(page);
}

const house = async () => {
  const { publication } = await draft(galley, issue);
  return page.evaluate((id) => window.go.app.Settings.House(id), publication);
};

test('nothing of it is loaded before somebody asks', async () => {
  await retype('The harbour was quiet and teh tide came late.\n\nIt was definately late.\n\nThe end is near.\n');
  await rest(1500);
  assert.deepEqual(await marks(), []);
  assert.equal(await page.evaluate(() => window.workers.length), 0);
  assert.equal(dictionaries(), 0);
});

test('when asked, misspelled words get their marks', async () => {
  await page.keyboard.press('F7');
  await marked('teh', 'definately');
  assert.equal(dictionaries(), 1);
  await said('2 places in this item to look at.');
});

test('a suggestion by key is one step of undo', async () => {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+.');
  await card().waitFor();
  assert.equal(await card().getAttribute('aria-label'), 'Spelling: teh');
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), 'the'));
  await page.keyboard.press('Enter');
  await eventually(async () => assert.match(await text(page), /quiet and the tide/));
  await card().waitFor({ state: 'detached' });
  assert.equal(await copy(page).evaluate((content) => content === document.activeElement), true);
  await page.keyboard.press('Control+z');
  assert.match(await text(page), /quiet and teh tide/);
  await page.keyboard.press('Control+y');
  assert.match(await text(page), /quiet and the tide/);
});

test('the next one is a key away, and Escape goes back to the text', async () => {
  await page.keyboard.press('Control+.');
  await eventually(async () => assert.equal(await card().getAttribute('aria-label'), 'Spelling: definately'));
  await eventually(async () => assert.equal(await page.evaluate(() => document.activeElement.textContent), 'definitely'));
  await page.keyboard.press('Escape');
  await card().waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Home');
  await marked('definately');
});

test('as you write: nothing at the word that is written, and marks when the caret has left it', async () => {
  await command(page, 'Spelling: as you write');
  await retype('The boat is quiet.\n\nIt came becuase');
  await rest(1200);
  assert.deepEqual(await marks(), []);
  await page.keyboard.type(' of');
  await marked('becuase');
  await page.keyboard.type(' recieved teh');
  await eventually(async () => assert.deepEqual(await marks(), ['becuase', 'recieved']), 20_000);
});

test('nothing inside links’ addresses, code, slots, tags, HTML, pictures and labels', async () => {
  await retype(
    '**Wahts nwe:** See [the mapp](https://exmple.com/teh-mapp "Teh mapp") and `teh cdoe` today.\n\n' +
      'Dear {{frist_nmae}}, *|FNMAE|*, see teh.exmple.com/mapp or @tehmaren.\n\n' +
      '<div class="teh">recieved</div>\n\n![Teh mapp](pictures/teh-mapp.png)\n\n```\nteh cdoe\n```\n\nThe end.\n',
  );
  await marked('mapp');
  await rest(800);
  await marked('mapp');
});

test('one word in several places is changed everywhere at once', async () => {
  await retype('One tidewrak here. Another tidewrak there.\n\nAnd definately no more, definately.\n\nThe end.\n');
  await marked('tidewrak', 'tidewrak', 'definately', 'definately');
  await page.keyboard.press('Control+Home');
  for (let n = 0; n < 3; n++) await page.keyboard.press('Control+.');
  await eventually(async () => assert.equal(await card().getAttribute('aria-label'), 'Spelling: definately'));
  await card().getByLabel('Everywhere (2)').check();
  await card().getByRole('button', { name: 'definitely', exact: true }).click();
  await eventually(async () => assert.match(await text(page), /And definitely no more, definitely\./));
  await page.keyboard.press('Control+z');
  assert.match(await text(page), /And definately no more, definately\./);
  await page.keyboard.press('Control+y');
  await marked('tidewrak', 'tidewrak');
});

test('a word of the house is right from then on, and stands in house.toml', async () => {
  const before = (await house()).text;
  await page.locator('.cm-content .cm-spelling').first().hover();
  await card().getByRole('button', { name: 'Add to house words' }).click();
  await marked();
  await eventually(async () => {
    const { text: now } = await house();
    assert.equal(now.replace(/'tidewrak'/, ''), before);
    assert.notEqual(now, before);
  });
});

test('ignored words are left alone while the issue is open', async () => {
  await retype('The flotsm is here.\n\nThe end.\n');
  await marked('flotsm');
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Control+.');
  await card().getByRole('button', { name: 'Ignore here' }).click();
  await marked();
  await retype('The flotsm is here again.\n\nThe end.\n');
  await rest(1200);
  assert.deepEqual(await marks(), []);
});

test('names in the copy are right', async () => {
  await retype('We met Ellery Brandsma at the lock, and then Brandsma left.\n\nBrandsma’s boat is teh last.\n');
  await marked('teh');
});

test('axe-core finds no barrier in the card, in either theme', async () => {
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    await page.keyboard.press('Control+.');
    await card().waitFor();
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false }));
    assert.deepEqual(
      violations.map(({ id, nodes }) => `${theme}: ${id} ${nodes.map(({ target }) => target).join()}`),
      [],
    );
    await page.keyboard.press('Escape');
    await card().waitFor({ state: 'detached' });
  }
  await page.emulateMedia({ colorScheme: 'light' });
});

test('a worker that hangs is ended and another one started, and that is said once', async () => {
  const before = await page.evaluate(() => window.workers.length);
  // The question does not reach it: it says nothing from now on, as one that hangs.
  await page.evaluate(() => {
    window.deaf = true;
    const last = window.workers.at(-1);
    const end = last.terminate.bind(last);
    last.terminate = () => {
      window.ended = true;
      window.deaf = false;
      end();
    };
  });
  await retype('A quiet day, and nothing hapened.\n\nThen it realy did.\n\nThe end.\n');
  await said('Spelling had stopped; it is running again.');
  assert.equal(await page.evaluate(() => window.ended), true);
  assert.equal(await page.evaluate(() => window.workers.length), before + 1);
  await eventually(async () => assert.ok((await marks()).includes('realy')), 20_000);
});

test('an issue in another language is left alone, and it is said why', async () => {
  await page.evaluate(
    async ([url, id]) => {
      const { card: kept } = await (await fetch(`${url}draft/${id}`)).json();
      await window.go.app.Write.SetCard(id, { ...kept, lang: 'nl' });
    },
    [galley.url, issue],
  );
  await page.keyboard.press('F7');
  await said(/This issue is in Dutch/);
  await marked();
});

test('off is off: a page that opens so loads nothing', async () => {
  await command(page, 'Spelling: off');
  await rest(600);
  const loaded = dictionaries();
  await write();
  await toEnd(page);
  await page.keyboard.type('\n\nteh realy definately ');
  await rest(1500);
  assert.deepEqual(await marks(), []);
  assert.equal(await page.evaluate(() => window.workers.length), 0);
  assert.equal(dictionaries(), loaded);
});

test('nothing happened in all of it that must not', () => {
  assert.deepEqual(alive, []);
});
