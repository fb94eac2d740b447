import type { JsonObject } from '../../../shared/domain/catalog.ts';
import { isObject } from '../../../shared/util/is-object.ts';
import type { ServerRequest } from '../../sessions/request-options.ts';
import type { Clock } from '../../kernel/clock.ts';
import { pause } from '../../kernel/pause.ts';
import type { Respond } from './server-questions.ts';

/** How input is got that a caller is not given to get. */
export interface InputRounds {
  /** Whether the caller gets this itself, with a later request of its own; absent: nothing. */
  readonly takes: ((request: ServerRequest) => boolean) | undefined;
  readonly respond: Respond;
  readonly clock: Pick<Clock, 'schedule'>;
  readonly signal: AbortSignal;
}

const maxRounds = 10;
/** A server that wants nothing but to be asked again is not asked at once, ms. */
const againAfterMs = 250;

/**
 * Sends a request until its answer is complete or wants nothing but what the caller takes (2026-07-28,
 * multi-round-trip requests). What is asked is asked in the context of the request, which the SDK's own
 * way of doing this loses where answers come on one stream. Rejects when a server asks without end.
 */
export async function sendInRounds(
  send: (params: JsonObject) => Promise<JsonObject>,
  params: JsonObject,
  { takes, respond, clock, signal }: InputRounds,
): Promise<JsonObject> {
  let given = params;
  for (let round = 0; round < maxRounds; round += 1) {
    const answer = await send(given);
    if (answer['resultType'] !== 'input_required') return answer;
    const wanted = wantedInput(answer);
    if (takes !== undefined && wanted.every(([, request]) => takes(request))) return answer;
    if (wanted.length === 0) await pause(clock, againAfterMs, signal);
    const responses = await Promise.all(
      wanted.map(async ([key, request]) => [key, await respond(request, signal)] as const),
    );
    const { requestState } = answer;
    given = {
      ...params,
      ...(responses.length > 0 && { inputResponses: Object.fromEntries(responses) }),
      ...(requestState !== undefined && { requestState }),
    };
  }
  throw new SyntaxError('The server asked again and again and never answered.');
}

/** What an answer wants, by the server's names. */
function wantedInput({ inputRequests }: JsonObject): (readonly [string, ServerRequest])[] {
  if (!isObject(inputRequests)) return [];
  return Object.entries(inputRequests).map(([key, request]) => {
    const { method, params } = isObject(request) ? request : {};
    return [key, { method: String(method), params: isObject(params) ? params : {} }] as const;
  });
}
