import { expect, test } from 'vitest';

import { quietLinks, undoQuietLinks } from './links';

const EMAIL = `<!doctype html><html lang="en"><head><title>T</title></head>
<p>Say href="x" to <a class="link" href="https://port.example/?a=1&amp;b=2" style="color:#155a8a">read</a>,
<A HREF = 'mailto:a@b.example'>write</A>, <a name="top">stay</a> or
<a title='an href="trap" > here' href="#top">go up</a>.</p>
<abbr title="href">A</abbr><link rel="canonical" href="x.css"><img src="/media/a.png" alt="a href='x'">`;

function links(html: string): HTMLElement[] {
  const page = new DOMParser().parseFromString(html, 'text/html');
  return Array.from(page.querySelectorAll<HTMLElement>('a'));
}

test('no link can be followed', () => {
  const quiet = links(quietLinks(EMAIL));
  expect(quiet).toHaveLength(4);
  expect(quiet.filter((link) => link.hasAttribute('href'))).toEqual([]);
});

test('the address is still there to be shown', () => {
  expect(links(quietLinks(EMAIL)).map((link) => link.getAttribute('data-href'))).toEqual([
    'https://port.example/?a=1&b=2',
    'mailto:a@b.example',
    null,
    '#top',
  ]);
});

test('a quiet link still looks like a link, unless the email says otherwise', () => {
  const page = new DOMParser().parseFromString(quietLinks(EMAIL), 'text/html');
  const rule = page.querySelector('style')?.textContent ?? '';
  expect(rule).toContain(':where(a[data-href])');
  expect(rule).toContain('text-decoration:underline');
});

test('words, other attributes and other elements stay', () => {
  const quiet = quietLinks(EMAIL);
  expect(quiet).toContain('<p>Say href="x" to ');
  expect(quiet).toContain(`title='an href="trap" > here'`);
  expect(quiet).toContain('<link rel="canonical" href="x.css">');
});

test('it is undone, letter case of the attribute aside', () => {
  expect(undoQuietLinks(quietLinks(EMAIL)).toLowerCase()).toBe(EMAIL.toLowerCase());
});

test('of an export, which is written in lower case, it is undone to the byte', () => {
  const exported = EMAIL.replace("<A HREF = '", "<a href='").replace('</A>', '</a>');
  expect(undoQuietLinks(quietLinks(exported))).toBe(exported);
});
