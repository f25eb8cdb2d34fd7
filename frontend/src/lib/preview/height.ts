/**
 * The height of a frame's document in CSS pixels, 0 while there is none.
 *
 * A document is never lower than its frame, so the frame is flat for as long as it takes to ask.
 * Nothing is painted in between; what holds the frame must keep its own height meanwhile, or the
 * page around it would scroll.
 */
export function contentHeight(frame: HTMLIFrameElement): number {
  const root = frame.contentDocument?.documentElement;
  if (root === undefined) return 0;
  const before = frame.style.height;
  frame.style.height = '0';
  const height = root.scrollHeight;
  frame.style.height = before;
  return height;
}
