/**
 * Where inboxes cut. They cut by pixels, so every figure is for usual letters and a usual window.
 * - Apple Mail on an iPhone 14 shows 48 characters of the subject and 99 of the preheader:
 *   measured in emailtooltester.com/en/blog/email-subject-lines-character-limit.
 * - Gmail on a computer shows about 70 characters of a subject (typecount.com/blog/email-subject-line-length)
 *   and runs the preheader on in the same line, so a long subject leaves less of it: about 110 characters
 *   for both at 1440 px (mailneo.co/glossary/preview-text gives 90 to 110 of preheader at most).
 * - Gmail on a phone shows about 40 characters of a subject, and 40 of the preheader in a line of its
 *   own (the same two pages: about 40; 40 to 75).
 */
export interface Inbox {
  name: 'gmail-desktop' | 'gmail-phone' | 'apple-mail';
  subject: number;
  /** Of the preheader; with `together`, of subject and preheader. */
  preheader: number;
  together: boolean;
}

export const INBOXES: readonly Inbox[] = [
  { name: 'gmail-desktop', subject: 70, preheader: 110, together: true },
  { name: 'gmail-phone', subject: 40, preheader: 40, together: false },
  { name: 'apple-mail', subject: 48, preheader: 99, together: false },
];

/** What a computer's inbox shows of a subject without cutting, at all usual widths. */
export const SUBJECT_ROOM = 60;
/** What the most generous inbox shows. */
export const PREHEADER_ROOM = 110;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Characters as people count them: an emoji is one. */
export const charactersOf = (text: string): number => Array.from(letters.segment(text)).length;

/** The text, cut with an ellipsis at so many characters. */
export function cut(text: string, room: number): string {
  const all = Array.from(letters.segment(text), ({ segment }) => segment);
  if (all.length <= room) return text;
  return `${all
    .slice(0, Math.max(0, room - 1))
    .join('')
    .trimEnd()}…`;
}

/** An inbox's line of an issue. */
export function lineIn(
  inbox: Inbox,
  subject: string,
  preheader: string,
): { subject: string; preheader: string } {
  const shown = cut(subject, inbox.subject);
  const used = inbox.together ? charactersOf(shown) : 0;
  return { subject: shown, preheader: cut(preheader, inbox.preheader - used) };
}

/** The first words that can be read in a page. */
export function beginningOf(html: string): string {
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  for (const unseen of body.querySelectorAll('style, title')) unseen.remove();
  return body.textContent
    .replace(/[\s\u034f\u200b-\u200d\u2060\ufeff]+/g, ' ')
    .trim()
    .slice(0, 300);
}
