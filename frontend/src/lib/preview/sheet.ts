/**
 * The view change Sheet: a style sheet of the frame's own. It gives merge slots the look of a chip,
 * takes the scroll bars away (the page scrolls, the frame is as tall as its content) and says nothing
 * about the email itself.
 */

// <g-slot> is inline already, and no email has one. The colour is the text's own, in both themes.
const FRAME_LOOK =
  '<style>html{overflow:hidden}g-slot{padding:0 .3em;border-radius:.3em;' +
  'background:color-mix(in srgb,currentColor 12%,transparent);' +
  'box-shadow:inset 0 0 0 1px color-mix(in srgb,currentColor 18%,transparent)}</style>';
const HEAD = /<head\b[^>]*>/i;

export function frameSheet(html: string): string {
  return html.replace(HEAD, (head) => head + FRAME_LOOK);
}

export function undoFrameSheet(html: string): string {
  return html.replace(FRAME_LOOK, '');
}
