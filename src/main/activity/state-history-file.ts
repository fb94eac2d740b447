import { z } from 'zod';

import { stateChangeSchema } from '../../shared/domain/state-history.ts';

/** Version of {@link stateHistoryFileSchema}; raise it together with a migration. */
export const stateHistoryFileVersion = 1;

/** The document of the history: the latest changes of every server, and up to when it is whole. */
export const stateHistoryFileSchema = z.object({
  /** Epoch ms. */
  savedAt: z.number(),
  /** Whether Patchbay ended then; if not, it ran on for a time of which nothing is known. */
  isEnd: z.boolean(),
  servers: z.record(z.string(), z.array(stateChangeSchema)),
});
export type StateHistoryFile = z.infer<typeof stateHistoryFileSchema>;
