/** Findings as the Preflight desk lists them. Pure: values in, values out. */

import type { Flight, FlightFinding, Severity, WaivedFinding } from '../backend';
import { preflight as say } from '../words/preflight';

export const severities = ['error', 'warning', 'query'] as const satisfies readonly Severity[];

/** A finding with a name that it keeps when the issue is read again. */
export interface Row {
  key: string;
  finding: FlightFinding;
}

/** What a finding is about: of the same words in two sentences, both. */
export const about = ({ item_id, check, words }: FlightFinding): string =>
  JSON.stringify([item_id, check, words]);

/** Names findings by what they are about, and the how manieth of those. */
export function rows(findings: readonly FlightFinding[]): Row[] {
  const times = new Map<string, number>();
  return findings.map((finding) => {
    const name = about(finding);
    const n = times.get(name) ?? 0;
    times.set(name, n + 1);
    return { key: `${name}${String(n)}`, finding };
  });
}

/** In the order in which they are shown: by severity, then by place. */
export function ordered(list: readonly Row[]): Row[] {
  return severities.flatMap((severity) => list.filter((row) => row.finding.severity === severity));
}

/** Needs answers of all links to be able to say that it found nothing. */
const DEAD = 'link.dead';

/** The checks that found nothing, waived or not. */
export function passing(flight: Flight): string[] {
  const open = new Set([...flight.findings, ...flight.waived].map(({ check }) => check));
  if (flight.links.checked < flight.links.total) open.add(DEAD);
  return flight.checks.filter((check) => !open.has(check));
}

/** Whether the first check was looked for and neither it nor any other of them found something, waived or not. */
export function isClean(flight: Flight, checks: readonly string[]): boolean {
  const open = new Set([...flight.findings, ...flight.waived].map(({ check }) => check));
  return flight.checks.includes(checks[0] ?? '') && !checks.some((check) => open.has(check));
}

/** The item or the part of the email, and the section in it. */
export function placeOf(
  { item, headline, section, part, line }: FlightFinding,
  name = headline,
): string {
  const inItem = name === '' ? say.item(item) : name;
  if (part !== '')
    return [item === 0 ? '' : inItem, say.parts[part], line > 0 ? say.line(line) : '']
      .filter((one) => one !== '')
      .join(' · ');
  const where = item === 0 ? say.itself : inItem;
  return section === '' ? where : `${where} · ${section}`;
}

/** What is set for the newsletter, not for the issue: by check, the field of Settings. */
const SETTINGS: Record<string, string | undefined> = {
  'envelope.from': 'sender',
  'footer.address': 'address',
  'footer.unsubscribe': 'unsubscribe_url',
  'footer.web-version': 'web_url',
  'footer.twice': 'footer',
  'picture.home': 'picture_address',
};

/** The field of the newsletter's settings that a finding is about; empty for none. */
export const fieldOf = (check: string): string => SETTINGS[check] ?? '';

/** Where a finding can be looked at: in the copy, in the settings or in the newsletter's; null for nowhere. */
export function wayTo({ check, item, part }: FlightFinding): 'copy' | 'card' | 'settings' | null {
  if (item > 0) return 'copy';
  if (part !== '') return null;
  return fieldOf(check) === '' ? 'card' : 'settings';
}

/** What a model wrote is confirmed, or changed: somebody answers for it. */
export const isMachine = ({ check }: FlightFinding): boolean => check === 'machine.unconfirmed';

/** Where a waiver was given: for the whole issue, or an item. */
export const waivedAt = ({ whole, item_id }: WaivedFinding): string => (whole ? '' : item_id);
