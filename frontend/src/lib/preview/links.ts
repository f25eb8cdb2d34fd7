/**
 * The view change Quiet: in the preview nothing can be followed, by mouse or by key. Every link's
 * `href` becomes `data-href`, and a style sheet gives such a link the look that browsers give one
 * with an address. `undoQuietLinks` takes both back exactly.
 */

// :where() weighs nothing, as a browser's own rules do: the email's rules win.
const LINK_LOOK =
  '<style>:where(a[data-href]){color:-webkit-link;text-decoration:underline}</style>';
const HEAD = /<head\b[^>]*>/i;

// A tag with its attributes; quoted values may hold “>”.
const LINK = /<(?:a|area)\b(?:"[^"]*"|'[^']*'|[^>"'])*>/gi;

export function quietLinks(html: string): string {
  return html
    .replace(LINK, (tag) => rename(tag, 'href', 'data-href'))
    .replace(HEAD, (head) => head + LINK_LOOK);
}

export function undoQuietLinks(html: string): string {
  return html.replace(LINK_LOOK, '').replace(LINK, (tag) => rename(tag, 'data-href', 'href'));
}

/** Renames an attribute and leaves what stands inside quoted values alone. */
function rename(tag: string, from: string, to: string): string {
  const attribute = new RegExp(`"[^"]*"|'[^']*'|(\\s)${from}(?=\\s*=)`, 'gi');
  return tag.replace(attribute, (match, space: string | undefined) =>
    space === undefined ? match : space + to,
  );
}
