import { shortFailurePhrase } from '../i18n/failure-phrase.ts';
import type { Phrase } from '../i18n/phrase.ts';
import { assertNever } from '../util/assert-never.ts';
import type { ConnectionState } from './connection-state.ts';
import type { Failure } from './failure.ts';
import { durationPhrase } from './server-sentence.ts';

/** Why a call to a server is answered at once without it, for any client to show. */
export interface UnavailableAnswer {
  readonly phrase: Phrase;
  /** When asking again may help, ms from now; null when a person has to do something first. */
  readonly retryAfterMs: number | null;
}

/** How soon to ask again while something is under way and nobody knows how long it takes. */
const soonMs = 2_000;
const offlineMs = 30_000;

/**
 * What a tool of a server that is away answers: what is happening, and when the next try is.
 * `failure` is the one of an acquire, where there was one; `nowMs` is epoch ms.
 */
export function unavailableAnswer(
  title: string,
  { state, failure }: { readonly state: ConnectionState; readonly failure: Failure | null },
  nowMs: number,
): UnavailableAnswer {
  if (failure?.code === 'NOT_STARTED') return forPerson('unavailable.not-started', { title });
  if (failure?.code === 'PAUSED') return forPerson('unavailable.paused', { title });
  if (failure?.code === 'TOO_MANY_PROCESSES') {
    return forPerson('unavailable.failed', { title, reason: shortFailurePhrase(failure) });
  }
  switch (state.kind) {
    case 'waiting':
      return nextTry(title, state.failure, state.nextAttemptAt - nowMs);
    case 'cooling':
      return nextTry(title, state.failure, state.until - nowMs);
    case 'idle':
    case 'connecting':
    case 'ready':
    case 'stopping':
      return { phrase: { key: 'unavailable.connecting', params: { title } }, retryAfterMs: soonMs };
    case 'offline':
      return { phrase: { key: 'unavailable.offline', params: { title } }, retryAfterMs: offlineMs };
    case 'disabled':
    case 'needs-setup':
      return forPerson(`unavailable.${state.kind}`, { title });
    case 'needs-sign-in':
    case 'signing-in':
      return forPerson('unavailable.needs-sign-in', { title });
    case 'failed':
      return forPerson('unavailable.failed', { title, reason: shortFailurePhrase(state.failure) });
    default:
      return assertNever(state);
  }
}

function nextTry(title: string, failure: Failure, waitMs: number): UnavailableAnswer {
  const params = { title, reason: shortFailurePhrase(failure), time: durationPhrase(waitMs) };
  return {
    phrase: { key: 'unavailable.until', params },
    retryAfterMs: Math.max(soonMs, Math.ceil(waitMs)),
  };
}

function forPerson(key: Phrase['key'], params: Phrase['params']): UnavailableAnswer {
  return { phrase: { key, params }, retryAfterMs: null };
}
