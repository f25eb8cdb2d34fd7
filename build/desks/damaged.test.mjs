// A store that was damaged between two starts: the window opens with everything
// that there is, says in one sentence what happened, and nothing is empty.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, start } from './galley.mjs';
import { copy, notices, saved, tab, text, toEnd } from './hands.mjs';

let chrome;
const started = [];

before(async () => (chrome = await browser()));

after(async () => {
  await chrome?.close();
  for (const galley of started) await galley.stop();
});

async function began(options) {
  const galley = await start(options);
  started.push(galley);
  return galley;
}

async function typed(data, words) {
  const galley = await began({ data, sample: true });
  const { page, context } = await open(chrome, galley);
  await copy(page).waitFor();
  await toEnd(page);
  await page.keyboard.type(words);
  await saved(page);
  const written = await text(page);
  await context.close();
  return { galley, written };
}

async function reopened(data) {
  const galley = await began({ data });
  return { galley, ...(await open(chrome, galley)) };
}

test('the list of the tables is gone: all of it is read, and said', async () => {
  const data = folder('damaged');
  const { galley, written } = await typed(data, ' Typed before the damage.');
  await galley.stop();
  writeFileSync(join(data, 'store', 'MANIFEST'), 'garbage');

  const again = await reopened(data);
  await copy(again.page).waitFor();
  assert.equal(await text(again.page), written);
  const notice = notices(again.page).getByRole('status');
  await notice.getByText(/^Galley’s store was damaged .*has been repaired: nothing was lost\.$/).waitFor();
  await notice.getByRole('button', { name: 'Show the damaged files' }).waitFor();
  const aside = readdirSync(join(data, 'aside'));
  assert.equal(aside.length, 1);
  assert.ok(existsSync(join(data, 'aside', aside[0], 'store', 'MANIFEST')));
  if (process.env.GALLEY_PICTURES) await again.page.screenshot({ path: join(process.env.GALLEY_PICTURES, 'mended.png') });
  assert.deepEqual(again.alive, []);
  await again.galley.stop();

  const quiet = await reopened(data);
  await copy(quiet.page).waitFor();
  assert.equal(await notices(quiet.page).getByText('damaged').count(), 0, 'the next start has nothing to say');
  await quiet.galley.stop();
});

test('the store is gone, and there is no backup: the text comes from its folder', async () => {
  const data = folder('gone');
  const { galley, written } = await typed(data, ' Typed before the store went.');
  await galley.stop();
  rmSync(join(data, 'store'), { recursive: true });
  rmSync(join(data, 'backups'), { recursive: true, force: true });

  const again = await reopened(data);
  await notices(again.page).getByText(/was rebuilt from the folder with your text, which has 1 issue\.$/).waitFor();
  await tab(again.page, 'Write').click();
  await copy(again.page).waitFor();
  assert.equal(await text(again.page), written);
  await again.galley.stop();
});
