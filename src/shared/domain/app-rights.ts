import { z } from 'zod';

import { serverNameSchema } from './server.ts';

/** What one app may see of the servers of its profile. */
export const appRightsSchema = z.object({
  /** It gets nothing at all. */
  isBlocked: z.boolean(),
  /** Null: every server, also one that comes later. Else these; none of them there means none. */
  servers: z.array(serverNameSchema).max(5_000).nullable(),
  /** Of tools only those that say that they only read. */
  isReadOnly: z.boolean(),
});
export type AppRights = Readonly<z.infer<typeof appRightsSchema>>;

/** The rights of an app, and whether they can be told; if not, it gets nothing. */
export const knownRightsSchema = z.object({
  rights: appRightsSchema,
  unproven: z.enum(['locked', 'not-sealed', 'not-the-last']).optional(),
});
export type KnownRights = Readonly<z.infer<typeof knownRightsSchema>>;
