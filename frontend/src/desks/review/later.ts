/** What the Review desk reads when it is first wanted: the window opens without it. */
export const later = {
  columns: () => import('../../lib/compare'),
};

/** The same of the desk itself. */
export const reviewLater = {
  pieces: () => import('./pieces'),
  compare: () => import('./Compare.svelte'),
};
