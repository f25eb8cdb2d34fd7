import type { ItemView } from '../../lib/backend';

/** The label that a story of this kind ends with, when the story has no words under it; else empty. */
export function closerOf(item: ItemView, labels: readonly string[]): string {
  const last = labels.at(-1) ?? '';
  if (item.like !== 'story' || last === '' || item.sections.length === 0) return '';
  const there = item.sections.find(({ name, label }) => (name === '' ? label : name) === last);
  return there === undefined || there.words === 0 ? last : '';
}

/** The section that is to be tightened: the caret’s, else the one that is most over its budget. */
export function sectionOf(item: ItemView, caret: number): string {
  const nameOf = ({ name, label }: ItemView['sections'][number]): string =>
    name === '' ? label : name;
  const at = item.sections.findLast(({ start }) => start <= caret);
  if (at !== undefined && at.words > 0) return nameOf(at);
  const over = item.sections
    .map((one) => ({ one, by: one.budget.max > 0 ? one.words - one.budget.max : 0 }))
    .toSorted((a, b) => b.by - a.by)[0];
  return over !== undefined && over.by > 0 ? nameOf(over.one) : '';
}

/** Where in the copy it is that a card is about: the end of its section, or the beginning of the item. */
export function placeOf(
  item: ItemView,
  { offer, label, plan }: { offer: string; label: string; plan: { label: string } | null },
): number {
  if (!['closer', 'why', 'tighten'].includes(offer)) return 0;
  const wanted = plan?.label ?? label;
  const at = item.sections.findIndex(({ name, label: typed }) => [name, typed].includes(wanted));
  const next = at < 0 ? undefined : item.sections[at + 1];
  return next === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, next.start - 1);
}
