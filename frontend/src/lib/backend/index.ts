/** The only door to the generated bindings. What goes wrong behind it is thrown as a Fault. */

import { asFault } from './fault';
import { Sample } from './wailsjs/go/app/Reader';
import type { desk } from './wailsjs/go/models';
import { WindowSetTitle } from './wailsjs/runtime/runtime';

export { Fault } from './fault';
export type Preview = desk.Preview;

/** The sample issue that ships with Galley, exported. Picture addresses are /media/<name>. */
export async function sample(): Promise<Preview> {
  try {
    return await Sample();
  } catch (reason) {
    throw asFault(reason);
  }
}

/** Names the window in the system's title bar and task bar. */
export function title(text: string): void {
  WindowSetTitle(text);
}
