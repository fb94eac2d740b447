import { oc } from '@orpc/contract';
import { z } from 'zod';

import { updateStateSchema } from '../domain/app-update.ts';
import { nothing } from './common.ts';

/** Newer versions of Patchbay. Whether they are looked for daily is a setting (`settings.update`). */
export const updateContract = {
  /** What the last look found; asks nobody. */
  state: oc.input(nothing).output(updateStateSchema),
  /** Asks the release feed now. */
  check: oc.input(nothing).output(updateStateSchema),
  /** Opens the newer version's page in the browser; false when there is none or it did not open. */
  openPage: oc.input(nothing).output(z.object({ isOpen: z.boolean() })),
};
