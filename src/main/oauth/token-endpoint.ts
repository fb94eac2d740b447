import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../ports.ts';
import { createRedactor } from '../redactor.ts';
import type { Redactor } from '../redactor.ts';
import { refused, unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import type { ClientIdentity } from './client-identity.ts';
import type { Grant } from './grant.ts';
import { httpFailure } from './http-failure.ts';
import type { NamedBy, OAuthHttp, OAuthRequest } from './oauth-ports.ts';
import { readTokenAnswer } from './token-answer.ts';
import type { IssuedTokens } from './token-answer.ts';

/** Why a token endpoint gave no tokens. */
export type TokenFailure =
  | { readonly kind: 'grant-ended'; readonly detail: string }
  | { readonly kind: 'client-rejected'; readonly detail: string }
  | { readonly kind: 'scope-rejected'; readonly detail: string }
  | { readonly kind: 'other'; readonly failure: AuthFailure };

/** A code to be exchanged (RFC 6749 section 4.1.3, RFC 7636, RFC 8707). */
export interface CodeExchange {
  readonly endpoint: string;
  readonly namedBy: NamedBy;
  readonly client: ClientIdentity;
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly resource: string;
}

/** The requests a client makes to a token and a revocation endpoint. */
export interface TokenEndpoint {
  exchange(request: CodeExchange, signal: AbortSignal): Promise<Result<IssuedTokens, TokenFailure>>;
  /** Renews the tokens of a grant; asks once more without scope when the scope is refused. */
  refresh(grant: Grant, signal: AbortSignal): Promise<Result<IssuedTokens, TokenFailure>>;
  /** Revokes what a grant has (RFC 7009), as far as that works. */
  revoke(grant: Grant, signal: AbortSignal): Promise<void>;
}

/** Endpoints reached through `http`. */
export function createTokenEndpoint(deps: {
  readonly http: OAuthHttp;
  readonly clock: Pick<Clock, 'now'>;
}): TokenEndpoint {
  const ask = async (
    request: OAuthRequest,
    client: ClientIdentity,
    signal: AbortSignal,
  ): Promise<Result<IssuedTokens, TokenFailure>> => {
    const answer = await deps.http.send(request, signal);
    if (!answer.ok) return err({ kind: 'other', failure: httpFailure(answer.error) });
    const read = readTokenAnswer(answer.value, deps.clock.now(), blankSent(request, client));
    switch (read.kind) {
      case 'issued':
        return ok(read.tokens);
      case 'outage':
        return other(unavailable(`HTTP ${String(read.status)}`, read.retryAfterMs));
      case 'nonsense':
        return other(unavailable(`unexpected answer: ${read.detail}`));
      case 'error':
        return err(failureOf(read.error, read.description));
    }
  };
  const refreshOnce = (grant: Grant, scopes: readonly string[], signal: AbortSignal) => {
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      refresh_token: grant.refreshToken ?? '',
      resource: grant.resource,
    });
    if (scopes.length > 0) form.set('scope', scopes.join(' '));
    const request = signed(grant.tokenEndpoint, namedByOf(grant), grant.client, form);
    return ask(request, grant.client, signal);
  };
  return {
    exchange(request, signal) {
      const form = new URLSearchParams({
        grant_type: 'authorization_code',
        code: request.code,
        code_verifier: request.verifier,
        redirect_uri: request.redirectUri,
        resource: request.resource,
      });
      const { endpoint, namedBy, client } = request;
      return ask(signed(endpoint, namedBy, client, form), client, signal);
    },
    async refresh(grant, signal) {
      const first = await refreshOnce(grant, grant.scopes, signal);
      if (first.ok || first.error.kind !== 'scope-rejected') return first;
      return grant.scopes.length === 0 ? first : refreshOnce(grant, [], signal);
    },
    async revoke(grant, signal) {
      const { revocationEndpoint, refreshToken, accessToken } = grant;
      if (revocationEndpoint === undefined) return;
      const tokens = [
        ...(refreshToken === undefined ? [] : [['refresh_token', refreshToken] as const]),
        ['access_token', accessToken] as const,
      ];
      for (const [hint, token] of tokens) {
        const form = new URLSearchParams({ token, token_type_hint: hint });
        const request = signed(revocationEndpoint, namedByOf(grant), grant.client, form);
        await deps.http.send(request, signal);
      }
    },
  };
}

function namedByOf(grant: Grant): NamedBy {
  return grant.isPinned ? { kind: 'person' } : { kind: 'server', serverUrl: grant.serverUrl };
}

/** Adds the client's proof of itself to a request (RFC 6749 section 2.3.1). */
function signed(
  url: string,
  namedBy: NamedBy,
  client: ClientIdentity,
  form: URLSearchParams,
): OAuthRequest {
  const { clientId, clientSecret = '', authMethod } = client;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (authMethod === 'client_secret_basic') {
    const pair = `${formEncoded(clientId)}:${formEncoded(clientSecret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair, 'utf8').toString('base64')}`;
  } else {
    form.set('client_id', clientId);
    if (authMethod === 'client_secret_post') form.set('client_secret', clientSecret);
  }
  return { url, namedBy, headers, form };
}

/** Takes what was sent out of an answer, which some servers repeat when they refuse it. */
function blankSent({ form, headers }: OAuthRequest, { clientSecret }: ClientIdentity): Redactor {
  const credentials = headers?.['authorization']?.replace(/^Basic /, '');
  const sent = ['code', 'code_verifier', 'refresh_token'].map((name) => form?.get(name));
  return createRedactor([...sent, clientSecret, credentials].filter((text) => text != null));
}

function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function failureOf(error: string, description: string): TokenFailure {
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
      return { kind: 'other', failure: refused('TOKEN_REFUSED', detail) };
  }
}

function other(failure: AuthFailure): Result<never, TokenFailure> {
  return err({ kind: 'other', failure });
}
