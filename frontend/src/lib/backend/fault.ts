import { words } from '../words';

/** A failure in words: one sentence, and what to do next (may be empty). */
export class Fault extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly hint: string,
  ) {
    super(message);
    this.name = 'Fault';
  }
}

/**
 * Makes a Fault of whatever was thrown. The desk's own errors arrive as {code, message, hint}, from a
 * bound call as the JSON of it in an Error's message (app.Shown); anything else (Wails itself, a mistake in the page) gets a sentence that people can read.
 */
export function asFault(reason: unknown): Fault {
  if (reason instanceof Fault) return reason;
  const shown = isShown(reason) ? reason : written(reason);
  if (shown !== null) return new Fault(shown.code, shown.message, shown.hint);
  return new Fault('internal', words.unknownFault.message, words.unknownFault.hint);
}

interface Shown {
  code: string;
  message: string;
  hint: string;
}

function written(reason: unknown): Shown | null {
  const text = reason instanceof Error ? reason.message : reason;
  if (typeof text !== 'string' || !text.startsWith('{')) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isShown(value) ? value : null;
  } catch {
    return null;
  }
}

function isShown(value: unknown): value is Shown {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, hint } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof message === 'string' && typeof hint === 'string';
}
