import { beforeEach, describe, expect, test } from 'vitest';

import { applyPatch, elementsAt, replacePage } from './patch';

const block = (key: string, words: string): string => `<p data-pos="it/${key}">${words}</p>`;
const PICTURE = '<img src="/media/a.png" alt="A pier">';
const row = (inside: string, id = 'it'): string =>
  `<tr data-pos="${id}"><td class="i">${inside}</td></tr>`;
const table = (rows: string): string =>
  `<!doctype html><html><head><title>T</title></head><body><table><tbody>${rows}</tbody></table></body></html>`;

const KEYS = ['a', 'b', 'c'];
const START = table(
  row([block('a', 'One'), block('b', `Two ${PICTURE}`), block('c', 'Three')].join('\n')) +
    row('<p data-pos="other/a">Other</p>', 'other'),
);

let page: Document;
beforeEach(() => {
  page = new DOMParser().parseFromString(START, 'text/html');
});

const same = (html: string): string => html;
const words = (): string =>
  Array.from(page.querySelectorAll('[data-pos*="/"]'), (p) => p.textContent.trim()).join('|');
const patch = (
  from: number,
  remove: number,
  blocks: { key: string; html?: string }[] = [],
  rows = '',
): boolean => applyPatch(page, 'it', KEYS, { from, remove, blocks, rows }, same);

describe('blocks', () => {
  test('one is replaced, and the others keep their nodes', () => {
    const [first] = elementsAt(page, 'it/a');
    const [third] = elementsAt(page, 'it/c');
    expect(patch(1, 1, [{ key: 'd', html: block('d', 'Zwei') }])).toBe(true);
    expect(words()).toBe('One|Zwei|Three|Other');
    expect([elementsAt(page, 'it/a')[0], elementsAt(page, 'it/c')[0]]).toEqual([first, third]);
  });

  test('two become three', () => {
    const fresh = ['d', 'e', 'f'].map((key) => ({ key, html: block(key, key) }));
    expect(patch(0, 2, fresh)).toBe(true);
    expect(words()).toBe('d|e|f|Three|Other');
  });

  test('a block of several elements goes with what stands between them', () => {
    patch(1, 1, [{ key: 'd', html: block('d', 'x') + '<!--m--> ' + block('d', 'y') }]);
    const keys = ['a', 'd', 'c'];
    applyPatch(page, 'it', keys, { from: 1, remove: 1, blocks: [], rows: '' }, same);
    expect(words()).toBe('One|Three|Other');
    expect(page.body.innerHTML).not.toContain('<!--');
  });

  test('one that comes before a box stands outside of it', () => {
    page = new DOMParser().parseFromString(
      table(
        row(
          `${block('a', 'One')}\n<table><tbody><tr><td>${block('b', 'In')}</td></tr></tbody></table>`,
        ),
      ),
      'text/html',
    );
    const patch = { from: 1, remove: 0, blocks: [{ key: 'n', html: block('n', 'New') }], rows: '' };
    expect(applyPatch(page, 'it', ['a', 'b'], patch, same)).toBe(true);
    expect(elementsAt(page, 'it/n')[0]?.parentElement).toBe(
      elementsAt(page, 'it/a')[0]?.parentElement,
    );
  });

  test.each([
    ['before all', 0, 'New|One|Two|Three|Other'],
    ['between', 2, 'One|Two|New|Three|Other'],
    ['after all', 3, 'One|Two|Three|New|Other'],
  ])('one is put %s', (_, from, text) => {
    expect(patch(from, 0, [{ key: 'n', html: block('n', 'New') }])).toBe(true);
    expect(words()).toBe(text);
  });

  test('some are taken out', () => {
    expect(patch(0, 2)).toBe(true);
    expect(words()).toBe('Three|Other');
  });

  test('typing in a block for long leaves nothing behind', () => {
    let key = 'b';
    const before = page.body.innerHTML.length;
    for (let turn = 0; turn < 50; turn++) {
      const fresh = `k${String(turn % 2)}`;
      const keys = ['a', key, 'c'];
      const blocks = [{ key: fresh, html: block(fresh, `Two ${PICTURE}`) }];
      applyPatch(page, 'it', keys, { from: 1, remove: 1, blocks, rows: '' }, same);
      key = fresh;
    }
    expect(page.body.innerHTML.length).toBe(before + 1);
  });
});

test('rows are replaced in the table, with as many as there are now', () => {
  const rows = row(block('x', 'X')) + row(block('y', 'Y'));
  expect(patch(0, 0, [{ key: 'x' }, { key: 'y' }], rows)).toBe(true);
  expect(words()).toBe('X|Y|Other');
  expect(elementsAt(page, 'it').map((element) => element.parentElement?.tagName)).toEqual([
    'TBODY',
    'TBODY',
  ]);
});

test('a picture that stays keeps its node, with its new description', () => {
  const before = page.querySelector('img');
  const html = block('d', '<img src="/media/a.png" alt="The pier" width="520">');
  patch(1, 1, [{ key: 'd', html }]);
  expect(page.querySelector('img')).toBe(before);
  expect(before?.outerHTML).toBe('<img src="/media/a.png" alt="The pier" width="520">');
  patch(0, 0, [], row(block('d', PICTURE)));
  expect(page.querySelector('img')).toBe(before);
  replacePage(page, START);
  expect(page.querySelector('img')).toBe(before);
});

describe('a document that the patch was not made for', () => {
  test('an unknown item', () => {
    expect(applyPatch(page, 'no', [], { from: 0, remove: 0, blocks: [], rows: '' }, same)).toBe(
      false,
    );
  });

  test('a block that is not there', () => {
    expect(applyPatch(page, 'it', ['z'], { from: 0, remove: 1, blocks: [], rows: '' }, same)).toBe(
      false,
    );
    expect(words()).toBe('One|Two|Three|Other');
  });

  test('no neighbour to stand beside', () => {
    const blocks = [{ key: 'n', html: block('n', 'New') }];
    expect(applyPatch(page, 'it', [], { from: 0, remove: 0, blocks, rows: '' }, same)).toBe(false);
  });
});

test('what is put in went through the dress', () => {
  const blocks = [{ key: 'd', html: block('d', 'href') }];
  applyPatch(page, 'it', KEYS, { from: 1, remove: 1, blocks, rows: '' }, (html) =>
    html.replace('href', 'dressed'),
  );
  expect(words()).toContain('dressed');
});

test('the whole page is set anew in the same document', () => {
  const next = START.replace('<title>T</title>', '<title>U</title>').replace('One', 'Eins');
  replacePage(page, next);
  expect(words()).toBe('Eins|Two|Three|Other');
  expect(page.title).toBe('U');
});
