/** One of the colours `--person-a` to `--person-f`. */
export type PersonColour = 'a' | 'b' | 'c' | 'd' | 'e' | 'f';

const COLOURS: readonly PersonColour[] = ['a', 'b', 'c', 'd', 'e', 'f'];

/** The same person has the same colour, in every place and on every machine. */
export function personColour(who: string): PersonColour {
  const sum = Array.from(who).reduce(
    (all, letter) => (all * 31 + (letter.codePointAt(0) ?? 0)) % 9973,
    7,
  );
  return COLOURS[sum % COLOURS.length] ?? 'a';
}
