import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

import {
  catalogKindSchema,
  catalogSchema,
  completionRefSchema,
  completionSchema,
  jsonObjectSchema,
  progressSchema,
  promptContentSchema,
  resourceContentSchema,
  toolResultSchema,
} from '../domain/catalog.ts';
import { problemSchema, serverNameSchema } from '../domain/server.ts';
import { named } from './common.ts';
import { liveErrors, serverErrors } from './errors.ts';

const itemQuery = z.object({
  /** One server, or every server when absent. */
  name: serverNameSchema.optional(),
  kind: catalogKindSchema,
  search: z.string().max(200).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.number().int().min(1).max(1000).default(200),
});

/** One entry that was found, and whose it is. */
export const foundItemSchema = z.object({ server: serverNameSchema, item: jsonObjectSchema });

/** What servers offer, and requests to them. */
export const catalogContract = {
  /** Everything a server offers, from the cache when it is not connected; null when never seen. */
  get: oc.input(named).errors(serverErrors).output(catalogSchema.nullable()),
  /** Pages through what one or all servers offer. */
  search: oc
    .input(itemQuery)
    .errors({ INVALID_CURSOR: {}, NOT_FOUND: serverErrors.NOT_FOUND })
    .output(
      z.object({
        items: z.array(foundItemSchema),
        nextCursor: z.string().optional(),
        total: z.number(),
      }),
    ),
  /** Fetches the lists again from the server. */
  refresh: oc.input(named).errors(liveErrors).output(catalogSchema),
  /** Calls a tool: progress events, then one result. Ending the iteration cancels the call. */
  callTool: oc
    .input(
      named.extend({
        tool: z.string(),
        /** Whole numbers beyond 2^53 are bigints. */
        args: jsonObjectSchema,
        /** A person's word that they are sent although the check here refuses them. */
        isAnyway: z.boolean().optional(),
        /** More than 1 when it is repeated by hand. */
        attempt: z.number().int().min(1).max(1_000_000).optional(),
      }),
    )
    .errors({
      ...liveErrors,
      INVALID_ARGUMENTS: { data: z.object({ problems: z.array(problemSchema) }) },
    })
    .output(
      eventIterator(
        z.discriminatedUnion('kind', [
          z.object({ kind: z.literal('progress'), progress: progressSchema }),
          z.object({ kind: z.literal('result'), result: toolResultSchema }),
        ]),
      ),
    ),
  readResource: oc
    .input(named.extend({ uri: z.string().max(10_000) }))
    .errors(liveErrors)
    .output(resourceContentSchema),
  getPrompt: oc
    .input(named.extend({ prompt: z.string(), args: z.record(z.string(), z.string()) }))
    .errors(liveErrors)
    .output(promptContentSchema),
  complete: oc
    .input(
      named.extend({
        ref: completionRefSchema,
        argument: z.object({ name: z.string(), value: z.string().max(10_000) }),
      }),
    )
    .errors(liveErrors)
    .output(completionSchema),
};
