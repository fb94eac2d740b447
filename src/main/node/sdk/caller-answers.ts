import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { OnServerRequest, ServerRequest } from '../../sessions/request-options.ts';
import type { AnswerCover } from './answer-cover.ts';

/** A caller's refusal; the SDK passes its JSON-RPC code on. */
class CallerRefusal extends Error {
  override readonly name = 'CallerRefusal';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * The answer of whoever made the request a server asks for; undefined where they cannot answer such a
 * thing. Callers are asked without the server's secrets, and their answers go back in its own words;
 * their refusals are thrown.
 */
export function answerOfCaller(
  caller: OnServerRequest | undefined,
  { method, params }: ServerRequest,
  answers: AnswerCover,
  signal: AbortSignal,
): Promise<JsonObject> | undefined {
  return caller?.({ method, params: answers.cover(params) }, signal)?.then((given) => {
    if (given.ok) return answers.uncover(given.value);
    throw new CallerRefusal(given.error.code, given.error.message);
  });
}
