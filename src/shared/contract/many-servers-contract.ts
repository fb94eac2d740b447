import { oc } from '@orpc/contract';
import { z } from 'zod';

import { scopeSchema, serverNameSchema } from '../domain/server.ts';
import { serverErrors } from './errors.ts';

const several = z.object({ names: z.array(serverNameSchema).min(1).max(5_000) });
const errors = { STORAGE_FAILED: serverErrors.STORAGE_FAILED };
/** How many were changed; those that are gone, or were like that already, are not counted. */
const output = z.object({ changed: z.number().int() });

/**
 * Several servers at once. Each call is one change: on the disk whole or not at all, after one
 * backup where one is kept, and `undo.run` takes all of it back in one step.
 */
export const manyServersContract = {
  /** Turns them on or off for the profile in use. */
  setEnabled: oc
    .input(several.extend({ enabled: z.boolean() }))
    .errors(errors)
    .output(output),
  /** Who may use them; connections of whoever loses one end at once. */
  setAccess: oc
    .input(
      several.extend({
        scope: scopeSchema,
        /** What becomes of the sign-ins of profiles that lose one. */
        lostSignIns: z.enum(['keep', 'sign-out']).default('keep'),
      }),
    )
    .errors(errors)
    .output(output),
  /** Ends their connections, then drops everything of them. */
  remove: oc.input(several).errors(errors).output(output),
};
