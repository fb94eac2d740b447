import { oc } from '@orpc/contract';
import { z } from 'zod';

import { heldBackSchema } from '../domain/held-change.ts';
import { named } from './common.ts';
import { serverErrors } from './errors.ts';

const errors = { NOT_FOUND: serverErrors.NOT_FOUND };

/**
 * What of a server is held back from apps, because it is not what was agreed to. Each call answers
 * with how it is then.
 */
export const pinContract = {
  get: oc
    .input(named.extend({ most: z.number().int().min(1).max(10_000).optional() }))
    .errors(errors)
    .output(heldBackSchema),
  /** Accepts the changes with these ids; one that is another by now stays held back. */
  accept: oc
    .input(named.extend({ ids: z.array(z.string().max(200)).max(1_000) }))
    .errors(errors)
    .output(heldBackSchema),
  /** Accepts everything, if `all` still names what there is. */
  acceptAll: oc
    .input(named.extend({ all: z.string().max(200) }))
    .errors(errors)
    .output(heldBackSchema),
  /** They were seen and stay held back; nothing calls for attention until there are others. */
  keep: oc.input(named).errors(errors).output(heldBackSchema),
};
