import type { Client, ClientCapabilities, ElicitResult } from '@modelcontextprotocol/client';

import type { Answerer } from './caller-answers.ts';
import type { Answer, QuestionPort } from '../../questions/question.ts';

/** What servers are told this client can do for them. */
export function capabilitiesFor(questions: QuestionPort | undefined): ClientCapabilities {
  if (questions === undefined) return {};
  return { elicitation: { form: {}, ...(questions.askToOpen && { url: {} }) } };
}

/**
 * Puts what a server asks in the middle of a request to whoever made that request and answers such
 * questions, else to a person, in both eras: as a request of its
 * own (up to 2025-11-25), or inside an answer that wants input, which the SDK then repeats the
 * request for, with the server's state as it came (2026-07-28, multi-round-trip requests).
 */
export function answerServer(
  client: Client,
  serverName: string,
  questions: QuestionPort,
  answerer: Answerer,
): void {
  client.setRequestHandler('elicitation/create', async ({ params }, context) => {
    const { signal } = context.mcpReq;
    const byCaller = answerer('elicitation/create', { ...params }, signal);
    if (byCaller !== undefined) return (await byCaller) as ElicitResult;
    if (params.mode === 'url') {
      // Where none can be opened the SDK refuses before it gets here.
      if (questions.askToOpen === undefined) return { action: 'decline' };
      const { message, url } = params;
      const { kind } = await questions.askToOpen({ serverName, message, url }, signal);
      return { action: actions[kind] };
    }
    const { message, requestedSchema } = params;
    const question = { serverName, message, schema: { ...requestedSchema } };
    return resultOf(await questions.ask(question, signal));
  });
}

const actions = { accepted: 'accept', declined: 'decline', cancelled: 'cancel' } as const;

function resultOf(answer: Answer): ElicitResult {
  const action = actions[answer.kind];
  if (answer.kind !== 'accepted') return { action };
  return { action, content: answer.values as NonNullable<ElicitResult['content']> };
}
