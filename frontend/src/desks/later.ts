/**
 * The desks that a day does not begin with. Each is a file of its own, so that the window is there
 * sooner; they are read while it rests, or when somebody goes to one first.
 */
export const later = {
  review: () => import('./review/pieces'),
  preflight: () => import('./preflight/Preflight.svelte'),
  send: () => import('./send/Send.svelte'),
  settings: () => import('./settings/Settings.svelte'),
};

/** Reads them, so that going to one shows it at once. */
export const readLater = (): void => {
  for (const read of Object.values(later)) read().catch(() => undefined);
};
