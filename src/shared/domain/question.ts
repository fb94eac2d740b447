import { z } from 'zod';

import { jsonObjectSchema } from './catalog.ts';
import { serverNameSchema } from './server.ts';

const asked = { id: z.string(), serverName: serverNameSchema, message: z.string() };

/**
 * What a page is for: to be opened, which is all the server waits for; or to be visited before what was
 * asked goes on, and then whether it is open already.
 */
export const pageStages = ['to-open', 'to-visit', 'visiting'] as const;

/**
 * A question that waits for a person: a form to fill in (an object schema whose properties are plain
 * values), or a page to open. Every text in it is the server's.
 */
export const pendingQuestionSchema = z.discriminatedUnion('mode', [
  z.object({ ...asked, mode: z.literal('form'), schema: jsonObjectSchema }),
  z.object({ ...asked, mode: z.literal('url'), url: z.string(), stage: z.enum(pageStages) }),
]);
export type PendingQuestion = Readonly<z.infer<typeof pendingQuestionSchema>>;

/** What a person says to a question; fields they left alone are absent. */
export const answerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('accepted'), values: jsonObjectSchema }),
  z.object({ kind: z.literal('declined') }),
  z.object({ kind: z.literal('cancelled') }),
]);
