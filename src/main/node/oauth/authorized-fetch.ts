import type { FetchLike } from '@modelcontextprotocol/client';

import type { SessionOutcome } from '../../connections/session.ts';
import type { AuthFailure } from '../../oauth/auth-failure.ts';
import type { AuthorizationSource } from '../../oauth/oauth-ports.ts';
import { assertNever } from '../../../shared/util/assert-never.ts';
import { HttpOutcomeError } from '../http/http-outcome-error.ts';
import { safeUrl } from '../http/safe-text.ts';

/** How to make a {@link createAuthorizedFetch}. */
export interface AuthorizedFetchOptions {
  readonly source: AuthorizationSource;
  /** Does the requests; a guarded fetch. */
  readonly fetch: FetchLike;
  /** The server the tokens are for; no other origin ever gets one. */
  readonly serverUrl: string;
  /** Why a request had no usable token, with more detail than its outcome can carry. */
  readonly onFailure?: (failure: AuthFailure) => void;
}

/** Requests with another token each, for one request of the caller. */
const maxAttempts = 3;

/**
 * A `fetch` that adds the access token, and has it renewed when the server refuses it. It knows with
 * which token each request was sent, which the SDK's own hook for refusals does not tell. When a
 * person has to sign in, the server's refusal is the response; other failures are thrown as
 * `HttpOutcomeError`.
 */
export function createAuthorizedFetch(options: AuthorizedFetchOptions): FetchLike {
  const { source, fetch, onFailure } = options;
  const { origin } = new URL(options.serverUrl);
  const url = safeUrl(options.serverUrl);

  const send = async (
    input: string | URL,
    init: RequestInit | undefined,
    signal: AbortSignal,
  ): Promise<{ readonly response: Response; readonly token: string | undefined }> => {
    const token = await source.token(signal);
    if (!token.ok) {
      onFailure?.(token.error);
      throw new HttpOutcomeError(outcomeOfAuthFailure(token.error, url));
    }
    const headers = new Headers(init?.headers);
    if (token.value !== undefined) headers.set('authorization', `Bearer ${token.value}`);
    return { response: await fetch(input, { ...init, headers }), token: token.value };
  };

  return async (input, init) => {
    if (new URL(input).origin !== origin) return fetch(input, init);
    const signal = init?.signal ?? new AbortController().signal;
    const isRepeatable = init?.body == null || typeof init.body === 'string';
    for (let attempt = 1; ; attempt += 1) {
      const { response, token } = await send(input, init, signal);
      const wwwAuthenticate = response.headers.get('www-authenticate') ?? undefined;
      if (!isRefusal(response.status, wwwAuthenticate)) return response;
      const verdict = await source.onUnauthorized({ wwwAuthenticate, token }, signal);
      if (verdict === 'retry') {
        if (attempt >= maxAttempts || !isRepeatable) return response;
        await response.body?.cancel().catch(() => undefined);
        continue;
      }
      onFailure?.(verdict);
      if (verdict.kind === 'needs-sign-in') return response;
      await response.body?.cancel().catch(() => undefined);
      throw new HttpOutcomeError(outcomeOfAuthFailure(verdict, url));
    }
  };
}

function isRefusal(status: number, wwwAuthenticate: string | undefined): boolean {
  if (status === 401) return true;
  return status === 403 && /\binsufficient_scope\b/i.test(wwwAuthenticate ?? '');
}

/** A failure to get a token as the outcome of the request that needed it. */
export function outcomeOfAuthFailure(failure: AuthFailure, url: string): SessionOutcome {
  switch (failure.kind) {
    case 'needs-sign-in':
      return { kind: 'http-status', status: 401, url };
    case 'unavailable': {
      const detail = `the access token could not be renewed: ${failure.detail}`;
      return { kind: 'network', errno: 'EHOSTUNREACH', address: url, detail };
    }
    case 'refused': {
      const bodySnippet = `${failure.code}: ${failure.detail}`;
      return { kind: 'http-status', status: 403, url, bodySnippet };
    }
    case 'storage':
      return { kind: 'internal', detail: `${failure.code}: ${failure.detail}` };
    case 'aborted':
      return { kind: 'aborted' };
    default:
      return assertNever(failure);
  }
}
