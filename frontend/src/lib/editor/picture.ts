/**
 * A picture as the copy names it: ![alt](name "caption — credit"). What the fields of a picture write
 * is read back by Go (markdown.PictureOf) as the same words.
 */

export interface PictureText {
  alt: string;
  name: string;
  caption: string;
  credit: string;
}

const DASH = ' — ';
const LINE =
  /^ {0,3}!\[((?:\\.|[^\\\]])*)\]\(\s*(<(?:\\.|[^\\<>])*>|(?:\\.|[^\\\s()<])+(?:\((?:\\.|[^\\\s()])*\)(?:\\.|[^\\\s()])*)*)(?:\s+"((?:\\.|[^\\"])*)")?\s*\)\s*$/;

const unescape = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1');

/** Reads a line that is one picture and nothing else; null for any other. */
export function readPicture(line: string): PictureText | null {
  const found = LINE.exec(line);
  if (found === null) return null;
  const [, alt = '', destination = '', title = ''] = found;
  const name = destination.startsWith('<') ? destination.slice(1, -1) : destination;
  // A credit may stand alone.
  const words = ` ${unescape(title).trim()}`;
  const at = words.lastIndexOf(DASH);
  return {
    alt: unescape(alt).trim(),
    name: unescape(name),
    caption: (at < 0 ? words : words.slice(0, at)).trim(),
    credit: at < 0 ? '' : words.slice(at + DASH.length).trim(),
  };
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
/** Every mark that could begin something in an alt text means itself. */
const escapeAlt = (text: string): string => oneLine(text).replace(/[\\[\]*_`<>&~{}]/g, '\\$&');
const escapeTitle = (text: string): string => oneLine(text).replace(/[\\"&]/g, '\\$&');
const escapeName = (name: string): string =>
  /[\s()<>\\]/.test(name) ? `<${name.replace(/[\\<>]/g, '\\$&')}>` : name;

/** Writes a picture as a line of copy. */
export function writePicture({ alt, name, caption, credit }: PictureText): string {
  const words = oneLine(credit) === '' ? caption : `${oneLine(caption)}${DASH}${oneLine(credit)}`;
  const title = oneLine(words) === '' ? '' : ` "${escapeTitle(words)}"`;
  return `![${escapeAlt(alt)}](${escapeName(name)}${title})`;
}
