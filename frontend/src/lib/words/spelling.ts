/** What the speller says. */

const languages = new Intl.DisplayNames('en-GB', { type: 'language' });

/** nl-BE → Flemish; a tag that is none stays as it is. */
function language(tag: string): string {
  try {
    return languages.of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export const spellingWords = {
  title: 'Spelling',
  modes: { off: 'Off', asked: 'When asked', on: 'As you write' },
  hint: 'English only; an issue in another language is left alone. The dictionary takes some memory, and is read when it is first wanted.',

  commands: {
    check: 'Check spelling now',
    next: 'Next spelling suggestion',
    modes: {
      off: 'Spelling: off',
      asked: 'Spelling: when asked',
      on: 'Spelling: as you write',
    },
  },

  notEnglish: (tag: string): string =>
    `This issue is in ${language(tag)}. Galley knows the spelling of English only, so it is off here.`,
  checked: (n: number): string =>
    n === 0
      ? 'The spelling of this item looks right.'
      : `${String(n)} ${n === 1 ? 'place' : 'places'} in this item to look at.`,
  show: 'Show the next',
  none: 'No more spelling suggestions in this item.',
  stopped: 'Spelling had stopped; it is running again.',
  givenUp: 'Spelling stopped three times in a row, so it is off for now.',
  again: 'Try again',
  added: (word: string): string => `“${word}” is one of the house’s words now.`,

  card: {
    label: (words: string): string => `Spelling: ${words}`,
    misspelled: (words: string): string => `“${words}” may be misspelled.`,
    slip: (words: string): string => `“${words}” may be a slip.`,
    instead: 'Write instead',
    nothing: 'No suggestion.',
    takeOut: 'Take it out',
    everywhere: (n: number): string => `Everywhere (${String(n)})`,
    add: 'Add to house words',
    ignore: 'Ignore here',
  },
};
