// The issues that are exported: the sample, three that were written to be
// difficult, and the real one where it is at hand.
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './program.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, '../..');
const realIssue = join(top, '../shared/real-issue/issue-2021-01-13.txt');

/** An email of ours stays below 60 KB without its pictures. */
const mostBytes = 60 * 1000;

/** Every profile that ships. */
export function profiles() {
  const data = readFileSync(join(top, 'internal/house/profiles.toml'), 'utf8');
  return [...data.matchAll(/^name = "(.*)"$/gm)].map((match) => match[1]);
}

/**
 * The issues: a name, the arguments that name the issue file, the address that
 * its pictures have in the HTML, and how many bytes of HTML are allowed.
 */
export function issues(program, work) {
  const list = [
    { name: 'sample', args: ['--sample'], home: 'https://pictures.tidewater.example/74/' },
    difficult('blocks', 'pictures/', work),
    difficult('rtl', 'https://pictures.tide.example/3/', work),
    difficult('hostile', 'pictures/', work),
  ];
  if (existsSync(realIssue)) {
    const file = join(work, 'real.md');
    run(program, ['import', realIssue, '-o', file]);
    list.push({ name: 'real', args: [file], home: 'pictures/' });
  }
  return list.map((issue) => ({ most: mostBytes, ...issue }));
}

/** Says which issue could not be had. */
export const without = () => (existsSync(realIssue) ? '' : '; ../shared/real-issue is not here');

/** An issue of this folder with the sample's pictures. */
function difficult(name, home, work) {
  const dir = join(work, 'issues', name);
  cpSync(join(here, 'issues', name), dir, { recursive: true });
  cpSync(join(top, 'internal/desk/sample/pictures'), join(dir, 'pictures'), { recursive: true });
  return { name, args: [join(dir, 'issue.md')], home };
}
