/** How far the pointer goes before it drags: less is a press. */
const THRESHOLD = 5;

interface Handlers {
  /** The row that is held (empty: none any more) and where it would go: an index of the list. */
  held: (id: string, to: number) => void;
  dropped: (id: string, to: number) => void;
}

/**
 * Rows of a list that can be dragged by pointer. What is under the pointer is a `[data-row]`; where
 * it would go is between the middles of the others. Escape lets it go where it was.
 */
export function drag(list: HTMLElement, handlers: Handlers): { destroy: () => void } {
  let id = '';
  let startY = 0;
  let dragging = false;
  let to = 0;

  const rows = (): HTMLElement[] => Array.from(list.querySelectorAll<HTMLElement>('[data-row]'));

  function indexAt(y: number): number {
    const others = rows().filter((row) => row.dataset.row !== id);
    const below = others.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below < 0 ? others.length : below;
  }

  function down(event: PointerEvent): void {
    const row = (event.target as Element).closest<HTMLElement>('[data-row] .row');
    if (event.button !== 0 || row === null) return;
    id = row.closest<HTMLElement>('[data-row]')?.dataset.row ?? '';
    startY = event.clientY;
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', up);
    window.addEventListener('pointercancel', cancel);
    window.addEventListener('keydown', key, true);
  }

  function move(event: PointerEvent): void {
    if (!dragging && Math.abs(event.clientY - startY) < THRESHOLD) return;
    dragging = true;
    to = indexAt(event.clientY);
    handlers.held(id, to);
  }

  function up(): void {
    const [held, place, was] = [id, to, dragging];
    stop();
    if (!was) return;
    // The press that ends a drag is none.
    const swallow = (event: Event): void => event.stopPropagation();
    window.addEventListener('click', swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
    handlers.dropped(held, place);
  }

  function key(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    cancel();
  }

  function cancel(): void {
    stop();
  }

  function stop(): void {
    if (dragging) handlers.held('', 0);
    id = '';
    dragging = false;
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', cancel);
    window.removeEventListener('keydown', key, true);
  }

  list.addEventListener('pointerdown', down);
  return {
    destroy: () => {
      stop();
      list.removeEventListener('pointerdown', down);
    },
  };
}
