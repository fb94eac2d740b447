import { oc } from '@orpc/contract';
import { z } from 'zod';

import { appRightsSchema, knownRightsSchema } from '../domain/app-rights.ts';

const app = z.string().min(1).max(200);

/** What single apps see, by the name in their settings. */
export const appRightsContract = {
  get: oc.input(z.object({ app })).output(knownRightsSchema),
  /** Counts at once, also for calls that wait for a yes. */
  set: oc.input(z.object({ app, rights: appRightsSchema })).output(knownRightsSchema),
};
