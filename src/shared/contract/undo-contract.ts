import { oc } from '@orpc/contract';
import { z } from 'zod';

import { undoableSchema } from '../domain/undo.ts';
import { nothing } from './common.ts';
import { draftErrors } from './errors.ts';

const input = z.object({ id: z.string() });
const errors = {
  STORAGE_FAILED: draftErrors.STORAGE_FAILED,
  /** Too long ago, or what it changed is different by now; nothing was changed. */
  UNDO_OUTDATED: {},
};

/** Taking changes back and doing them again, within this run of the app. */
export const undoContract = {
  /** The newest change that can be taken back; `snapshot.undoable` and its event say the same. */
  last: oc.input(nothing).output(undoableSchema.nullable()),
  /** Takes one change back; answers with what it was. */
  run: oc.input(input).errors(errors).output(undoableSchema),
  /**
   * Does a change again that was taken back, as `snapshot.redoable` names it; answers with what it
   * was. It goes through the door it came by, with every check of that door.
   */
  redo: oc
    .input(input)
    .errors({ ...errors, VAULT_FAILED: draftErrors.VAULT_FAILED })
    .output(undoableSchema),
};
