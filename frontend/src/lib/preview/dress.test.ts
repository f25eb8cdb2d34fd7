import { describe, expect, test } from 'vitest';

import { type Dress, dress, undress } from './dress';
import { imagesOff, undoImagesOff } from './images';
import { frameSheet, undoFrameSheet } from './sheet';

const EMAIL = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>T</title>
<style>@media (prefers-color-scheme:dark){.t{color:#eee!important}}</style></head><body>
<table><tr data-pos="t4qe"><td><p data-pos="t4qe/a1">Hi <g-slot data-name="first_name">you</g-slot>,
<a href="https://port.example/?src=1&amp;b=2">src="x"</a></p>
<img src="/media/a.png" alt='say src="trap" > here' width="520"><picture><source srcset="/media/b.png"
media="(prefers-color-scheme: dark)"><img alt="B" src='/media/b.png'></picture></td></tr></table></body></html>`;

const all: Dress[] = [true, false].flatMap((dark) =>
  [true, false].map((images) => ({ dark, images })),
);

test.each(all)('the whole dress (%o) is taken off to the byte', (of) => {
  expect(dress(EMAIL, of)).not.toBe(EMAIL);
  expect(undress(dress(EMAIL, of), of)).toBe(EMAIL);
});

test.each(all)('so is that of a part (%o)', (of) => {
  const part =
    '<p data-pos="a/b">x <a href="https://port.example/">y</a> <img src="/media/c.png" alt=""></p>';
  expect(dress(part, of)).not.toContain('<style>');
  expect(undress(dress(part, of), of)).toBe(part);
});

describe('images off', () => {
  const page = new DOMParser().parseFromString(imagesOff(EMAIL), 'text/html');

  test('no picture is loaded, and none loses its description', () => {
    expect(page.querySelectorAll('[src], [srcset]')).toHaveLength(0);
    const words = Array.from(page.querySelectorAll('img'), (picture) => picture.alt);
    expect(words).toEqual(['say src="trap" > here', 'B']);
  });

  test('it is undone to the byte', () => {
    expect(undoImagesOff(imagesOff(EMAIL))).toBe(EMAIL);
  });
});

test('the frame’s sheet is one style element, and is undone to the byte', () => {
  expect(frameSheet(EMAIL).match(/<style>/g)).toHaveLength(2);
  expect(undoFrameSheet(frameSheet(EMAIL))).toBe(EMAIL);
});
