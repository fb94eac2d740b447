import { z } from 'zod';

import { connectionStateKinds } from './connection-state.ts';
import { failureCodes } from './failure.ts';
import { gapKinds } from './state-gap.ts';

/**
 * From `at` (epoch ms) on a server was in a state, for the reason given, until the next change; or
 * nothing is known of that time.
 */
export const stateChangeSchema = z.object({
  kind: z.enum([...connectionStateKinds, ...gapKinds]),
  at: z.number(),
  failure: z.enum(failureCodes).nullable(),
});
export type StateChange = Readonly<z.infer<typeof stateChangeSchema>>;
