/**
 * The height of a frame's content in CSS pixels, 0 while there is none. The body's, not the root's:
 * a root is never lower than its frame, and asking it would lay the frame out twice.
 */
export function contentHeight(frame: HTMLIFrameElement): number {
  // While the frame is being filled its document has no body, whatever the types say.
  const body = frame.contentDocument?.querySelector('body');
  return body === undefined || body === null ? 0 : Math.ceil(body.getBoundingClientRect().height);
}
