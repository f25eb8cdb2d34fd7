/** Changes that come from the desk, and those of a hand that are one step. */

import { isolateHistory } from '@codemirror/commands';
import {
  Annotation,
  type ChangeSpec,
  EditorState,
  type Extension,
  type TransactionSpec,
} from '@codemirror/state';

/** The change came from the desk: it is not sent back to it. */
export const fromDesk = Annotation.define<boolean>();

/** A guest's copy: nothing but what the desk sends changes it. */
export const locked: Extension = [
  EditorState.readOnly.of(true),
  EditorState.changeFilter.of((transaction) => transaction.annotation(fromDesk) === true),
];

export const oneStep = (changes: ChangeSpec): TransactionSpec => ({
  changes,
  annotations: isolateHistory.of('full'),
  userEvent: 'input.replace',
});
