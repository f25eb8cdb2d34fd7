// Galley itself, for the tests of its desks: the real program with its real
// bindings and store, in a data folder of its own, with its page opened in
// Chromium.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(root, 'build/bin/galley-dev');
const patience = 30_000;

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** A folder that is gone when the process ends. */
export function folder(name) {
  const path = mkdtempSync(join(tmpdir(), `galley-${name}-`));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

export function browser() {
  if (!executable) throw new Error('Chromium is not installed: apt-get install chromium');
  return chromium.launch({
    executablePath: executable,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      ...['--disable-component-update', '--disable-sync', '--no-first-run'],
    ],
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * Starts Galley on a data folder. Its own window opens on the screen that
 * DISPLAY names (the script that runs the tests starts one) and stays empty: a
 * second page at the desk would write what it knows over what a test types. The
 * tests use the page that its development server shows.
 */
export async function start({ data = folder('data'), sample = false } = {}) {
  const port = await freePort();
  const home = folder('home');
  const answers = join(home, 'answer');
  const child = spawn(program, sample ? ['--sample'] : [], {
    env: {
      ...process.env,
      HOME: home,
      // Whoever runs the tests may have a model of their own.
      GALLEY_LLM_URL: '',
      GALLEY_LLM_MODEL: '',
      GALLEY_LLM_KEY: '',
      XDG_RUNTIME_DIR: home,
      NO_AT_BRIDGE: '1',
      GALLEY_DATA: data,
      GALLEY_ANSWER: answers,
      devserver: `127.0.0.1:${port}`,
      assetdir: join(root, 'frontend/dist'),
      loglevel: 'error',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}/`;
  const until = Date.now() + patience;
  for (;;) {
    const up = await fetch(url).then(
      (answer) => answer.ok,
      () => false,
    );
    if (up) break;
    if (child.exitCode !== null || Date.now() > until) throw new Error(`Galley did not start:\n${log}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return {
    url,
    data,
    log: () => log,
    /** The next file dialog is answered with these paths: it is the system's, and no page can press its buttons. */
    answers,
    answer: (...paths) => writeFileSync(answers, paths.join('\n')),
    /** Ends it as a person would: it saves and closes. */
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
    /** Ends it as a power cut would. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const models = new Set();
process.once('exit', () => models.forEach((child) => child.kill('SIGKILL')));

/** Starts a model's server that behaves in that way; its address, and what ends it. */
export async function model(name, gap = '60ms') {
  const child = spawn(join(root, 'build/bin/galley-model'), [name, '0', gap], { stdio: ['ignore', 'pipe', 'inherit'] });
  models.add(child);
  child.unref(); // a test that fails may forget it
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += data;
      const found = /http:\/\/\S+/.exec(said);
      if (found !== null) resolve(found[0]);
    });
    child.once('exit', () => reject(new Error(`the model’s server did not start: ${said}`)));
  });
  child.stdout.unref();
  return {
    address,
    async stop() {
      models.delete(child);
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Opens Galley's page, and remembers in alive what nothing in it may do. */
export async function open(
  chrome,
  galley,
  { theme = 'light', width = 1440, height = 900, reducedMotion = 'reduce' } = {},
) {
  const context = await chrome.newContext({
    viewport: { width, height },
    colorScheme: theme,
    reducedMotion,
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const alive = [];
  page.on('dialog', (dialog) => {
    alive.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('pageerror', (error) => {
    // The development server's own script, which is not in the program that ships.
    if (!error.stack?.includes('/wails/ipc.js')) alive.push(`a script failed: ${error.stack}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.location().url.endsWith('/favicon.ico') && !message.text().includes('/wails/ipc.js'))
      alive.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (hostname !== '127.0.0.1' && hostname !== '') alive.push(`it asked for ${request.url()}`);
  });
  await page.goto(galley.url, { waitUntil: 'load' });
  return { page, context, alive };
}

/** Presses keys with the platform's Mod. */
export const mod = process.platform === 'darwin' ? 'Meta' : 'Control';
