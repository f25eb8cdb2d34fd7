/**
 * The view change Images off: pictures keep their place and their description and are not loaded,
 * as many readers see an email first. `src` and `srcset` get the prefix `data-off-`, and a style sheet
 * gives the empty picture a frame. `undoImagesOff` takes both back exactly.
 */

// The description is an attribute, and an element without a source shows it as text.
const EMPTY_LOOK =
  '<style>img[data-off-src]{outline:1px solid color-mix(in srgb,currentColor 30%,transparent);outline-offset:-1px;' +
  'min-height:3em;font:14px/20px sans-serif;background:color-mix(in srgb,currentColor 6%,transparent)}</style>';
const HEAD = /<head\b[^>]*>/i;
const PICTURE = /<(?:img|source)\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi;
const SOURCE = /"[^"]*"|'[^']*'|(\s)(src(?:set)?)(?=\s*=)/gi;
const OFF = /"[^"]*"|'[^']*'|(\s)data-off-(src(?:set)?)(?=\s*=)/gi;

export function imagesOff(html: string): string {
  return html
    .replace(PICTURE, (tag) => rename(tag, SOURCE, 'data-off-'))
    .replace(HEAD, (head) => head + EMPTY_LOOK);
}

export function undoImagesOff(html: string): string {
  return html.replace(EMPTY_LOOK, '').replace(PICTURE, (tag) => rename(tag, OFF, ''));
}

/** Puts a prefix before the attributes' names and leaves what stands inside quoted values alone. */
function rename(tag: string, attribute: RegExp, prefix: string): string {
  return tag.replace(attribute, (match, space?: string, name?: string) =>
    space === undefined || name === undefined ? match : space + prefix + name,
  );
}
