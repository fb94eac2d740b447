import { oc } from '@orpc/contract';
import { z } from 'zod';

import { appRightsSchema, knownRightsSchema } from '../domain/app-rights.ts';

/** Whose they are: `command` (the terminal), `app:NAME` by its name in its settings, or `token:ID`. */
const caller = z
  .string()
  .max(300)
  .regex(/^(command|(app|token):.+)$/su);

/** What single apps see. */
export const appRightsContract = {
  get: oc.input(z.object({ caller })).output(knownRightsSchema),
  /** Counts at once, also for calls that wait for a yes. */
  set: oc.input(z.object({ caller, rights: appRightsSchema })).output(knownRightsSchema),
};
