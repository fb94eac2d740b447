import { z } from 'zod';

import type { SessionOutcome } from '../sessions/session.ts';

/** A page that has to be visited before a server does what it was asked. */
export interface RequiredPage {
  /** The server's own name for the visit, by which it says that it is over. */
  readonly id: string;
  readonly message: string;
  readonly url: string;
}

const requiredCode = -32_042;
/** A server that wants more visits for one request is not asking a person. */
const maxPages = 5;

const pagesSchema = z.object({
  elicitations: z
    .array(
      z.object({
        mode: z.literal('url'),
        elicitationId: z.string().min(1).max(1_000),
        url: z.string(),
        message: z.string().catch(''),
      }),
    )
    .min(1)
    .max(maxPages),
});

/**
 * The pages an outcome asks for: the error URLElicitationRequired (2025-11-25, client/elicitation),
 * which has at least one and nothing but pages; undefined for everything else.
 */
export function requiredPages(outcome: SessionOutcome): readonly RequiredPage[] | undefined {
  if (outcome.kind !== 'rpc-error' || outcome.rpcCode !== requiredCode) return undefined;
  const read = pagesSchema.safeParse(outcome.data);
  return read.data?.elicitations.map(({ elicitationId: id, url, message }) => ({
    id,
    url,
    message,
  }));
}
