import type {
  Client,
  ClientCapabilities,
  CreateMessageResult,
  ElicitResult,
  ListRootsResult,
} from '@modelcontextprotocol/client';

import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { ServerRequest } from '../../sessions/request-options.ts';
import { elicit } from '../../elicitation/elicit.ts';
import type { ElicitationPort } from '../../elicitation/question.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { CallOrigins } from './call-origins.ts';
import { answerOfCaller } from './caller-answers.ts';
import type { PageFollowers } from './page-followers.ts';
import type { ToldFolders } from './told-folders.ts';

/** Who there is to answer what servers ask. */
export interface Respondents {
  /** The person at the window; absent: nobody is there. */
  readonly questions: ElicitationPort | undefined;
  /** Whether requests are made for others, who may answer for themselves. */
  readonly servesCallers: boolean;
}

/** What the person at the window can do for a server. */
export function personCapabilities(questions: ElicitationPort | undefined): ClientCapabilities {
  if (questions === undefined) return {};
  return { elicitation: { form: {}, ...(questions.askToOpen && { url: {} }) } };
}

/**
 * What servers are told this client can do for them. In the legacy era that is settled once for the
 * whole connection, so all is announced that any caller might be able to.
 */
export function capabilitiesFor({ questions, servesCallers }: Respondents): ClientCapabilities {
  if (!servesCallers) return personCapabilities(questions);
  return {
    elicitation: { form: {}, url: {} },
    sampling: { tools: {}, context: {} },
    roots: { listChanged: true },
  };
}

/** The refusal of what nobody here can answer; the SDK passes the code on. */
class NobodyAnswers extends Error {
  override readonly name = 'NobodyAnswers';
  /** Method not found (JSON-RPC). */
  readonly code = -32601;

  constructor(method: string) {
    super(`Nobody here can answer ${method}`);
  }
}

/** Answers what a server asks in the middle of a request; rejects with what the SDK passes on. */
export type Respond = (question: ServerRequest, signal: AbortSignal) => Promise<JsonObject>;

/** Who is asked, and how it is known. */
export interface RespondDeps {
  readonly serverName: string;
  /** The person at the window; absent: nobody is there. */
  readonly questions: ElicitationPort | undefined;
  readonly origins: CallOrigins;
  readonly answers: AnswerCover;
}

/**
 * Puts what a server asks to whoever made the request it asks for and answers such questions, else
 * to a person. A question ends with its request; who was asked hears what comes of it later.
 */
export function createRespond(
  { serverName, questions, origins, answers }: RespondDeps,
  { pages, folders }: { readonly pages: PageFollowers; readonly folders: ToldFolders },
): Respond {
  const answerOfPerson: Respond = ({ method, params }, signal) => {
    if (method === 'elicitation/create') return elicit(questions, serverName, params, signal);
    if (method === 'roots/list') return Promise.resolve({ roots: [] });
    // There is no model of Patchbay's own.
    return Promise.reject(new NobodyAnswers(method));
  };
  return (question, signal) =>
    origins.ask(
      signal,
      (caller, ending, { lasting, isLinked }) => {
        const isRoots = question.method === 'roots/list';
        // A call that happens to be under way says nothing, and may be over before the answer is there.
        const again = isRoots && !isLinked ? folders.again(signal) : undefined;
        if (again !== undefined) return again;
        const answer = answerOfCaller(caller, question, answers, ending);
        if (answer === undefined) return answerOfPerson(question, ending);
        if (lasting === undefined) return answer;
        pages.asked(answers.cover(question.params), lasting);
        return isRoots ? folders.told(answer, lasting) : answer;
      },
      // A server keeps the roots it was told, for whoever else uses it: only certainty will do.
      question.method === 'roots/list',
    );
}

/** Answers questions that are requests of their own (up to 2025-11-25). */
export function answerServer(
  client: Client,
  { questions, servesCallers }: Respondents,
  respond: Respond,
): void {
  const to =
    <R>() =>
    async (
      { method, params }: { readonly method: string; readonly params?: object | undefined },
      { mcpReq }: { readonly mcpReq: { readonly signal: AbortSignal } },
    ): Promise<R> =>
      // Whoever answers knows the shape; the SDK checks it.
      (await respond({ method, params: { ...params } }, mcpReq.signal)) as R;
  if (questions !== undefined || servesCallers) {
    client.setRequestHandler('elicitation/create', to<ElicitResult>());
  }
  if (!servesCallers) return;
  client.setRequestHandler('sampling/createMessage', to<CreateMessageResult>());
  client.setRequestHandler('roots/list', to<ListRootsResult>());
}
