import { z } from 'zod';

import { jsonObjectSchema } from '../../shared/domain/catalog.ts';
import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Answer, ElicitationPort } from './question.ts';

const elicitationSchema = z.union([
  z.looseObject({ mode: z.literal('url'), message: z.string(), url: z.string() }),
  z.looseObject({
    mode: z.literal('form').optional(),
    message: z.string(),
    requestedSchema: jsonObjectSchema,
  }),
]);

/**
 * Puts the parameters of an `elicitation/create` to the person and answers with its result
 * (2025-11-25, client/elicitation). What nobody can be asked, or makes no sense, counts as cancelled.
 */
export async function elicit(
  questions: ElicitationPort | undefined,
  serverName: string,
  params: JsonObject,
  signal: AbortSignal,
): Promise<JsonObject> {
  const given = elicitationSchema.safeParse(params);
  if (questions === undefined || !given.success) return { action: 'cancel' };
  const { message } = given.data;
  if (given.data.mode === 'url') {
    if (questions.askToOpen === undefined) return { action: 'decline' };
    const { kind } = await questions.askToOpen(
      { serverName, message, url: given.data.url },
      signal,
    );
    return { action: actions[kind] };
  }
  const { requestedSchema: schema } = given.data;
  return resultOf(await questions.ask({ serverName, message, schema }, signal));
}

const actions = { accepted: 'accept', declined: 'decline', cancelled: 'cancel' } as const;

function resultOf(answer: Answer): JsonObject {
  const action = actions[answer.kind];
  return answer.kind === 'accepted' ? { action, content: answer.values } : { action };
}
