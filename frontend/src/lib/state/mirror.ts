import { Fault, type OutsideEvent, settings } from '../backend';
import { mirrorWords as say } from '../words/mirror';
import type { Notices } from './notices.svelte';

/** Says what came of files that others wrote in the folder with the person's text. */
export function tellOfMirror(
  { kind, issue, item, revision, name, file, message, hint }: OutsideEvent,
  notices: Notices,
  take: typeof settings.takeOutside = settings.takeOutside,
): void {
  const told = (what: string, why: string): Fault => new Fault('told', what, why);
  switch (kind) {
    case 'both':
      notices.fault(told(say.both(name), say.bothHint(file)), {
        label: say.take,
        run: () => notices.told(() => take(issue, item, revision)),
      });
      return;
    case 'kept':
      notices.done(say.kept, null, say.keptHint(file));
      return;
    case 'picture':
      notices.done(say.picture(name), null, say.pictureHint(file));
      return;
    case 'refused':
      notices.fault(told(say.refused(name), message === '' ? say.refusedHint(file) : message));
      return;
    default:
      notices.fault(told(message, hint));
  }
}
