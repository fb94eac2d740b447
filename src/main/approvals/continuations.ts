import type { JsonObject } from '../../shared/domain/catalog.ts';
import type { Clock } from '../kernel/clock.ts';
import { canonicalText } from '../pins/canonical-text.ts';

/** A call as far as a later one may go on with it. */
export interface ContinuedCall {
  readonly caller: string;
  readonly key: string;
  readonly tool: string;
  /** The params of `tools/call`. */
  readonly params: JsonObject;
}

/** Calls a person has allowed and a server has answered with a question (2026-07-28, multi-round-trip requests). */
export interface Continuations {
  /** The server wants more for this call: the next one like it, with its state, is the same call. */
  expect(call: ContinuedCall, answer: JsonObject): void;
  /** Whether a call goes on with one that was allowed; each is gone on with once. */
  take(call: ContinuedCall): boolean;
}

/** An app that has not come back after this long has to ask again, ms. */
const patienceMs = 15 * 60_000;
const maxExpected = 1_000;

/** No continuations yet. */
export function createContinuations(clock: Pick<Clock, 'monotonicNow'>): Continuations {
  const expected = new Map<string, number>();
  return {
    expect(call, answer) {
      if (answer['resultType'] !== 'input_required') return;
      expected.set(printOf(call, answer['requestState']), clock.monotonicNow() + patienceMs);
      for (const oldest of expected.keys()) {
        if (expected.size <= maxExpected) break;
        expected.delete(oldest);
      }
    },
    take(call) {
      const { requestState, inputResponses } = call.params;
      if (requestState === undefined && inputResponses === undefined) return false;
      const print = printOf(call, requestState);
      const until = expected.get(print);
      expected.delete(print);
      return until !== undefined && clock.monotonicNow() <= until;
    },
  };
}

/** Everything that was allowed, and the state; what is brought with the next call is not part of it. */
function printOf({ caller, key, tool, params }: ContinuedCall, state: unknown): string {
  return canonicalText([caller, key, tool, { given: params['arguments'] ?? {} }, { state }]);
}
