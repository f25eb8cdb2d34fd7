/** What is said of comments and suggestions in the copy. */

export const noteWords = {
  comment: 'A comment is about this',
  suggestion: (who: string): string => (who === '' ? 'A suggestion' : `${who} suggests`),
  /** Two people changed the same words: the copy has one text, this is the other. */
  both: (who: string): string => (who === '' ? 'The other text' : `${who} wrote this instead`),
  mine: 'You suggest',
};
