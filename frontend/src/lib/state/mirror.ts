import { Fault, type OutsideEvent } from '../backend';
import { mirrorWords as say } from '../words/mirror';
import type { Notices } from './notices.svelte';

/** Says what came of files that others wrote in the folder with the person's text. */
export function tellOfMirror(
  event: OutsideEvent,
  notices: Notices,
  take: (issue: string, item: string, revision: string) => Promise<boolean>,
): void {
  const { kind, issue, item, revision, name, file, message, hint } = event;
  const told = (what: string, why: string): Fault => new Fault('told', what, why);
  switch (kind) {
    case 'both': {
      // What could not be taken is offered again.
      const run = async (): Promise<void> => {
        if (!(await take(issue, item, revision))) tellOfMirror(event, notices, take);
      };
      notices.attend(say.both(name), { label: say.take, run }, say.bothHint);
      return;
    }
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
