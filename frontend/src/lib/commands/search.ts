import type { Shortcut } from './command';

/**
 * How well a title answers what was typed; 0 is not at all. Letters in their order are enough;
 * beginnings of words and unbroken runs count for more.
 */
export function score(typed: string, title: string): number {
  const [wanted, text] = [fold(typed).replaceAll(' ', ''), fold(title)];
  if (wanted === '') return 1;
  let [at, sum, run] = [0, 1, 0];
  for (const letter of wanted) {
    const found = text.indexOf(letter, at);
    if (found < 0) return 0;
    run = found === at && at > 0 ? run + 1 : 0;
    const begins = found === 0 || text[found - 1] === ' ';
    sum += 1 + run * 2 + (begins ? 4 : 0) - Math.min(found - at, 10) / 10;
    at = found + 1;
  }
  return sum + (text.startsWith(wanted) ? 8 : 0) - text.length / 100;
}

const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/** The commands that answer, the best first; with nothing typed the recent ones lead. */
export function found<S extends Shortcut>(
  commands: readonly S[],
  typed: string,
  recent: readonly string[],
): S[] {
  const place = (id: string): number => {
    const at = recent.indexOf(id);
    return at < 0 ? recent.length : at;
  };
  const quiet = typed.trim() === '';
  return commands
    .map((command) => ({ command, score: score(typed, command.title), place: place(command.id) }))
    .filter((entry) => entry.score > 0)
    .sort((a, b) => (quiet ? 0 : b.score - a.score) || a.place - b.place)
    .map((entry) => entry.command);
}

/** The recent ones with one more in front. */
export const remembered = (recent: readonly string[], id: string): string[] =>
  [id, ...recent.filter((other) => other !== id)].slice(0, 6);
