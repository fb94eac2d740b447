import type { JsonObject } from '../../../shared/domain/catalog.ts';
import type { OnServerRequest } from '../../sessions/session.ts';
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
 * The answer of whoever made the request a server asks for. Callers are asked without the server's
 * secrets, and their answers go back in its own words; their refusals are thrown.
 */
export async function answerOfCaller(
  caller: OnServerRequest,
  question: { readonly method: string; readonly params: JsonObject },
  answers: AnswerCover,
  signal: AbortSignal,
): Promise<JsonObject> {
  const { method, params } = question;
  const given = await caller({ method, params: answers.cover(params) }, signal);
  if (given.ok) return answers.uncover(given.value);
  throw new CallerRefusal(given.error.code, given.error.message);
}
