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
 * Makes a Fault of whatever was thrown. The desk's own errors arrive as {code, message, hint};
 * anything else (Wails itself, a mistake in the page) gets a sentence that people can read.
 */
export function asFault(reason: unknown): Fault {
  if (reason instanceof Fault) return reason;
  if (isShown(reason)) return new Fault(reason.code, reason.message, reason.hint);
  return new Fault('internal', words.unknownFault.message, words.unknownFault.hint);
}

interface Shown {
  code: string;
  message: string;
  hint: string;
}

function isShown(value: unknown): value is Shown {
  if (typeof value !== 'object' || value === null) return false;
  const { code, message, hint } = value as Record<string, unknown>;
  return typeof code === 'string' && typeof message === 'string' && typeof hint === 'string';
}
