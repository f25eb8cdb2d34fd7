/** A line of a menu. */
export interface MenuItem {
  label: string;
  /** What it does; without, and without items, it is a heading. */
  run?: () => void;
  /** Opens these in its place. */
  items?: MenuItem[];
  checked?: boolean;
  keys?: string;
}

/** In the window's pixels. */
export interface Point {
  x: number;
  y: number;
}
