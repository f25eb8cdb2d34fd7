/** What a model’s help says: the card under the copy, and its page in Settings. */

import { frame } from './frame';

const { counted } = frame;
const words = (n: number): string => counted(n, 'word', 'words');

export const offers = [
  'closer',
  'headline',
  'standfirst',
  'why',
  'subject',
  'preheader',
  'tighten',
  'alt',
  'claims',
] as const;
export type Offer = (typeof offers)[number];

const titles: Record<Offer, string> = {
  closer: 'We’re thinking',
  headline: 'Headlines',
  standfirst: 'Standfirsts',
  why: 'Why it matters',
  subject: 'Subject lines',
  preheader: 'Preheaders',
  tighten: 'Tighter',
  alt: 'Description of the picture',
  claims: 'Claims to look at',
};

interface Plan {
  offer: string;
  label: string;
  host: string;
  model: string;
  local: boolean;
  words: number;
  past: number;
  picture: string;
}

const to = ({ model, host, local }: Pick<Plan, 'model' | 'host' | 'local'>): string =>
  local ? `${model} on this machine` : `${model} at ${host}`;

/** What goes out, in words: “this story, 271 words, and 5 closers that you printed”. */
function parcel({ offer, words: n, past, picture }: Plan): string {
  const isIssue = offer === 'subject' || offer === 'preheader';
  const parts = [
    isIssue ? `headlines and openings of this issue, ${words(n)}` : `this story, ${words(n)}`,
    past === 0 ? '' : counted(past, 'closer that you printed', 'closers that you printed'),
    picture === '' ? '' : 'the picture',
  ].filter((part) => part !== '');
  return parts.length < 3
    ? parts.join(parts.length === 2 && past > 0 ? ', and ' : ' and ')
    : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

const SPOKEN = ['No', 'One', 'Two', 'Three', 'Four', 'Five'];

export const thinkingWords = {
  title: (offer: Offer, label: string): string =>
    (offer === 'closer' || offer === 'why') && label !== ''
      ? label
      : offer === 'tighten' && label !== ''
        ? `“${label}”, tighter`
        : titles[offer],
  region: 'A model’s help',
  reading: 'Reading the story …',
  /** In the head, beside the title. */
  about: (plan: Plan, least: number, most: number): string =>
    [
      most === 0
        ? ''
        : least > 0
          ? `${String(least)} to ${words(most)} wanted`
          : `at most ${words(most)} wanted`,
      plan.model === '' ? '' : to(plan),
    ]
      .filter((part) => part !== '')
      .join(' · '),

  /** Before anything is sent. */
  sends: (plan: Plan): string => `Sends ${parcel(plan)}, to ${to(plan)}. Nothing else.`,
  sent: (plan: Plan): string => `Sent: ${parcel(plan)}. Nothing else.`,
  stays: 'Nothing leaves this machine.',
  tokens: (asked: number, answered: number): string =>
    `${counted(asked, 'token', 'tokens')} asked, ${answered.toLocaleString('en-GB')} answered`,
  request: 'The exact request',
  requestTo: (address: string): string => `POST ${address}`,

  tones: { group: 'Tone', list: ['', 'dry', 'warm', 'sceptical', 'hopeful', 'wry'] as const },
  tone: (tone: string): string =>
    tone === '' ? 'As we write' : tone.charAt(0).toUpperCase() + tone.slice(1),

  ask: (offer: Offer): string =>
    offer === 'claims'
      ? 'Look for them'
      : offer === 'tighten' || offer === 'alt'
        ? 'Ask for a draft'
        : 'Ask for three drafts',
  askAgain: 'Ask again',
  writing: (seconds: number): string =>
    seconds === 0 ? 'Writing …' : `Writing … ${String(seconds)} s`,
  waiting: (model: string, seconds: number): string =>
    seconds < 3
      ? `Waiting for ${model} …`
      : `Waiting for ${model} … ${String(seconds)} s; it is given up after a minute`,
  stop: 'Stop',
  stopped: 'Stopped. Nothing was changed.',
  ready: (drafts: number, doubtful: number): string =>
    `${SPOKEN[drafts] ?? String(drafts)} ${drafts === 1 ? 'draft' : 'drafts'}.${
      doubtful === 0 ? '' : ` ${String(doubtful)} with what is not in the story.`
    }`,
  drafts: 'Drafts',
  count: (n: number): string => words(n),
  chars: (n: number, room: number): string =>
    n > room
      ? `${counted(n, 'character', 'characters')}; a phone shows ${String(room)}`
      : counted(n, 'character', 'characters'),
  over: (n: number): string => `${words(n)} too many`,
  notInStory: 'not in the story',
  near: (number: string, headline: string): string =>
    `much like issue ${number}${headline === '' ? '' : `, “${headline}”`}`,
  cut: 'stopped at its limit',
  letBe: 'you let this one be before',
  leftOut: (n: number): string =>
    `${SPOKEN[n] ?? String(n)} left out: you let ${n === 1 ? 'it' : 'them'} be before.`,
  stetted: 'Let be: it does not come again for this text.',
  takeBack: 'Take back',

  use: 'Use it',
  useTighten: 'Suggest it',
  useAnyway: 'Use it all the same',
  edit: 'Edit first',
  useEdited: 'Use what I wrote',
  editLabel: 'The draft, to be edited',
  another: 'Another',
  stet: 'Stet',
  back: 'Back',
  close: 'Close',
  fold: 'Fold to one line',
  unfold: 'Unfold',
  replaces: (n: number): string => `Takes the place of the ${words(n)} there.`,
  /** Asked once, before made-up things go into the copy. */
  sure: (list: readonly string[]): string =>
    list.length === 1
      ? `“${list[0] ?? ''}” is not in the story.`
      : `${list
          .slice(0, -1)
          .map((one) => `“${one}”`)
          .join(', ')} and “${list.at(-1) ?? ''}” are not in the story.`,
  used: (model: string, keys: string): string =>
    `It counts as ${model}’s until you change it or confirm it${keys === '' ? '' : ` (${keys})`}.`,
  usedOwn: 'Put into the copy.',
  suggested: (n: number): string =>
    `${counted(n, 'edit', 'edits')} suggested: accept them in the notes, or let the words stand.`,
  tooBusy: {
    message: 'The copy is being changed just now, and the draft was not put in.',
    hint: 'It is still on the card: use it once more.',
  },
  undo: 'Undo',
  notUndone: 'The copy has changed since: undo it there, where it can be seen.',

  none: {
    title: 'No model is set up.',
    text: 'None is needed: here is how your own stories ended, the nearest first. One may be a beginning.',
    alone: 'None is needed: how the story ends may be a beginning.',
    empty: 'Where you have printed closers before, the nearest of them are shown here.',
    last: 'How this story ends',
    past: 'Printed before',
    begin: 'Begin with it',
    settings: 'Set up a model',
    from: (number: string, headline: string): string =>
      [number === '' ? '' : `Issue ${number}`, headline].filter((part) => part !== '').join(' · '),
    only: 'This wants a model. Settings takes the address of one.',
  },

  claims: {
    none: 'Nothing that wants a source or contradicts something was found. That is a model’s opinion.',
    list: 'Claims',
    source: 'wants a source',
    contradiction: 'contradicts',
    go: 'Enter or a press goes to the words.',
    gone: 'These words are not in the copy any more.',
    plain: 'It gave no list. This is what it said:',
  },

  hint: (label: string, model: string): string => `${label}: three drafts from ${model}`,
  hintDismiss: 'Not for this story',

  confirm: 'Confirm',
  confirmed: (n: number): string =>
    n === 1 ? 'Confirmed: it is yours to answer for now.' : `${String(n)} places confirmed.`,
  nothingToConfirm: 'Nothing here is a model’s and unconfirmed.',

  commands: {
    closer: 'Draft a closer: “We’re thinking”',
    headline: 'Suggest headlines',
    standfirst: 'Suggest standfirsts',
    why: 'Draft “Why it matters”',
    subject: 'Suggest subject lines',
    preheader: 'Suggest preheaders',
    tighten: 'Tighten this section to its budget',
    alt: 'Describe the picture (alt text)',
    claims: 'List claims without a source',
    confirm: 'Confirm what a model wrote in this item',
    confirmAll: 'Confirm what a model wrote in the issue',
    settings: 'Set up a model’s help',
  } satisfies Record<Offer | 'confirm' | 'confirmAll' | 'settings', string>,

  settings: {
    section: 'Model help',
    lead: 'Optional. Galley asks a model only when you say so, and shows first what it would send.',
    where: 'Where it answers',
    presets: 'Begin with',
    address: 'Address',
    addressHint: 'As its program shows it; it often ends in /v1. Empty: no model.',
    model: 'Model',
    modelHint: 'As the server calls it.',
    list: 'List what it has',
    none: 'It lists no models.',
    azure: 'API version',
    azureHint: 'Of an Azure-style address, as 2024-06-01; empty for every other.',
    local: 'This is your own machine: nothing leaves it.',
    remote: (host: string): string => `Stories that you ask about go to ${host}.`,
    open: (host: string): string =>
      `Stories that you ask about go to ${host}, and not encrypted: whoever is on the way can read them.`,
    noKey: 'No key yet. Such a host wants one as a rule.',
    fixed: 'GALLEY_LLM_URL says where: this form cannot change it.',
    key: 'Key',
    keyHint: 'It goes to this address and nowhere else.',
    keyPlaceholder: 'Paste the key here',
    keepKey: 'Keep the key',
    removeKey: 'Take the key away',
    mayFile: 'Keep it in a file that only you can read',
    noKeychain:
      'This system has no keychain that answers: the key is kept until Galley is closed, unless you allow a file.',
    places: {
      environment: 'The key comes from GALLEY_LLM_KEY.',
      keychain: 'The key is in the system’s keychain.',
      file: 'The key is in a file in the data folder that only you can read.',
      session: 'The key is kept until Galley is closed.',
      '': 'No key. A model on this machine seldom wants one.',
    } as Record<string, string>,
    test: 'Test',
    testing: (seconds: number): string =>
      seconds === 0 ? 'Asking …' : `Asking … ${String(seconds)} s`,
    stop: 'Stop',
    works: (host: string): string => `${host} answers.`,
    can: {
      streams: ['Shows words as they come', 'Gives its answer in one piece'],
      schema: [
        'Can answer with a list',
        'Gives no lists in a fixed form: Galley reads what it says',
      ],
      vision: ['Sees pictures', 'Sees no pictures'],
    } as Record<'streams' | 'schema' | 'vision', readonly [yes: string, no: string]>,
    models: (n: number): string => counted(n, 'model', 'models'),
    keyKept: 'The key is kept.',
    keyGone: 'The key is gone.',
  },
};
