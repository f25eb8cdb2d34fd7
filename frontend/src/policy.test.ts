import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

const page = new DOMParser().parseFromString(readFileSync('index.html', 'utf8'), 'text/html');
const policy = new Map(
  (page.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '')
    .split(';')
    .map((directive) => directive.trim().split(/\s+/))
    .map(([name = '', ...sources]) => [name, sources]),
);

test('whatever is not allowed by name is forbidden', () => {
  expect(policy.get('default-src')).toEqual(["'none'"]);
  expect(policy.get('base-uri')).toEqual(["'none'"]);
  expect(policy.get('form-action')).toEqual(["'none'"]);
});

test('scripts come from the program alone: nothing inline, nothing evaluated', () => {
  expect(policy.get('script-src')).toEqual(["'self'"]);
  expect(page.querySelectorAll('script:not([src])')).toHaveLength(0);
});

// Spelling runs in a worker, as WebAssembly. The page itself compiles none, so it needs no
// 'wasm-unsafe-eval', and the worker is a file of the program, so it needs no blob: either. A worker
// from a file has a policy of its own: the one that it is served with (app/window.go).
test('workers are files of the program', () => {
  expect(policy.get('worker-src')).toEqual(["'self'"]);
});

test('nothing is loaded from anywhere else', () => {
  const known = new Set(["'none'", "'self'", "'unsafe-inline'"]);
  expect([...policy.values()].flat().filter((source) => !known.has(source))).toEqual([]);
});
