import type {
  Client,
  ClientCapabilities,
  ElicitRequest,
  ElicitResult,
} from '@modelcontextprotocol/client';

import type { Answer, QuestionPort } from '../../questions/question.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { CallOrigins } from './call-origins.ts';
import { answerOfCaller } from './caller-answers.ts';

/** What servers are told this client can do for them. */
export function capabilitiesFor(questions: QuestionPort | undefined): ClientCapabilities {
  if (questions === undefined) return {};
  return { elicitation: { form: {}, ...(questions.askToOpen && { url: {} }) } };
}

/** What answering a server needs. */
export interface ServerQuestionDeps {
  readonly serverName: string;
  /** Who answers what no caller answers. */
  readonly questions: QuestionPort;
  readonly origins: CallOrigins;
  readonly answers: AnswerCover;
}

/**
 * Puts what a server asks in the middle of a request to whoever made that request and answers such
 * questions, else to a person, in both eras: as a request of its
 * own (up to 2025-11-25), or inside an answer that wants input, which the SDK then repeats the
 * request for, with the server's state as it came (2026-07-28, multi-round-trip requests). A question
 * ends with its request.
 */
export function answerServer(client: Client, deps: ServerQuestionDeps): void {
  const { origins, answers } = deps;
  client.setRequestHandler('elicitation/create', ({ params }, { mcpReq }) =>
    origins.ask(mcpReq.signal, async (caller, signal) => {
      if (caller === undefined) return answerOfPerson(deps, params, signal);
      const question = { method: 'elicitation/create', params: { ...params } };
      return (await answerOfCaller(caller, question, answers, signal)) as ElicitResult;
    }),
  );
}

async function answerOfPerson(
  { serverName, questions }: ServerQuestionDeps,
  params: ElicitRequest['params'],
  signal: AbortSignal,
): Promise<ElicitResult> {
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
}

const actions = { accepted: 'accept', declined: 'decline', cancelled: 'cancel' } as const;

function resultOf(answer: Answer): ElicitResult {
  const action = actions[answer.kind];
  if (answer.kind !== 'accepted') return { action };
  return { action, content: answer.values as NonNullable<ElicitResult['content']> };
}
