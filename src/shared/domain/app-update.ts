import { z } from 'zod';

/** Epoch ms at which the release feed was last asked. */
const at = z.number();

/** What is known about newer versions of Patchbay. */
export const updateStateSchema = z.discriminatedUnion('kind', [
  /** This build does not know where releases are told of, e.g. one made from the sources. */
  z.object({ kind: z.literal('no-feed') }),
  z.object({ kind: z.literal('not-asked') }),
  z.object({ kind: z.literal('current'), at }),
  /** `notes` is plain text, empty where the release says nothing. */
  z.object({ kind: z.literal('newer'), version: z.string(), notes: z.string(), at }),
  /** Asked in vain: no answer, one that refuses, or one that names no release. */
  z.object({
    kind: z.literal('failed'),
    reason: z.enum(['unreachable', 'refused', 'unreadable']),
    at,
  }),
]);
export type UpdateState = Readonly<z.infer<typeof updateStateSchema>>;
