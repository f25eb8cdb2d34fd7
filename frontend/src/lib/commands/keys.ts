/** Keys as people press them and as “Mod+Shift+E” writes them. */

export interface Pressed {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const MODIFIERS = ['Mod', 'Ctrl', 'Alt', 'Shift'] as const;
const LONE = new Set([
  'Control',
  'Meta',
  'Alt',
  'Shift',
  'AltGraph',
  'CapsLock',
  'Dead',
  'Process',
]);

export const isMac = (platform = navigator.platform): boolean => /^(Mac|iP)/.test(platform);

/** What was pressed; empty while it is a modifier alone. */
export function pressed(event: Pressed, mac: boolean): string {
  if (LONE.has(event.key)) return '';
  const key = name(event);
  const parts: string[] = [];
  if (mac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (mac && event.ctrlKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  // “?” is Shift already, on whatever key of the layout it stands.
  if (event.shiftKey && !isSign(key)) parts.push('Shift');
  return [...parts, key].join('+');
}

/** The key itself. With Alt, or on a layout without Latin letters, its place says which. */
function name({ key, code, altKey }: Pressed): string {
  if (key === ' ') return 'Space';
  const place = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  const other = altKey || (key.length === 1 && key.charCodeAt(0) > 127);
  if (place !== null && other) return place[1] ?? place[2] ?? key;
  return key.length === 1 ? key.toUpperCase() : key;
}

const isSign = (key: string): boolean => key.length === 1 && !/[A-Z0-9]/.test(key);

/** One spelling: modifiers in their order, letters large. */
export function tidy(keys: string): string {
  if (keys === '') return '';
  const plus = keys.endsWith('++') || keys === '+';
  const parts = (plus ? keys.slice(0, -1) : keys).split('+').filter((part) => part !== '');
  const key = plus ? '+' : (parts.pop() ?? '');
  const held = MODIFIERS.filter((modifier) => parts.includes(modifier));
  return [...held, key.length === 1 ? key.toUpperCase() : key].join('+');
}

/** Whether it can be pressed while text is written without writing a letter. */
export const isChord = (keys: string): boolean =>
  /^(?:Mod|Ctrl|Alt)\+/.test(keys) || /^(?:Shift\+)?F\d+$/.test(keys);

const ON_MAC: Record<string, string> = {
  Mod: '⌘',
  Ctrl: '⌃',
  Alt: '⌥',
  Shift: '⇧',
};
const ELSEWHERE: Record<string, string> = { Mod: 'Ctrl' };
const SIGNS: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '⏎',
  Escape: 'Esc',
  Backspace: '⌫',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

/** The caps to draw: ⌘K as one on a Mac, Ctrl and K as two elsewhere. */
export function caps(keys: string, mac: boolean): string[] {
  if (keys === '') return [];
  const plus = keys.endsWith('++') || keys === '+';
  const parts = (plus ? keys.slice(0, -1) : keys).split('+').filter((part) => part !== '');
  if (plus) parts.push('+');
  const shown = parts.map((part) => (mac ? ON_MAC : ELSEWHERE)[part] ?? SIGNS[part] ?? part);
  return mac ? [shown.join('')] : shown;
}

/** The same as words. */
export const spoken = (keys: string, mac: boolean): string => caps(keys, mac).join(' ');
