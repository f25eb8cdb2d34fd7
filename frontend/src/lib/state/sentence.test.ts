import { expect, test } from 'vitest';

import type { FlightFinding } from '../backend';
import { marked, pictureless } from './sentence';

const shown = (context: string, words: string, part: FlightFinding['part'] = ''): string => {
  const [before, of, after] = marked({ context, words, part } as FlightFinding);
  return `${before}⟨${of}⟩${after}`;
};

test('a sentence stands there as a reader would see it, and the words as they are written', () => {
  expect(shown('![Gif 1-1](pier.gif)', 'Gif 1-1')).toBe('⟨Gif 1-1⟩');
  expect(shown('![Gif 1-1]()', '![Gif 1-1]()')).toBe('⟨Gif 1-1⟩');
  expect(shown('**What’s new:** The *the* gull', 'new')).toBe('What’s ⟨new⟩: The the gull');
  expect(shown('# Slack water', '')).toBe('Slack water⟨⟩');
  expect(shown('- A [pier](https://pier.example) and teh gull', 'teh')).toBe(
    'A pier and ⟨teh⟩ gull',
  );
  expect(shown('It is **bold', '**bold')).toBe('It is ⟨**bold⟩');
  expect(shown('2 \\* 3 is `six` and snake_case_name', 'six')).toBe(
    '2 * 3 is ⟨six⟩ and snake_case_name',
  );
});

test('where a link leads is shown when that is what was found', () => {
  expect(shown('Read [this](www.pier.example) now', 'www.pier.example')).toBe(
    'Read this (⟨www.pier.example⟩) now',
  );
  expect(shown('Read [this](#) now', '[this](#)')).toBe('Read ⟨[this](#)⟩ now');
});

test('what is no Markdown stays as it is', () => {
  expect(shown('<td>**</td>', 'td', 'html')).toBe('<⟨td⟩>**</td>');
  expect(pictureless('![](pier.gif)')).toBe('![](pier.gif)');
});
