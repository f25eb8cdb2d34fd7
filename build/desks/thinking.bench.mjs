// thinking.bench.mjs DATA ROUNDS: how long after a server has sent the first word of a
// draft it is on the screen; and a change from the editor until the preview has it, by
// turns while nothing else happens and while three drafts stream in. Prints JSON:
// milliseconds by rounds. For make bench.
import { createServer } from 'node:http';

import { browser, open, start } from './galley.mjs';
import { copy, mail, openItem } from './hands.mjs';

const [data, count] = process.argv.slice(2);
const rounds = Number(count);

/** A model that notes when it sends its first word, and then streams for as long as it is heard. */
let firstSent = 0;
let gap = 0;
const now = () => performance.timeOrigin + performance.now();
const model = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    const say = (text, end = null) =>
      response.write(`data: ${JSON.stringify({ model: 'tide-1', choices: [{ index: 0, delta: { content: text }, finish_reason: end }] })}\n\n`);
    let n = 0;
    const timer = setInterval(
      () => {
        if (n === 0) firstSent = Math.max(firstSent, now());
        n += 1;
        if (n > 4000) {
          clearInterval(timer);
          say('', 'stop');
          response.end('data: [DONE]\n\n');
        } else say(`word${n % 10} `);
      },
      gap === 0 ? 150 : gap,
    );
    response.once('close', () => clearInterval(timer));
  });
});
await new Promise((resolve) => model.listen(0, '127.0.0.1', resolve));
const address = `http://127.0.0.1:${model.address().port}/v1`;

const [chrome, galley] = await Promise.all([browser(), start({ data })]);
try {
  const { page } = await open(chrome, galley);
  await copy(page).waitFor();
  await mail(page).locator('[data-pos]').first().waitFor();
  await page.evaluate((at) => window.go.app.Thinking.SetModel({ address: at, model: 'tide-1', azure: '' }), address);
  await openItem(page, 'Pier Pressure');
  const card = page.getByRole('region', { name: 'A model’s help' });
  const ask = async () => {
    await copy(page).focus();
    await page.keyboard.press('Control+Shift+t');
    await card.getByRole('button', { name: 'Ask for three drafts' }).waitFor();
    await page.waitForFunction(() => document.activeElement?.textContent?.includes('Ask for three drafts'));
    // When a word of it is painted: the frame after the one in which it stands in the page.
    const painted = page.evaluate(
      () =>
        new Promise((resolve) => {
          const look = () => {
            if (/word/.test(document.querySelector('[role=option] .text')?.textContent ?? ''))
              requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()));
            else requestAnimationFrame(look);
          };
          look();
        }),
    );
    await page.keyboard.press('Enter');
    return painted;
  };
  const stop = async () => {
    await card.getByRole('button', { name: 'Stop' }).click();
    await page.waitForFunction(() => document.querySelector('section[aria-label="A model’s help"]')?.getAttribute('aria-busy') !== 'true');
  };
  const close = async () => {
    await card.getByRole('button', { name: 'Close' }).first().click();
    await card.waitFor({ state: 'detached' });
  };
  const taken = { first: [], idle: [], streaming: [] };
  for (let n = 0; n < 12; n++) {
    firstSent = 0;
    const seen = await ask();
    // The three send within some milliseconds of each other; the last of them is what is compared, so it is no less.
    if (n >= 2) taken.first.push(seen - firstSent);
    await stop();
    await close();
  }
  const change = (n) =>
    copy(page).evaluate(async (content, times) => {
      const { view } = content.cmTile;
      const frame = document.querySelector('iframe').contentDocument;
      const list = [];
      for (let k = 0; k < times; k++) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        list.push(
          await new Promise((resolve) => {
            const seen = new MutationObserver(() => {
              seen.disconnect();
              resolve(performance.now() - began);
            });
            seen.observe(frame, { subtree: true, childList: true, characterData: true });
            const began = performance.now();
            view.dispatch({ changes: { from: view.state.doc.length, insert: 'a' }, userEvent: 'input.type' });
          }),
        );
      }
      return list;
    }, n);
  gap = 20; // fifty words a second, three times
  await change(20);
  for (let n = 0; n < rounds / 20; n++) {
    taken.idle.push(...(await change(20)));
    await ask();
    taken.streaming.push(...(await change(20)));
    await stop();
    await close();
  }
  console.log(JSON.stringify(taken));
} finally {
  model.closeAllConnections();
  model.close();
  await chrome.close();
  await galley.stop();
}
