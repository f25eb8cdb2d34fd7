// Runs the terminal program on an issue and reads what it wrote.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The time of export: the .eml and the receipt hold it, and nothing else. */
export const date = '2026-11-25T09:00:00Z';
export const otherDate = '2027-01-02T03:04:05Z';

export const workFolder = () => mkdtempSync(join(tmpdir(), 'galley-acceptance-'));

/** Runs the program; an exit of 1 (something is open) is an answer, 2 is not. */
export function run(program, args) {
  try {
    execFileSync(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    if (error.status !== 1) throw new Error(`${args.join(' ')}: ${error.stderr || error}`);
  }
}

/**
 * Exports an issue.
 *
 * @returns {{dir: string, html: string, eml: string, pictures: string[], home: string}}
 *   the folder, the HTML, the path of the .eml, the pictures' names, and the
 *   address in front of them in the HTML
 */
export function exportIssue(program, issue, profile, dir, at = date) {
  run(program, ['export', ...issue.args, '-o', dir, '--profile', profile, '--date', at]);
  const files = readdirSync(dir);
  const named = (ending) =>
    join(
      dir,
      files.find((file) => file.endsWith(ending)),
    );
  return {
    dir,
    html: readFileSync(named('.html'), 'utf8'),
    eml: named('.eml'),
    pictures: files.includes('pictures') ? readdirSync(join(dir, 'pictures')) : [],
    home: issue.home,
  };
}
