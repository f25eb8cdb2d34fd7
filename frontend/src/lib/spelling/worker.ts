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
const SPELLING = 'SpellCheck';

/** One for each English in which a word may be right. Beside the first, each takes 30 ms and 20 MB. */
let linters: LocalLinter[] = [];

async function speaker(dialect: Dialect, words: readonly string[]): Promise<LocalLinter> {
  const linter = new LocalLinter({ binary, dialect: dialects[dialect] });
  await linter.setup();
  await linter.setLintConfig(settingsOf(Object.keys(await linter.getDefaultLintConfig())));
  if (words.length > 0) await linter.importWords([...words]);
  return linter;
}

async function begin(of: readonly Dialect[], words: readonly string[]): Promise<readonly Lint[]> {
  linters = [];
  for (const dialect of of) linters.push(await speaker(dialect, words));
  return [];
}

/** Whether another one of the Englishes has the word: harbour, harbor. */
async function isRightElsewhere(word: string): Promise<boolean> {
  for (const linter of linters.slice(1)) {
    const found = await linter.organizedLints(word, { language: 'plaintext' });
    if ((found[SPELLING] ?? []).length === 0) return true;
  }
  return false;
}

async function judge(text: string): Promise<readonly Lint[]> {
  const [linter] = linters;
  if (linter === undefined) return [];
  const found = await linter.organizedLints(text, { language: 'plaintext' });
  const told: Lint[] = [];
  for (const [rule, lints] of Object.entries(found))
    for (const lint of lints) {
      const { start, end } = lint.span();
      const instead = lint
        .suggestions()
        .filter((one) => (one.kind() as number) <= REMOVE)
        .map((one) => one.get_replacement_text());
      if (rule !== SPELLING || !(await isRightElsewhere(lint.get_problem_text())))
        told.push({ rule, from: start, to: end, instead });
      lint.free();
    }
  return told;
}

const answer = (of: Answer): void => postMessage(of);

addEventListener('message', ({ data }: MessageEvent<Question>) => {
  const work = data.ask === 'begin' ? begin(data.dialects, data.words) : judge(data.text);
  work.then(
    (lints) => answer({ id: data.id, lints }),
    (reason: unknown) => answer({ id: data.id, failed: String(reason) }),
  );
});
