import type { Overrides } from '../commands/keymap';
import { modes, type Mode } from '../spelling/modes';
import type { Choice } from './comparison.svelte';

export type Theme = 'system' | 'light' | 'dark';

/** The panes beside the middle one: widths in pixels, and whether they are shown. */
export interface PaneSizes {
  left: number;
  right: number;
  leftShown: boolean;
  rightShown: boolean;
}

export interface Place {
  issue: string;
  item: string;
}

export interface Values {
  theme: Theme;
  text_size: number;
  panes: PaneSizes;
  desk: string;
  /** The item that was open last, and its issue. */
  place: Place;
  keys: Overrides;
  recent: readonly string[];
  spelling: Mode;
  /** Whether what is typed at the Review desk is a suggestion. */
  suggests: boolean;
  /** What was set side by side last. */
  comparison: Partial<Choice>;
}

export const TEXT_SIZE = { least: 16, most: 24, usual: 18.5 } as const;

export const usual: Values = {
  theme: 'system',
  text_size: TEXT_SIZE.usual,
  panes: { left: 268, right: 560, leftShown: true, rightShown: true },
  desk: 'write',
  place: { issue: '', item: '' },
  keys: {},
  recent: [],
  // The dictionary is 16 MB, and takes its memory: it comes when somebody wants it.
  spelling: 'asked',
  suggests: true,
  comparison: {},
};

/** What a stored value has to be; anything else, a newer Galley's too, falls back. */
const read: { [N in keyof Values]: (value: unknown) => Values[N] | undefined } = {
  theme: (value) => (['system', 'light', 'dark'] as const).find((theme) => theme === value),
  text_size: (value) =>
    typeof value === 'number' && value >= TEXT_SIZE.least && value <= TEXT_SIZE.most
      ? value
      : undefined,
  panes: (value) => {
    if (!isRecord(value)) return undefined;
    const { left, right, leftShown, rightShown } = value;
    if (!isWidth(left) || !isWidth(right)) return undefined;
    return { left, right, leftShown: leftShown !== false, rightShown: rightShown !== false };
  },
  desk: (value) => (typeof value === 'string' ? value : undefined),
  place: (value) =>
    isRecord(value) && isText(value.issue) && isText(value.item)
      ? { issue: value.issue, item: value.item }
      : undefined,
  keys: (value) =>
    isRecord(value)
      ? Object.fromEntries(
          Object.entries(value).filter((pair): pair is [string, string] => isText(pair[1])),
        )
      : undefined,
  recent: (value) => (Array.isArray(value) ? value.filter(isText) : undefined),
  spelling: (value) => modes.find((mode) => mode === value),
  suggests: (value) => (typeof value === 'boolean' ? value : undefined),
  comparison: (value) => {
    if (!isRecord(value)) return undefined;
    const { from, to, mode, whole } = value;
    // A version's id is of one issue; what has a name is of all.
    const known = (point: unknown): point is string => isText(point) && point.length < 12;
    return {
      ...(known(from) ? { from } : {}),
      ...(known(to) ? { to } : {}),
      ...(mode === 'email' || mode === 'words' ? { mode } : {}),
      ...(typeof whole === 'boolean' ? { whole } : {}),
    };
  },
};

const isText = (value: unknown): value is string => typeof value === 'string';
const isWidth = (value: unknown): value is number =>
  typeof value === 'number' && value >= 120 && value <= 4000;
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one value from its JSON. */
export function parsed<N extends keyof Values>(name: N, json: string): Values[N] {
  try {
    return read[name](JSON.parse(json)) ?? usual[name];
  } catch {
    return usual[name];
  }
}

/** Where preferences are kept. */
export interface Keeper {
  setPreference: (name: string, value: string) => Promise<void>;
}

/** How a person likes the window. */
export class Preferences {
  values = $state.raw<Values>(usual);

  readonly #keeper: Keeper;
  // Nothing is drawn from it.
  // eslint-disable-next-line svelte/prefer-svelte-reactivity
  readonly #waiting = new Map<keyof Values, ReturnType<typeof setTimeout>>();

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  /** Takes what was kept, as JSON by the names; what cannot be read is as usual. */
  take(kept: Record<string, string>): void {
    const names = Object.keys(usual) as (keyof Values)[];
    const pairs = names.map((name) => [name, parsed(name, kept[name] ?? '')] as const);
    this.values = Object.fromEntries(pairs) as unknown as Values;
  }

  /** Changes one, at once; it is written when the hand rests. */
  set<N extends keyof Values>(name: N, value: Values[N]): void {
    this.values = { ...this.values, [name]: value };
    clearTimeout(this.#waiting.get(name));
    this.#waiting.set(
      name,
      setTimeout(() => void this.#keep(name), 250),
    );
  }

  /** Keeps now what waits. */
  async flush(): Promise<void> {
    await Promise.all(Array.from(this.#waiting.keys(), (name) => this.#keep(name)));
  }

  async #keep(name: keyof Values): Promise<void> {
    clearTimeout(this.#waiting.get(name));
    this.#waiting.delete(name);
    // A preference that is not kept is as usual next time: nothing to interrupt anyone with.
    await this.#keeper
      .setPreference(name, JSON.stringify(this.values[name]))
      .catch(() => undefined);
  }

  pane(change: Partial<PaneSizes>): void {
    this.set('panes', { ...this.values.panes, ...change });
  }
}
