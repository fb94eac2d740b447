import { oc } from '@orpc/contract';
import { z } from 'zod';

import { undoableSchema } from '../domain/undo.ts';
import { nothing } from './common.ts';
import { draftErrors } from './errors.ts';

/** Taking changes back, within this run of the app. */
export const undoContract = {
  /** The newest change that can be taken back; `snapshot.undoable` and its event say the same. */
  last: oc.input(nothing).output(undoableSchema.nullable()),
  /** Takes one change back; answers with what it was. */
  run: oc
    .input(z.object({ id: z.string() }))
    .errors({
      STORAGE_FAILED: draftErrors.STORAGE_FAILED,
      /** Too long ago, or what it changed is different by now; nothing was changed. */
      UNDO_OUTDATED: {},
    })
    .output(undoableSchema),
};
