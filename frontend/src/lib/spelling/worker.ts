/**
 * The linter, in a thread of its own. It is Harper's LocalLinter and not its WorkerLinter: that one
 * runs from a blob, which the page's policy would have to allow together with WebAssembly, and holds
 * a second copy of the 16 MB in the page, to read the answers with. A worker from a file of the
 * program needs neither.
 */

import { Dialect as Harper, LocalLinter } from 'harper.js';
import { binary } from 'harper.js/binary';

import type { Answer, Dialect, Lint, Question } from './protocol';
import { settingsOf } from './rules';

const dialects: Record<Dialect, Harper> = {
  us: Harper.American,
  gb: Harper.British,
  au: Harper.Australian,
  ca: Harper.Canadian,
  in: Harper.Indian,
};
const REMOVE = 1;

let linter: LocalLinter | null = null;

async function begin(dialect: Dialect, words: readonly string[]): Promise<readonly Lint[]> {
  linter = new LocalLinter({ binary, dialect: dialects[dialect] });
  await linter.setup();
  await linter.setLintConfig(settingsOf(Object.keys(await linter.getDefaultLintConfig())));
  if (words.length > 0) await linter.importWords([...words]);
  return [];
}

async function judge(text: string): Promise<readonly Lint[]> {
  if (linter === null) return [];
  const found = await linter.organizedLints(text, { language: 'plaintext' });
  return Object.entries(found).flatMap(([rule, lints]) =>
    lints.map((lint) => {
      const { start, end } = lint.span();
      const instead = lint
        .suggestions()
        .filter((one) => (one.kind() as number) <= REMOVE)
        .map((one) => one.get_replacement_text());
      const told = { rule, from: start, to: end, message: lint.message(), instead };
      lint.free();
      return told;
    }),
  );
}

const answer = (of: Answer): void => postMessage(of);

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const work = data.ask === 'begin' ? begin(data.dialect, data.words) : judge(data.text);
  work.then(
    (lints) => answer({ id: data.id, lints }),
    (reason: unknown) => answer({ id: data.id, failed: String(reason) }),
  );
});
