import { assertNever } from '../../shared/util/assert-never.ts';
import { unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import type { TokenAnswer } from './token-answer.ts';

/** Why a token endpoint gave no tokens; `detail` holds the service's own words. */
export type TokenFailure =
  | { readonly kind: 'grant-ended'; readonly detail: string }
  | { readonly kind: 'client-rejected'; readonly detail: string }
  | { readonly kind: 'scope-rejected'; readonly detail: string }
  /** Another error of RFC 6749: something about the request. */
  | { readonly kind: 'request-refused'; readonly detail: string }
  /** A refusal in words of the house, or in none. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** The endpoint answered that it cannot answer. */
  | { readonly kind: 'outage'; readonly status: number; readonly failure: AuthFailure }
  /** It answered something else than a token endpoint does. */
  | { readonly kind: 'nonsense'; readonly detail: string }
  | { readonly kind: 'other'; readonly failure: AuthFailure };

/** What an answer without tokens means. */
export function tokenFailureOf(answer: Exclude<TokenAnswer, { kind: 'issued' }>): TokenFailure {
  switch (answer.kind) {
    case 'error':
      return ofError(answer.error, answer.description);
    case 'refused':
      return { kind: 'refused', detail: answer.detail };
    case 'outage': {
      const { status, detail, retryAfterMs } = answer;
      return { kind: 'outage', status, failure: unavailable(detail, retryAfterMs) };
    }
    case 'nonsense':
      return { kind: 'nonsense', detail: `unexpected answer: ${answer.detail}` };
    default:
      return assertNever(answer);
  }
}

function ofError(error: string, description: string): TokenFailure {
  const detail = description === '' ? error : `${error}: ${description}`;
  switch (error) {
    case 'invalid_grant':
    case 'bad_refresh_token':
    case 'bad_verification_code':
      return { kind: 'grant-ended', detail };
    case 'invalid_client':
    case 'unauthorized_client':
    case 'incorrect_client_credentials':
      return { kind: 'client-rejected', detail };
    case 'invalid_scope':
      return { kind: 'scope-rejected', detail };
    default:
      return { kind: 'request-refused', detail };
  }
}

/** Error codes and phrases of services that do not take the parameter `resource` (RFC 8707). */
const aboutResource = /\binvalid_target\b|\bresource\b|AADSTS901(?:0010|002)\b/i;

/** Whether a refusal names the parameter `resource`. */
export function isAboutResource(failure: TokenFailure): boolean {
  const { kind } = failure;
  const isRefusal = kind === 'request-refused' || kind === 'scope-rejected' || kind === 'refused';
  return isRefusal && namesResource(failure.detail);
}

/** Phrases of services that miss a client's proof of itself where they look for it. */
const aboutProof =
  /\bHTTP 401\b|\bclient_?(?:id|secret|credentials?)\b|\bclient (?:id|secret|credentials?|auth)/i;

/**
 * Whether a refusal may be about where the client's secret was sent, though it is no `invalid_client`:
 * it names the proof, or is a 401 in other words.
 */
export function mayBeAboutSecret(failure: TokenFailure): boolean {
  const isRefusal = failure.kind === 'request-refused' || failure.kind === 'refused';
  return isRefusal && aboutProof.test(failure.detail);
}

/** Whether a service's words are about the parameter `resource`. */
export function namesResource(words: string): boolean {
  return aboutResource.test(words);
}
