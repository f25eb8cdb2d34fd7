import type { WriteHost } from './host';

/** In CSS pixels. The copy always keeps its least width. */
const RUNDOWN = { usual: 268, least: 200, most: 420 };
const PREVIEW = { usual: 600, least: 320 };
const COPY = 360;

/** How wide the panes are, and which are shown; remembered. */
export class Panes {
  width = $state(0);
  #rundown = $state(RUNDOWN.usual);
  #preview = $state(PREVIEW.usual);
  rundownShown = $state(true);
  previewShown = $state(true);
  readonly #host: Pick<WriteHost, 'remember' | 'remembered'>;

  constructor(host: Pick<WriteHost, 'remember' | 'remembered'>) {
    this.#host = host;
    this.#rundown = host.remembered('rundown-width') ?? RUNDOWN.usual;
    this.#preview = host.remembered('preview-width') ?? PREVIEW.usual;
    this.rundownShown = host.remembered('rundown-shown') !== 0;
    this.previewShown = host.remembered('preview-shown') !== 0;
  }

  readonly rundownLeast = RUNDOWN.least;
  readonly rundownMost = RUNDOWN.most;
  readonly previewLeast = PREVIEW.least;

  get rundown(): number {
    return Math.min(Math.max(this.#rundown, RUNDOWN.least), RUNDOWN.most);
  }

  /** In a narrow window the preview gives way, as far as it can. */
  get preview(): number {
    return Math.max(PREVIEW.least, Math.min(this.#preview, this.previewMost));
  }

  get previewMost(): number {
    const rest = this.width - (this.rundownShown ? this.rundown : 0) - COPY;
    return Math.max(PREVIEW.least, rest);
  }

  set(pane: 'rundown' | 'preview', width: number | null): void {
    const usual = pane === 'rundown' ? RUNDOWN.usual : PREVIEW.usual;
    if (pane === 'rundown') this.#rundown = width ?? usual;
    else this.#preview = width ?? usual;
    this.#host.remember(`${pane}-width`, width ?? usual);
  }

  toggle(pane: 'rundown' | 'preview'): void {
    if (pane === 'rundown') this.rundownShown = !this.rundownShown;
    else this.previewShown = !this.previewShown;
    const shown = pane === 'rundown' ? this.rundownShown : this.previewShown;
    this.#host.remember(`${pane}-shown`, shown ? 1 : 0);
  }
}
