import { z } from 'zod';

import { failureSchema } from '../../shared/domain/failure.ts';

/** Version of {@link trackerFileSchema}; raise it together with a migration. */
export const trackerFileVersion = 1;

const memorySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('paused'),
    pauses: z.number().int().positive(),
    until: z.number(),
    failure: failureSchema,
  }),
  z.object({ kind: z.literal('crashed'), failure: failureSchema }),
]);

const entrySchema = z.object({
  owner: z.string(),
  name: z.string(),
  /** When it was remembered, epoch ms. */
  at: z.number(),
  memory: memorySchema,
});

/** The document of the tracker: the servers in trouble, and nothing about all others. */
export const trackerFileSchema = z.object({ entries: z.array(entrySchema) });
export type TrackerFile = z.infer<typeof trackerFileSchema>;
export type TrackerEntry = z.infer<typeof entrySchema>;
