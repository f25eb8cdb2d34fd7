/** An entry of a menu; without anything to run or to open it is a heading. */
export interface MenuItem {
  readonly label: string;
  readonly detail?: string;
  readonly checked?: boolean;
  readonly keys?: string;
  readonly run?: () => unknown;
  /** Opens these in its place. */
  readonly items?: readonly MenuEntry[];
}
/** Null is a rule. */
export type MenuEntry = MenuItem | null;

/** Where a menu opens: its corner, and what gets the focus back. */
export interface MenuPlace {
  readonly x: number;
  readonly y: number;
  readonly from: HTMLElement | null;
}

/** Under an element, from its left edge. */
export function below(element: HTMLElement): MenuPlace {
  const { left, bottom } = element.getBoundingClientRect();
  return { x: left, y: bottom + 4, from: element };
}

/** Where the pointer is; the keyboard's menu key has no pointer, so it opens under the element. */
export function under(event: MouseEvent, from: HTMLElement): MenuPlace {
  return event.clientX === 0 && event.clientY === 0
    ? below(from)
    : { x: event.clientX, y: event.clientY, from };
}

/** Moved so that a box stays inside the window. */
export function fitted(
  place: MenuPlace,
  box: { width: number; height: number },
  view: { width: number; height: number },
): { x: number; y: number } {
  const edge = 8;
  return {
    x: Math.max(edge, Math.min(place.x, view.width - box.width - edge)),
    y: Math.max(edge, Math.min(place.y, view.height - box.height - edge)),
  };
}
