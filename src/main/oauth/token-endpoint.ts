import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import { unavailable } from './auth-failure.ts';
import type { ClientIdentity } from './client-identity.ts';
import { namedByOf } from './grant.ts';
import type { Grant } from './grant.ts';
import { httpFailure } from './http-failure.ts';
import type { NamedBy, OAuthHttp } from './oauth-ports.ts';
import { renewalForms } from './renewal-forms.ts';
import type { HabitBook } from './service-habits.ts';
import { blankSent, otherSecretPlace, signedRequest } from './signed-request.ts';
import type { SignedRequest } from './signed-request.ts';
import { readTokenAnswer } from './token-answer.ts';
import type { IssuedTokens } from './token-answer.ts';
import { isAboutResource, mayBeAboutSecret, tokenFailureOf } from './token-failure.ts';
import type { TokenFailure } from './token-failure.ts';

/** A code to be exchanged (RFC 6749 section 4.1.3, RFC 7636, RFC 8707). */
export interface CodeExchange {
  readonly issuer: string;
  readonly endpoint: string;
  readonly namedBy: NamedBy;
  readonly client: ClientIdentity;
  readonly code: string;
  readonly verifier: string;
  readonly redirectUri: string;
  readonly resource: string | undefined;
}

/** The requests a client makes to a token and a revocation endpoint. */
export interface TokenEndpoint {
  /**
   * Exchanges a code. A refused secret is sent the other way once, a refused `resource` is left out
   * once, both to the same endpoint; what helped is remembered.
   */
  exchange(request: CodeExchange, signal: AbortSignal): Promise<Result<IssuedTokens, TokenFailure>>;
  /** Renews the tokens of a grant; asks again without scope or resource where they are refused. */
  refresh(grant: Grant, signal: AbortSignal): Promise<Result<IssuedTokens, TokenFailure>>;
  /** Revokes what a grant has (RFC 7009), as far as that works. */
  revoke(grant: Grant, signal: AbortSignal): Promise<void>;
}

/** Some services wake up slowly, and an answer that nobody waited for is a lost token, ms. */
const tokenTimeoutMs = 60_000;

/** Endpoints reached through `http`. */
export function createTokenEndpoint(deps: {
  readonly http: OAuthHttp;
  readonly clock: Pick<Clock, 'now'>;
  readonly habits: HabitBook;
}): TokenEndpoint {
  return new HttpTokenEndpoint(deps.http, deps.clock, deps.habits);
}

class HttpTokenEndpoint implements TokenEndpoint {
  readonly #http: OAuthHttp;
  readonly #clock: Pick<Clock, 'now'>;
  readonly #habits: HabitBook;

  constructor(http: OAuthHttp, clock: Pick<Clock, 'now'>, habits: HabitBook) {
    this.#http = http;
    this.#clock = clock;
    this.#habits = habits;
  }

  async exchange(
    request: CodeExchange,
    signal: AbortSignal,
  ): Promise<Result<IssuedTokens, TokenFailure>> {
    const { issuer, endpoint: url, namedBy, client, resource } = request;
    const form = (withResource: boolean) => ({
      grant_type: 'authorization_code',
      code: request.code,
      code_verifier: request.verifier,
      redirect_uri: request.redirectUri,
      ...(withResource && resource !== undefined ? { resource } : {}),
    });
    const to = { issuer, url, namedBy, client };
    const first = await this.#ask(to, form(true), signal);
    if (first.ok || resource === undefined || !isAboutResource(first.error)) return first;
    const second = await this.#ask(to, form(false), signal);
    if (second.ok) await this.#habits.learn(issuer, { refusesResource: true });
    return second.ok || second.error.kind !== 'grant-ended' ? second : first;
  }

  async refresh(grant: Grant, signal: AbortSignal): Promise<Result<IssuedTokens, TokenFailure>> {
    const { issuer, tokenEndpoint: url, client } = grant;
    const to = { issuer, url, namedBy: namedByOf(grant), client };
    const forms = renewalForms(grant, await this.#habits.of(issuer));
    let first: TokenFailure | undefined;
    for (const { parameters, learnt } of forms) {
      const answer = await this.#ask(to, parameters, signal);
      if (answer.ok) {
        if (first !== undefined) await this.#habits.learn(issuer, learnt);
        return answer;
      }
      const { kind } = answer.error;
      if (!worthAskingOtherwise.has(kind)) return answer;
      first ??= answer.error;
    }
    return err(first ?? { kind: 'other', failure: unavailable('nothing to renew with') });
  }

  async revoke(grant: Grant, signal: AbortSignal): Promise<void> {
    const { issuer, revocationEndpoint: url, refreshToken, accessToken, client } = grant;
    if (url === undefined) return;
    const tokens = [
      ...(refreshToken === undefined ? [] : [['refresh_token', refreshToken] as const]),
      ['access_token', accessToken] as const,
    ];
    const { secretIn } = await this.#habits.of(issuer);
    for (const [hint, token] of tokens) {
      const to = { url, namedBy: namedByOf(grant), client: withSecretIn(client, secretIn) };
      const request = signedRequest(to, { token, token_type_hint: hint });
      await this.#http.send(request, signal);
    }
  }

  /** Asks with the secret where it was taken before, and once the other way where it is refused. */
  async #ask(
    to: Addressee,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<IssuedTokens, TokenFailure>> {
    const { secretIn } = await this.#habits.of(to.issuer);
    const client = withSecretIn(to.client, secretIn);
    const first = await this.#send({ ...to, client }, parameters, signal);
    if (first.ok) return first;
    const isClient = first.error.kind === 'client-rejected';
    const other = otherSecretPlace(client);
    if (other === undefined || !(isClient || mayBeAboutSecret(first.error))) return first;
    const second = await this.#send(
      { ...to, client: { ...client, authMethod: other } },
      parameters,
      signal,
    );
    // Only an outright yes tells that other words were about the secret.
    const isTaken = second.ok || (isClient && second.error.kind !== 'client-rejected');
    if (isTaken) await this.#habits.learn(to.issuer, { secretIn: other });
    return isTaken ? second : first;
  }

  async #send(
    to: SignedRequest,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<IssuedTokens, TokenFailure>> {
    const request = { ...signedRequest(to, parameters), timeoutMs: tokenTimeoutMs };
    const answer = await this.#http.send(request, signal);
    if (!answer.ok) return err({ kind: 'other', failure: httpFailure(answer.error) });
    const blank = blankSent(request, to.client);
    const read = readTokenAnswer(answer.value, this.#clock.now(), blank);
    return read.kind === 'issued' ? ok(read.tokens) : err(tokenFailureOf(read));
  }
}

/** Refusals of a renewal that may be about what was sent beside the refresh token. */
const worthAskingOtherwise: ReadonlySet<TokenFailure['kind']> = new Set([
  'scope-rejected',
  'request-refused',
  'refused',
]);

interface Addressee extends SignedRequest {
  readonly issuer: string;
}

function withSecretIn(
  client: ClientIdentity,
  secretIn: 'client_secret_basic' | 'client_secret_post' | undefined,
): ClientIdentity {
  const isOpen = client.clientSecret !== undefined && client.isMethodFixed !== true;
  return isOpen && secretIn !== undefined ? { ...client, authMethod: secretIn } : client;
}
