/** What the Write desk says. */

const count = (number: number, one: string, more = `${one}s`): string =>
  `${number.toLocaleString('en-GB')} ${number === 1 ? one : more}`;

const SIMULATIONS: Record<string, string> = {
  'outlook-windows': 'Outlook for Windows',
  gmail: 'Gmail',
  'gmail-other-account': 'Gmail’s app, another provider’s account',
  'forced-dark': 'Forced dark',
};

const STATES: Record<string, string> = {
  pitch: 'Pitch',
  drafting: 'Drafting',
  'in-review': 'In review',
  ready: 'Ready',
};

const KINDS: Record<string, string> = {
  letter: 'Letter',
  story: 'Story',
  promo: 'Promo',
  jobs: 'Jobs',
  note: 'Note',
  footer: 'Footer',
};

interface Summary {
  added: number;
  removed: number;
  first: boolean;
  words: number;
}

interface Range {
  min: number;
  max: number;
}

export const writeWords = {
  desk: 'Write',
  opening: 'Opening the issue …',
  again: 'Try again',
  tooLarge: 'That is more than a megabyte: it was not put into the copy.',
  importIt: 'Import it as an issue',
  pastedFile: 'pasted.txt',

  states: ['pitch', 'drafting', 'in-review', 'ready'],
  state: (state: string): string => STATES[state] ?? state,
  kind: (kind: string): string => KINDS[kind] ?? kind,

  panes: { rundown: 'Rundown', copy: 'Copy', preview: 'Preview' },

  card: {
    group: 'Issue',
    open: 'Edit the issue’s own settings',
    close: 'Close the issue’s settings',
    noSubject: 'No subject line yet',
    line: (characters: number, room: number): string =>
      `Subject line · ${String(characters)} of ${String(room)} characters`,
    characters: (characters: number, room: number): string =>
      `${String(characters)} of ${String(room)} characters`,
    cut: 'Most inboxes show this much; the rest may be cut off.',
    subject: 'Subject line',
    preheader: 'Preheader',
    preheaderHelp: 'The line after the subject in an inbox.',
    number: 'Number',
    date: 'Date',
    lang: 'Language',
    profile: 'Sent with',
    masthead: 'Masthead',
    footer: 'Footer',
    usualProfile: (title: string): string => `As usual (${title})`,
    saved: 'Saved as you type',
  },

  rundown: {
    list: 'Rundown',
    empty: 'Nothing in the rundown yet.',
    emptyHint: 'Add a letter or a story to begin.',
    add: 'Add to the rundown',
    addGroup: { stories: 'Stories', others: 'Other items' },
    more: (name: string): string => `Actions for ${name}`,
    words: (words: number, { min, max }: Range): string => {
      const said = count(words, 'word');
      if (max > 0)
        return min > 0
          ? `${said} of ${String(min)} to ${String(max)}`
          : `${said} of ${String(max)}`;
      return min > 0 ? `${said} of at least ${String(min)}` : said;
    },
    edit: 'Edit',
    up: 'Move up',
    down: 'Move down',
    setState: 'State',
    setKind: 'Make it a',
    history: 'History …',
    copyTo: 'Copy to',
    moveTo: 'Move to',
    remove: 'Remove',
    back: 'Back',
    otherIssue: (number: string, subject: string): string =>
      [number === '' ? '' : `Issue ${number}`, subject].filter((part) => part !== '').join(' · '),
    noOtherIssue: 'No other issue',
    removed: (name: string): string => `“${name}” was removed from the rundown.`,
    undo: 'Undo',
    sent: (name: string, move: boolean): string =>
      `“${name}” was ${move ? 'moved' : 'copied'} to the end of the other issue.`,
    moved: (name: string, place: number, of: number): string =>
      `${name}, now ${String(place)} of ${String(of)}.`,
    held: (name: string): string => `${name} is held. Release it at its new place.`,
  },

  preview: {
    region: 'The email, as it will be exported',
    frame: 'Preview of the email. Its links are not followed here.',
    views: 'How the email is shown',
    desktop: 'Desktop',
    phone: 'Phone',
    dark: 'Dark',
    images: 'Images off',
    text: 'Text',
    inbox: 'Inbox',
    clip: 'Gmail cuts the email off here',
    menu: 'In the preview',
    copyText: 'Copy text',
    copyLink: 'Copy link address',
    openLink: 'Open link in the browser',
    goToSource: 'Go to source',
    copied: 'Copied.',
    textPart: 'The text part of the email',
    writeAgain: 'The preview could not be brought up to date.',
    inboxes: {
      'gmail-desktop': 'Gmail on a computer',
      'gmail-phone': 'Gmail on a phone',
      'apple-mail': 'Apple Mail on an iPhone',
    },
    approximately:
      'Where an inbox cuts depends on its window and its letters: these are the usual places.',
    runOn: (preheader: string): string => (preheader === '' ? '' : `– ${preheader}`),
    now: '09:41',
  },

  simulation: {
    menu: 'Simulations',
    region: 'Simulation',
    none: 'As it is exported',
    title: (name: string): string => SIMULATIONS[name] ?? name,
    command: (name: string): string => `Simulate: ${SIMULATIONS[name] ?? name}`,
    narrow: '360 pixels wide',
    imagesOff: 'Images off',
    on: 'on',
    end: 'End the simulation',
    says: (name: string, date: string): string =>
      name === 'forced-dark'
        ? 'Simulation: Forced dark, an approximation of what such programs do'
        : `Simulation: ${SIMULATIONS[name] ?? name}, from caniemail data of ${date}`,
    means: 'What is dropped is known; how it looks there is not.',
    notes: 'What it changes',
    nothing: 'It changes nothing here.',
  },

  history: {
    title: (name: string): string => `History of “${name}”`,
    list: 'Revisions, the newest first',
    hint: 'A revision is kept each time you pause. The list compares each with the one before it.',
    empty: 'This is the only revision so far. Another is kept each time you pause.',
    today: 'Today',
    yesterday: 'Yesterday',
    summary: ({ added, removed, first, words }: Summary): string => {
      if (first) return `First revision, ${count(words, 'word')}`;
      if (added === 0 && removed === 0) return 'No other words';
      const parts = [
        added > 0 ? `+${String(added)}` : '',
        removed > 0 ? `−${String(removed)}` : '',
      ];
      return `${parts.filter((part) => part !== '').join(' ')} ${added + removed === 1 ? 'word' : 'words'}`;
    },
    why: (why: string): string =>
      ({ exported: 'Exported', review: 'Sent to review', signed: 'Signed off' })[why] ?? why,
    against: (first: boolean): string =>
      first ? 'There is none before it.' : 'Compared with the revision before it.',
    outside: (file: string): string => `Outside Galley: ${file}`,
    outsideIn: (path: string): string => `Changed outside Galley, in ${path}`,
    now: 'This is the item as it is now.',
    differs: (back: number, away: number): string => {
      const comes = `${count(back, 'word')} would come back (underlined)`;
      const goes = `${count(away, 'word')} would go (struck through)`;
      return `Compared with now: ${[...(back > 0 ? [comes] : []), ...(away > 0 ? [goes] : [])].join(', ')}.`;
    },
    same: 'Compared with now: the words are the same.',
    change: (at: number, of: number): string => `${String(at)} of ${count(of, 'change')}`,
    next: 'Next change (F7)',
    previous: 'Previous change (Shift F7)',
    frame: 'This revision as an email',
    wait: 'Loading …',
    restore: 'Restore',
    close: 'Close',
    restored: (when: string): string => `Restored the revision of ${when}.`,
    taken: 'Used the text from the file.',
    takenBack: 'Restore undone.',
    notYet: 'Restore once that has arrived.',
  },

  unsent: {
    message: 'What you type has not reached the desk yet. It is kept here and tried again.',
    back: 'Everything you typed has arrived.',
  },

  commands: {
    add: 'Add an item …',
    addKind: (title: string): string => `Add: ${title}`,
    next: 'Next item',
    previous: 'Previous item',
    up: 'Move the item up',
    down: 'Move the item down',
    card: 'Edit the issue’s settings',
    history: 'History of this item …',
    restore: (name: string): string => `Put “${name}” back`,
    goTo: (name: string): string => `Go to “${name}”`,
    focusMode: 'Focus mode',
    text: {
      bold: 'Bold',
      italic: 'Italic',
      link: 'Make a link',
      'open-link': 'Open the link at the caret',
      headline: 'Headline',
      heading: 'Heading',
      bullets: 'Bullet list',
      numbers: 'Numbered list',
      quote: 'Quotation',
      picture: 'Insert a picture …',
      find: 'Find and replace',
      undo: 'Undo',
      redo: 'Redo',
    },
  },
};
