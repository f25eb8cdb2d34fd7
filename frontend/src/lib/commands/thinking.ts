import type { Thinking } from '../state/thinking.svelte';
import { type Offer, offers, thinkingWords } from '../words/thinking';
import type { Command, Shortcut } from './command';

const text = thinkingWords.commands;
const keys: Partial<Record<Offer | 'confirm', string>> = {
  closer: 'Mod+Shift+T',
  confirm: 'Mod+Alt+C',
};
const shortcut = (id: keyof typeof text): Shortcut => ({
  id: `thinking.${id}`,
  title: text[id],
  group: 'text',
  keys: keys[id as Offer] ?? '',
});

/** The keys of it, for when no copy is open. */
export const thinkingKeys: readonly Shortcut[] = [
  ...offers.map(shortcut),
  shortcut('confirm'),
  shortcut('confirmAll'),
];

/** What only a story has. */
const STORIES: readonly Offer[] = ['closer', 'headline', 'standfirst', 'why', 'tighten', 'claims'];

/** What the desk does about it. */
export interface ThinkingParts {
  /** The open item; empty for none. */
  item: () => string;
  /** The label of the section that the caret is in, or of the longest one that is over its budget. */
  section: () => string;
  /** Whether the open item has the labels and the headline of a story. */
  isStory: () => boolean;
  hasPicture: () => boolean;
  /** Whether the copy may be changed. */
  mayWrite: () => boolean;
  /** Opens the card, or goes to it and back. */
  open: (offer: Offer, label: string) => void;
  settings: () => void;
}

/** What a model can be asked for at the Write desk. */
export function thinkingCommands(thinking: Thinking, parts: ThinkingParts): Command[] {
  const mayAsk = (offer: Offer) => (): boolean => {
    if (parts.item() === '' || !parts.mayWrite()) return false;
    if (offer === 'alt') return parts.hasPicture();
    if (STORIES.includes(offer) && !parts.isStory()) return false;
    if (offer === 'tighten') return parts.section() !== '';
    return true;
  };
  return [
    ...offers.map((offer) => ({
      ...shortcut(offer),
      run: () => parts.open(offer, offer === 'tighten' ? parts.section() : ''),
      when: mayAsk(offer),
    })),
    {
      ...shortcut('confirm'),
      run: () => thinking.confirm(parts.item()),
      when: () => parts.item() !== '' && parts.mayWrite(),
    },
    { ...shortcut('confirmAll'), run: () => thinking.confirm(''), when: parts.mayWrite },
    { ...shortcut('settings'), run: parts.settings },
  ];
}
