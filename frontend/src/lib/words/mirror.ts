/** What is said of the folder with the person's text. */

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const mirrorWords = {
  section: 'The folder with your text',
  lead: 'Everything you save stands in this folder as plain Markdown, too. Write in the files with any program: it comes in here.',
  where: 'Where it is',
  open: 'Open folder',
  move: 'Move …',
  moved: 'Your text has moved.',
  written: (at: Date): string => `Written ${time.format(at)}.`,
  notYet: 'Not written since Galley was started: nothing has changed.',
  behind: (n: number): string =>
    n === 1 ? 'One change is on its way.' : `${String(n)} changes are on their way.`,

  both: (name: string): string =>
    `“${name}” was changed here and in its file. What you wrote here stays.`,
  bothHint: (file: string): string =>
    `The other text is kept in the item’s history. The file: ${file}`,
  take: 'Take the outside text',
  kept: 'The file lacks items that the issue has, so they were written back.',
  keptHint: (file: string): string => `To take an item out, remove it from the rundown. ${file}`,
  refused: (name: string): string => `${name} was changed outside and was not taken in.`,
  refusedHint: (file: string): string =>
    `It cannot be used, or it was changed here too. The file: ${file}`,
  picture: (name: string): string => `Another picture came under an old name. It is ${name} now.`,
  pictureHint: (old: string): string => `${old} is what it was.`,
};
