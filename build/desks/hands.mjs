// What a person does at the desks, and what can be seen there: by the names
// that are read on the screen.
import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';

/** Tries until it holds; after a while the last reason is thrown. */
export async function eventually(hold, patience = 6000) {
  const until = Date.now() + patience;
  for (;;) {
    try {
      return await hold();
    } catch (reason) {
      if (Date.now() > until) throw reason;
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }
}

export const rest = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

// — Where things are —

export const copy = (page) => page.getByRole('textbox', { name: 'Copy of the item' });
export const rundown = (page) => page.getByRole('list', { name: 'Rundown' });
export const rows = (page) => rundown(page).locator('[data-row] .row');
export const row = (page, name) => rows(page).filter({ hasText: name });
export const mail = (page) => page.frameLocator('iframe[title^="Preview of the email"]');
export const notices = (page) => page.getByRole('region', { name: 'Notices' });
export const tab = (page, name) => page.getByRole('navigation', { name: 'Desks' }).getByRole('button', { name });
export const button = (page, name) => page.getByRole('button', { name, exact: true });
export const menuitem = (page, name) => page.getByRole('menu').locator('[role^="menuitem"]').filter({ hasText: name });

/** The names in the rundown, in their order. */
export const names = (page) => rundown(page).locator('[data-row] .name').allInnerTexts();

/** The text that the editor holds, marks and all, as CodeMirror has it. */
export const text = (page) => copy(page).evaluate((content) => content.cmTile.view.state.doc.toString());

/** Opens an item of the rundown. */
export async function openItem(page, name) {
  await row(page, name).first().click();
  await eventually(async () => assert.equal(await row(page, name).first().getAttribute('aria-current'), 'true'));
}

/** Goes to the end of the copy, as with Ctrl+End. */
export async function toEnd(page) {
  await copy(page).focus();
  await page.keyboard.press('Control+End');
}

/** The foot says that everything is on the disk. */
export async function saved(page, patience = 6000) {
  await page.locator('footer .saved', { hasText: /^\s*Saved\s*$/ }).waitFor({ timeout: patience });
}

/** Runs a command by the palette. */
export async function command(page, title) {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Find a command' }).fill(title);
  await page.getByRole('option', { name: title }).first().click();
}

// — What stands behind the page —

export const shelf = (page) => page.evaluate(() => window.go.app.Library.Shelf());

/** The issue with this subject or number. */
export async function issueOf(page, name) {
  const { publications } = await shelf(page);
  const issues = publications.flatMap((publication) => publication.issues);
  const found = issues.find(({ subject, number }) => subject === name || number === name);
  assert.ok(found, `no issue “${name}” on the shelf`);
  return found;
}

/** An issue as the program has it. */
export async function draft(galley, issue) {
  const answer = await fetch(`${galley.url}draft/${issue}`);
  assert.ok(answer.ok, await answer.clone().text());
  return answer.json();
}

/** The copy of an issue as the program has it, by the items' names. */
export async function copies(galley, issue) {
  const { rundown: items, copies: texts } = await draft(galley, issue);
  return items.map(({ id, name, kind, state }) => ({
    id,
    name,
    kind,
    state,
    copy: texts.find((one) => one.id === id).copy,
  }));
}

// — Files —

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** A picture of one grey: one bit a pixel, so that a large one is small as a file. */
export function png(width, height) {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 1;
  const line = 1 + Math.ceil(width / 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.alloc(line * height, 0), { level: 1 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const transfer = (page, files) =>
  page.evaluateHandle(
    (list) => {
      const data = new DataTransfer();
      for (const { name, type, base64 } of list) {
        const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
        data.items.add(new File([bytes], name, { type }));
      }
      return data;
    },
    files.map(({ name, type, data }) => ({ name, type, base64: Buffer.from(data).toString('base64') })),
  );

/** Drops files on something, as from a file manager. */
export async function drop(page, target, ...files) {
  const box = await target.boundingBox();
  const at = { clientX: box.x + box.width / 2, clientY: box.y + Math.min(box.height / 2, 200) };
  const dataTransfer = await transfer(page, files);
  for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer, ...at });
}

/** Pastes text or files into what has the focus. */
export async function paste(page, { plain = '', html = '', files = [] }) {
  const data = await transfer(page, files);
  await page.evaluate(
    ([transferred, text, rich]) => {
      if (text !== '') transferred.setData('text/plain', text);
      if (rich !== '') transferred.setData('text/html', rich);
      document.activeElement.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: transferred, bubbles: true, cancelable: true }),
      );
    },
    [data, plain, html],
  );
}

// — The email in the preview —

/** The frame's body as it stands: structure, attributes and text. */
export const body = (page) =>
  page.locator('iframe[title^="Preview of the email"]').evaluate((frame) => {
    const walk = (node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.data;
      if (node.nodeType !== Node.ELEMENT_NODE) return '';
      const attributes = [...node.attributes].map(({ name, value }) => `${name}="${value}"`).sort();
      const children = [];
      for (const child of node.childNodes) {
        const one = walk(child);
        if (typeof one === 'string' && one.trim() === '') continue;
        if (typeof one === 'string' && typeof children.at(-1) === 'string') children.push(children.pop() + one);
        else children.push(one);
      }
      return { [`${node.localName} ${attributes.join(' ')}`.trim()]: children };
    };
    return walk(frame.contentDocument.body);
  });
