import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { AnswerCover } from './answer-cover.ts';
import type { CallOrigins } from './call-origins.ts';

/** The answer of whoever made the request a server asks for; undefined when a person is to answer. */
export type Answerer = (
  method: string,
  params: JsonObject,
  signal: AbortSignal,
) => Promise<JsonObject> | undefined;

/** A caller's refusal; the SDK passes its JSON-RPC code on. */
class CallerRefusal extends Error {
  override readonly name = 'CallerRefusal';
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** Callers are asked without the server's secrets, and their answers go back in its own words. */
export function createAnswerer(origins: CallOrigins, answers: AnswerCover): Answerer {
  return (method, params, signal) => {
    const answer = origins.answererNow();
    if (answer === undefined) return undefined;
    return answer({ method, params: answers.cover(params) }, signal).then((given) => {
      if (given.ok) return answers.uncover(given.value);
      throw new CallerRefusal(given.error.code, given.error.message);
    });
  };
}
