import type { Preview } from '../../lib/state/preview.svelte';
import { SIMULATIONS } from '../../lib/state/simulation.svelte';
import type { MenuEntry } from '../../lib/ui/menu';
import { writeWords as words } from '../../lib/words/write';

/** The menu of the simulations, and of the two ways to look at the page that belong to them. */
export function simulationMenu(preview: Preview): MenuEntry[] {
  const { wish } = preview.simulation;
  const narrow = preview.view === 'narrow';
  return [
    {
      label: words.simulation.none,
      checked: wish === null,
      run: () => void preview.simulate(null),
    },
    ...SIMULATIONS.map((name) => ({
      label: words.simulation.title(name),
      checked: wish === name,
      run: () => void preview.simulate(name),
    })),
    null,
    {
      label: words.simulation.imagesOff,
      ...(preview.images ? {} : { detail: words.simulation.on }),
      run: () => preview.look({ images: !preview.images }),
    },
    {
      label: words.simulation.narrow,
      ...(narrow ? { detail: words.simulation.on } : {}),
      run: () => void preview.show(narrow ? 'desktop' : 'narrow'),
    },
  ];
}
