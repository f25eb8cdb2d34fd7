/** The initials of a name, as the desk makes them: of its first word and its last. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{Nd}'’]+/u).filter((word) => word !== '');
  const ends = words.filter((_, index) => index === 0 || index === words.length - 1);
  return ends.map((word) => (Array.from(word)[0] ?? '').toLocaleUpperCase('en')).join('');
}

/** No more than the desk takes. */
export const shortened = (initials: string): string => Array.from(initials).slice(0, 3).join('');
