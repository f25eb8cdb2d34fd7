const sides = {
  right: ({ offsetWidth }: HTMLElement) => offsetWidth,
  foot: ({ offsetHeight }: HTMLElement) => offsetHeight,
};

/**
 * Notices are not laid over this element: they stand at its left, or above it. What has buttons that
 * are pressed one after the other is not to be covered by the word about the last of them.
 */
export function keepsClear(
  element: HTMLElement,
  side: keyof typeof sides,
): { destroy: () => void } {
  const { style } = document.documentElement;
  const name = `--clear-${side}`;
  const measure = (): void => style.setProperty(name, `${String(sides[side](element))}px`);
  const watch = new ResizeObserver(measure);
  watch.observe(element);
  measure();
  return {
    destroy: () => {
      watch.disconnect();
      style.removeProperty(name);
    },
  };
}
