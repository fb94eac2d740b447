import type { FetchLike } from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../sessions/session.ts';
import type { AuthFailure } from '../../oauth/auth-failure.ts';
import type { AuthorizationSource } from '../../oauth/oauth-ports.ts';
import { HttpOutcomeError } from '../http/http-outcome-error.ts';
import { safeUrl } from '../http/safe-text.ts';
import { isTokenRefusal } from './token-refusal.ts';

/** How to make a {@link createAuthorizedFetch}. */
export interface AuthorizedFetchOptions {
  readonly source: AuthorizationSource;
  /** Does the requests; a guarded fetch. */
  readonly fetch: FetchLike;
  /** The server the tokens are for; no other origin ever gets one. */
  readonly serverUrl: string;
  /** Without a token no answer counts, even if the server lets everybody in. */
  readonly isRequired?: boolean;
  /** Told each token before it is sent, so that it can be kept out of what is shown. */
  readonly onToken?: (token: string) => void;
}

/** Requests with another token each, for one request of the caller. */
const maxAttempts = 3;

/**
 * A `fetch` that adds the access token, and has it renewed when the server refuses it. It knows with
 * which token each request was sent, which the SDK's own hook for refusals does not tell. A failure
 * to get in is thrown as an `HttpOutcomeError` with the outcome `sign-in`.
 */
export function createAuthorizedFetch(options: AuthorizedFetchOptions): FetchLike {
  const { source, fetch, onToken, isRequired = false } = options;
  const { origin } = new URL(options.serverUrl);
  const url = safeUrl(options.serverUrl);

  const refusal = (failure: AuthFailure): HttpOutcomeError =>
    new HttpOutcomeError(outcomeOfAuthFailure(failure, url));

  const send = async (
    input: string | URL,
    init: RequestInit | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly response: Response; readonly token: string | undefined }> => {
    const token = await source.token(signal);
    if (!token.ok) throw refusal(token.error);
    const headers = new Headers(init?.headers);
    if (token.value !== undefined) {
      onToken?.(token.value);
      headers.set('authorization', `Bearer ${token.value}`);
    }
    return { response: await fetch(input, { ...init, headers }), token: token.value };
  };

  return async (input, init) => {
    if (new URL(input).origin !== origin) return fetch(input, init);
    const signal = init?.signal ?? new AbortController().signal;
    const isRepeatable = init?.body == null || typeof init.body === 'string';
    for (let attempt = 1; ; attempt += 1) {
      const { response, token } = await send(input, init, signal);
      const wwwAuthenticate = response.headers.get('www-authenticate') ?? undefined;
      const isMute = response.status === 403 && wwwAuthenticate === undefined;
      const mayHaveEnded = isMute && token !== undefined && source.mayHaveEnded(token);
      if (!mayHaveEnded && !(await isTokenRefusal(response, wwwAuthenticate))) {
        if (token !== undefined && response.ok) source.onAccepted(token);
        if (token !== undefined || !isRequired) return response;
        await discard(response);
        throw refusal({ kind: 'needs-sign-in', reason: 'no-token' });
      }
      const verdict = await source.onUnauthorized({ wwwAuthenticate, token }, signal);
      if (verdict === 'retry') {
        if (attempt >= maxAttempts || !isRepeatable) return response;
        await discard(response);
        continue;
      }
      await discard(response);
      throw refusal(verdict);
    }
  };
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel().catch(() => undefined);
}

/** A failure to get a token as the outcome of the request that needed it. */
export function outcomeOfAuthFailure(failure: AuthFailure, url: string): SessionOutcome {
  return failure.kind === 'aborted' ? { kind: 'aborted' } : { kind: 'sign-in', failure, url };
}
