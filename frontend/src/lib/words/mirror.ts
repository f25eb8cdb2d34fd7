/** What is said of the folder with the person's text. */

const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

export const mirrorWords = {
  section: 'The folder with your text',
  lead: 'Galley also keeps everything you save here, as plain Markdown. Edit a file in any program and the change appears in Galley.',
  where: 'Where it is',
  open: 'Open folder',
  move: 'Move …',
  moved: 'Your text has moved.',
  written: (at: Date): string => `Last updated at ${time.format(at)}.`,
  notYet: 'Nothing has changed since Galley started.',
  behind: (n: number): string =>
    n === 1 ? 'One change is on its way.' : `${String(n)} changes are on their way.`,

  both: (name: string): string =>
    `“${name}” was changed both here and in its file. Your text here was kept.`,
  bothHint: 'The text from the file is in the item’s history.',
  take: 'Use the text from the file',
  kept: 'Some items were missing from the file, so Galley wrote them back.',
  keptHint: (file: string): string => `To remove an item, remove it in the rundown. File: ${file}`,
  refused: (name: string): string =>
    `${name} was changed by another program, and Galley left the change out.`,
  refusedHint: (file: string): string =>
    `It cannot be read, or you changed it here too. File: ${file}`,
  picture: (name: string): string =>
    `A different picture arrived under a name that was taken. It is called ${name} now.`,
  pictureHint: (old: string): string => `${old} is unchanged.`,
};
