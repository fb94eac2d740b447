import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../ports.ts';
import { plain, refused, unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import {
  chooseAuthMethod,
  readRegistration,
  registrationRequest,
  registrationSchema,
} from './client-identity.ts';
import type { ClientDescription, ClientIdentity, Registration } from './client-identity.ts';
import { httpFailure } from './http-failure.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { OAuthHttp, OAuthRecords, ProtectedServer, RecordKey } from './oauth-ports.ts';
import { coversScopes, scopeUnion } from './scopes.ts';

/** What a flow needs a client for. */
export interface ClientWish {
  readonly server: ProtectedServer;
  readonly authorizationServer: AuthorizationServer;
  /** The first one is the one the flow will use; the others are registered along with it. */
  readonly redirectUris: readonly [string, ...string[]];
  readonly scopes: readonly string[];
}

/** Why there is no client; with `redirect-refused` another redirect address may help. */
export type ClientProblem =
  | { readonly kind: 'redirect-refused'; readonly detail: string }
  | { readonly kind: 'failure'; readonly failure: AuthFailure };

/** Finds out who we are to an authorization server, and registers us where nobody knows us yet. */
export interface ClientRegistry {
  identify(wish: ClientWish, signal: AbortSignal): Promise<Result<ClientIdentity, ClientProblem>>;
  /** Forgets a registration that its issuer has forgotten. */
  forget(issuer: string, clientId: string): Promise<void>;
  /** The loopback port of the stored registration, to be taken again. */
  knownPort(issuer: string): Promise<number | undefined>;
}

/** What the registry works with. */
export interface ClientRegistryDeps {
  readonly http: OAuthHttp;
  readonly records: OAuthRecords;
  readonly clock: Pick<Clock, 'now'>;
  readonly description: ClientDescription;
  /** The https address of our Client ID Metadata Document, where one is published. */
  readonly clientDocumentUrl?: () => string | undefined;
}

/** Creates the registry; registrations live in the records, one per issuer. */
export function createClientRegistry(deps: ClientRegistryDeps): ClientRegistry {
  const { http, records, clock } = deps;
  const keyOf = (issuer: string): RecordKey => ({ kind: 'client', parts: [issuer] });

  const stored = async (issuer: string): Promise<Registration | undefined> => {
    const record = await records.read(keyOf(issuer));
    if (!record.ok || record.value === undefined) return undefined;
    return parseRegistration(record.value.text);
  };

  const register = async (
    wish: ClientWish,
    scopes: readonly string[] | undefined,
    signal: AbortSignal,
  ): Promise<Result<ClientIdentity, ClientProblem>> => {
    const { authorizationServer, redirectUris, server } = wish;
    const { registrationEndpoint: url, issuer, authMethods: supported } = authorizationServer;
    if (url === undefined) {
      return failed(refused('REGISTRATION_UNSUPPORTED', issuer));
    }
    const json = registrationRequest(deps.description, authorizationServer, redirectUris, scopes);
    const headers = { accept: 'application/json' };
    const namedBy = { kind: 'server', serverUrl: server.url } as const;
    const answer = await http.send({ url, namedBy, headers, json }, signal);
    if (!answer.ok) return failed(httpFailure(answer.error));
    const { status, json: body, retryAfterMs } = answer.value;
    if (status >= 500 || status === 429) {
      return failed(unavailable(`HTTP ${String(status)}`, retryAfterMs));
    }
    if (status >= 400) {
      // A server may not know the scopes of the resources it protects by their names.
      if (scopes !== undefined && isAboutScope(body)) return register(wish, undefined, signal);
      return rejection(status, body);
    }
    const asked = { redirectUris, scopes, supported };
    const registration = readRegistration(body, asked, clock.now());
    if (registration === undefined) return failed(refused('INVALID_ANSWER', 'registration'));
    const record = { bound: issuer, text: JSON.stringify(registration) };
    const written = await records.write(keyOf(issuer), record);
    // Without the record we register again next time; that is no reason to stop now.
    void written;
    return ok(registration.client);
  };

  return {
    async identify(wish, signal) {
      const { server, authorizationServer } = wish;
      if (server.clientId !== undefined && server.clientId !== '') {
        return preRegistered(server, server.clientId, authorizationServer);
      }
      const documentUrl = deps.clientDocumentUrl?.();
      if (documentUrl !== undefined && authorizationServer.acceptsClientDocument) {
        const clientId = documentUrl;
        return ok({ kind: 'metadata-document', clientId, authMethod: 'none' });
      }
      const known = await stored(authorizationServer.issuer);
      if (known !== undefined && fits(known, wish, clock.now())) return ok(known.client);
      return register(wish, scopeUnion(known?.scopes, wish.scopes), signal);
    },
    async forget(issuer, clientId) {
      const known = await stored(issuer);
      if (known?.client.clientId === clientId) await records.remove(keyOf(issuer));
    },
    async knownPort(issuer) {
      const known = await stored(issuer);
      const uri = known?.redirectUris.find((candidate) => /^http:.*:\d+\//.test(candidate));
      return uri === undefined ? undefined : Number(new URL(uri).port);
    },
  };
}

function parseRegistration(text: string): Registration | undefined {
  try {
    return registrationSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function fits(known: Registration, wish: ClientWish, now: number): boolean {
  const isCurrent = known.expiresAt === undefined || now < known.expiresAt;
  const hasRedirect = known.redirectUris.includes(wish.redirectUris[0]);
  const hasScopes = known.scopes === undefined || coversScopes(known.scopes, wish.scopes);
  return isCurrent && hasRedirect && hasScopes;
}

function preRegistered(
  server: ProtectedServer,
  clientId: string,
  { issuer, isPinned, authMethods }: AuthorizationServer,
): Result<ClientIdentity, ClientProblem> {
  const { clientSecret } = server;
  const hasSecret = clientSecret !== undefined && clientSecret !== '';
  const isNamed = server.issuer !== undefined && isSameIssuer(server.issuer, issuer);
  // SECURITY: a server could name an authorization server of its own to get at the secret.
  if (hasSecret && !isPinned && !isNamed) {
    return failed(refused('SECRET_NEEDS_NAMED_SERVER', issuer));
  }
  if (server.issuer !== undefined && !isPinned && !isNamed) {
    return failed(refused('ISSUER_MISMATCH', issuer));
  }
  return ok({
    kind: 'pre-registered',
    clientId,
    ...(hasSecret ? { clientSecret } : {}),
    authMethod: chooseAuthMethod(hasSecret, undefined, authMethods),
  });
}

/** A slash at the end, often written where no path follows, makes no other issuer. */
function isSameIssuer(named: string, found: string): boolean {
  return named.replace(/\/$/, '') === found.replace(/\/$/, '');
}

function isAboutScope(body: Readonly<Record<string, unknown>> | undefined): boolean {
  const texts = [body?.['error'], body?.['error_description']];
  return texts.some((text) => typeof text === 'string' && /scope/i.test(text));
}

function rejection(
  status: number,
  body: Readonly<Record<string, unknown>> | undefined,
): Result<never, ClientProblem> {
  const [error, description] = [body?.['error'], body?.['error_description']];
  const texts = [error, description].filter((text) => typeof text === 'string');
  const detail = plain(texts.length === 0 ? `HTTP ${String(status)}` : texts.join(': '));
  const isAboutRedirect =
    error === 'invalid_redirect_uri' ||
    (typeof description === 'string' && /redirect/i.test(description));
  if (isAboutRedirect) return err({ kind: 'redirect-refused', detail });
  return failed(refused('REGISTRATION_REJECTED', detail));
}

function failed(failure: AuthFailure): Result<never, ClientProblem> {
  return err({ kind: 'failure', failure });
}
