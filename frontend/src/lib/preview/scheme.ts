/**
 * The view changes Light and Dark. An email adapts to its reader's theme by media conditions; here
 * the button decides and not the system, so the conditions are made always true or never true in
 * the HTML's own text. Each change is undone exactly by `undoView`.
 */

// True and false for every screen, and nothing that a person writes. The colon and the white space
// around it are kept from the original, which makes the change reversible to the byte.
const ALWAYS = ['min-width', '0.015625px'] as const;
const NEVER = ['max-width', '0.015625px'] as const;

/** Shows the email as a reader with a dark theme gets it. */
export function darkView(html: string): string {
  return eachCondition(html, (css) => swap(swap(css, 'dark', ALWAYS), 'light', NEVER));
}

/** Shows the email as a reader with a light theme gets it, whatever the system's theme is. */
export function lightView(html: string): string {
  return eachCondition(html, (css) => swap(swap(css, 'light', ALWAYS), 'dark', NEVER));
}

/** Takes `darkView` (dark = true) or `lightView` back. */
export function undoView(html: string, dark: boolean): string {
  const [yes, no] = dark ? ['dark', 'light'] : ['light', 'dark'];
  return eachCondition(html, (css) => unswap(unswap(css, ALWAYS, yes), NEVER, no));
}

type Condition = readonly [feature: string, value: string];

function swap(css: string, scheme: string, [feature, value]: Condition): string {
  return css.replace(
    new RegExp(`prefers-color-scheme(\\s*:\\s*)${scheme}(?=\\s*\\))`, 'g'),
    (_, colon: string) => feature + colon + value,
  );
}

function unswap(css: string, [feature, value]: Condition, scheme: string): string {
  return css.replace(
    new RegExp(`${feature}(\\s*:\\s*)${value.replace('.', '\\.')}(?=\\s*\\))`, 'g'),
    (_, colon: string) => `prefers-color-scheme${colon}${scheme}`,
  );
}

// Style sheets, and the media attribute of <style>, <link>, <meta> and <source>. An issue may
// write *about* prefers-color-scheme: its words stay as they are.
const STYLE_OR_TAG = /<style\b[^>]*>[\s\S]*?<\/style\s*>|<(?:link|meta|source)\b[^>]*>/gi;

function eachCondition(html: string, change: (css: string) => string): string {
  return html.replace(STYLE_OR_TAG, change);
}
