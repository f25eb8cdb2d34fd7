// An email in a browser that reaches nothing: the page and its pictures are
// served from memory, and whatever else it asks for is refused and remembered.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

/** Where the email seems to stand; a relative address becomes one of this host. */
const base = 'https://mail.test/';
const page = `${base}issue.html`;

const executable = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find(existsSync);

export function openBrowser() {
  if (!executable) throw new Error('Chromium is not installed: apt-get install chromium');
  return chromium.launch({
    executablePath: executable,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--no-first-run'],
    ],
  });
}

/**
 * Opens an email, hands its page to look, and closes it. Alive collects every
 * sign that something in the email is live, while it is looked at.
 *
 * @param {(page: import('playwright-core').Page, alive: string[]) => Promise<T>} look
 * @returns {Promise<T>}
 * @template T
 */
export async function withMail(browser, mail, html, look) {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const alive = [];
  const window = await context.newPage();
  context.on('page', () => alive.push('it opened a window'));
  window.on('dialog', (dialog) => {
    alive.push(`it opened a dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  window.on('console', (message) => alive.push(`console: ${message.text()}`));
  window.on('pageerror', (error) => alive.push(`a script failed: ${error.message}`));
  await context.route(/.*/, (route) => answer(route, mail, html, alive));
  try {
    await window.goto(page, { waitUntil: 'load' });
    return await look(window, alive);
  } finally {
    await context.close();
  }
}

function answer(route, mail, html, alive) {
  const url = route.request().url();
  if (url === page) return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
  const home = new URL(mail.home, base).href;
  const name = decodeURIComponent(url.slice(home.length));
  if (url.startsWith(home) && mail.pictures.includes(name)) {
    return route.fulfill({ body: readFileSync(join(mail.dir, 'pictures', name)) });
  }
  alive.push(`it asked for ${url}`);
  return route.abort();
}
