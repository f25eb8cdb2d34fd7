/** The card of a model’s help: read when it is first wanted. */
export const thinkingLater = {
  card: () => import('./Card.svelte'),
};
