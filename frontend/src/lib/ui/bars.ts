/**
 * Hides the scroll bars of the panes behind a dialog: WebKit paints them over it. Only where they lie
 * over what they scroll, and so take no room, so that nothing moves. The answer shows them again.
 */
export function hideBars(): () => void {
  if (!barsLieOver()) return () => undefined;
  const panes = Array.from(document.querySelectorAll<HTMLElement>('main *')).filter(
    (pane) =>
      pane.scrollHeight > pane.clientHeight && /auto|scroll/.test(getComputedStyle(pane).overflowY),
  );
  for (const { style } of panes) style.overflow = 'hidden';
  return () => {
    for (const { style } of panes) style.overflow = '';
  };
}

function barsLieOver(): boolean {
  const probe = document.createElement('div');
  Object.assign(probe.style, { position: 'absolute', visibility: 'hidden', overflow: 'scroll' });
  Object.assign(probe.style, { width: '64px', height: '64px' });
  document.body.append(probe);
  const over = probe.offsetWidth === probe.clientWidth;
  probe.remove();
  return over;
}
