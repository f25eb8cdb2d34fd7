/** Scrolling to what is still being laid out, and standing still while it is. */

/** In pixels of the screen. */
export interface Area {
  top: number;
  bottom: number;
}

/** Frames in which what is gone to may still move: columns are drawn, and lines get their true heights. */
const FRAMES = 20;

/** Air above and below what is gone to, and the heading over the columns. */
const AIR = 16;
const HEADING = 48;

export interface Leading {
  to: (area: () => Area | null) => void;
  stop: () => void;
}

/** Leads to a place, until somebody scrolls or it is there. */
export function leading(scroller: () => HTMLElement | null): Leading {
  let turn = 0;
  const step = (mine: number, frames: number, area: () => Area | null): void => {
    if (mine !== turn || frames === 0) return;
    const place = area();
    const element = scroller();
    if (place !== null && element !== null) reach(element, place);
    requestAnimationFrame(() => step(mine, frames - 1, area));
  };
  return {
    to: (area) => {
      const mine = ++turn;
      requestAnimationFrame(() => step(mine, FRAMES, area));
    },
    stop: () => {
      turn++;
    },
  };
}

/** Scrolls only when the place cannot be seen; then it comes to where one reads. */
function reach(scroller: HTMLElement, { top, bottom }: Area): void {
  const box = scroller.getBoundingClientRect();
  const first = box.top + HEADING + AIR;
  if (top >= first && bottom <= box.bottom - AIR) return;
  scroller.scrollTop += top - Math.max(first, box.top + box.height / 3);
}

/** What grows above what is read moves nothing: the children of a list say how tall they are. */
export function anchored(
  list: HTMLElement,
  scroller: () => HTMLElement | null,
): { destroy: () => void } {
  const heights = new WeakMap<Element, number>();
  const sizes = new ResizeObserver((entries) => {
    const element = scroller();
    if (element === null) return;
    const { top } = element.getBoundingClientRect();
    let grown = 0;
    for (const { target } of entries) {
      const box = target.getBoundingClientRect();
      const before = heights.get(target);
      heights.set(target, box.height);
      if (before !== undefined && box.top + before <= top) grown += box.height - before;
    }
    if (grown !== 0) element.scrollTop += grown;
  });
  const watch = (): void => {
    for (const child of list.children) sizes.observe(child);
  };
  watch();
  const children = new MutationObserver(watch);
  children.observe(list, { childList: true });
  return {
    destroy: () => {
      children.disconnect();
      sizes.disconnect();
    },
  };
}
