// A disk that fills up and has room again, while somebody writes: a real one, a
// small file system in memory. Without the right to mount one there is no test.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { browser, folder, open, start } from './galley.mjs';
import { copy, eventually } from './hands.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const MB = 1 << 20;
const disk = folder('disk');
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400m', 'tmpfs', disk]).status === 0;
let chrome, galley, page, alive;

before(async () => {
  if (!mounted) return;
  [chrome, galley] = await Promise.all([browser(), start({ data: join(disk, 'data'), sample: true })]);
  ({ page, alive } = await open(chrome, galley));
});

after(async () => {
  await chrome?.close();
  await galley?.stop();
  if (mounted) execFileSync('umount', ['-l', disk]);
});

/** Leaves so many MB on the disk. */
function leave(mb) {
  rmSync(join(disk, 'filler'), { force: true });
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(join(disk, 'filler'), Buffer.alloc(bavail * bsize - mb * MB));
}

const banner = () => page.locator('.banner');

/** How long until that is so, in milliseconds. */
async function within(limit, check) {
  const began = Date.now();
  await eventually(check, limit);
  const took = Date.now() - began;
  assert.ok(took <= limit, `it took ${took} ms, and may take ${limit}`);
}

test('a disk that fills up is said before and while it is full, and saved to when it has room', { skip: !mounted }, async () => {
  await copy(page).click();
  leave(55);
  await page.keyboard.type('a');
  await within(1500, async () => assert.match(await banner().innerText(), /filling up.*Everything is saved so far/s));

  leave(25);
  await page.keyboard.type('b');
  await within(1000, async () => assert.match(await banner().innerText(), /almost full.*kept in memory/s));
  await page.keyboard.type('cde');
  // The banner says why; the foot does not say it again.
  assert.equal(await page.locator('footer .saved').innerText(), 'Not saved yet …');
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await page.evaluate(() => window.axe.run(document, { iframes: false }));
    assert.deepEqual(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id }) => id), []);
  }

  rmSync(join(disk, 'filler'));
  await within(2000, async () => assert.equal(await banner().count(), 0));
  await eventually(async () => assert.equal(await page.locator('footer .saved').innerText(), 'Saved'));
  // What is read meanwhile needs the disk, too, and says so.
  assert.deepEqual(alive.filter((line) => !line.includes('507 (')), []);
});
