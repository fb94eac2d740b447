import { oc } from '@orpc/contract';
import { z } from 'zod';

import { logEntrySchema } from '../domain/log-entry.ts';
import { named, nothing } from './common.ts';
import { serverErrors } from './errors.ts';

/** The recent past of servers. */
export const logContract = {
  /** The newest entries, oldest first; `afterId` continues from there. */
  tail: oc
    .input(
      named.extend({
        afterId: z.number().optional(),
        limit: z.number().int().max(5000).default(1000),
      }),
    )
    .errors(serverErrors)
    .output(z.array(logEntrySchema)),
  /** How many older lines are no longer kept, since the log was last emptied. */
  dropped: oc
    .input(named)
    .errors(serverErrors)
    .output(z.object({ count: z.number() })),
  clear: oc.input(named).errors(serverErrors).output(nothing),
  /** Asks where to, then writes the log as text; `saved` is false when the person cancelled. */
  save: oc
    .input(named)
    .errors(serverErrors)
    .output(z.object({ saved: z.boolean() })),
};
