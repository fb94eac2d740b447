import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import { plain, refused, unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { readRegistration, registrationRequest, registrationSchema } from './client-identity.ts';
import type { ClientDescription, ClientIdentity, Registration } from './client-identity.ts';
import { asWished, clientByHand, objectionToSecrets } from './client-by-hand.ts';
import { httpFailure } from './http-failure.ts';
import type { AuthorizationServer } from './metadata.ts';
import type { OAuthHttp, OAuthRecords, ProtectedServer, RecordKey } from './oauth-ports.ts';
import { lesserRegistration } from './registration-shape.ts';
import type { RegistrationShape } from './registration-shape.ts';
import { coversScopes, scopeUnion } from './scopes.ts';
import { refusalWords } from './token-words.ts';

/** What a flow needs a client for. */
export interface ClientWish {
  readonly server: ProtectedServer;
  readonly authorizationServer: AuthorizationServer;
  /** The one address a registration names. */
  readonly redirectUri: string;
  readonly scopes: readonly string[];
}

/** Who we are; `isNew` where we were registered just now. */
export interface IdentifiedClient {
  readonly client: ClientIdentity;
  readonly isNew: boolean;
}

/** Why there is no client; where the request was refused, another redirect address may help. */
export interface ClientProblem {
  readonly failure: AuthFailure;
  readonly mayBeRedirect: boolean;
}

/** Finds out who we are to an authorization server, and registers us where nobody knows us yet. */
export interface ClientRegistry {
  /** One registration an issuer at a time: whoever comes meanwhile gets what the first one got. */
  identify(wish: ClientWish, signal: AbortSignal): Promise<Result<IdentifiedClient, ClientProblem>>;
  /** Whether the redirect addresses were settled elsewhere: by hand, or in our public document. */
  hasFixedRedirects(server: ProtectedServer, authorizationServer: AuthorizationServer): boolean;
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
  return new StoredClients(deps);
}

class StoredClients implements ClientRegistry {
  readonly #deps: ClientRegistryDeps;
  readonly #turns = new Map<string, Promise<unknown>>();

  constructor(deps: ClientRegistryDeps) {
    this.#deps = deps;
  }

  hasFixedRedirects(server: ProtectedServer, authorizationServer: AuthorizationServer): boolean {
    return hasOwnId(server) || this.#documentUrl(authorizationServer) !== undefined;
  }

  #documentUrl({ acceptsClientDocument }: AuthorizationServer): string | undefined {
    return acceptsClientDocument ? this.#deps.clientDocumentUrl?.() : undefined;
  }

  async identify(
    wish: ClientWish,
    signal: AbortSignal,
  ): Promise<Result<IdentifiedClient, ClientProblem>> {
    const { server, authorizationServer } = wish;
    if (hasOwnId(server)) {
      const client = clientByHand(server, server.clientId, authorizationServer);
      return client.ok ? ok({ client: client.value, isNew: false }) : failed(client.error);
    }
    const clientId = this.#documentUrl(authorizationServer);
    if (clientId !== undefined) {
      const client = { kind: 'metadata-document', clientId, authMethod: 'none' } as const;
      return ok({ client, isNew: false });
    }
    const problem = objectionToSecrets(server, authorizationServer);
    if (problem !== undefined) return failed(problem);
    const { issuer } = authorizationServer;
    const found = await this.#inTurn(issuer, () => this.#registered(wish, signal));
    if (!found.ok) return found;
    return ok({ ...found.value, client: asWished(found.value.client, server) });
  }

  async #inTurn<T>(issuer: string, work: () => Promise<T>): Promise<T> {
    const before = this.#turns.get(issuer) ?? Promise.resolve();
    const turn = before.then(work);
    const settled = turn.catch(() => undefined);
    this.#turns.set(issuer, settled);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(issuer) === settled) this.#turns.delete(issuer);
    }
  }

  async #registered(
    wish: ClientWish,
    signal: AbortSignal,
  ): Promise<Result<IdentifiedClient, ClientProblem>> {
    const known = await this.#stored(wish.authorizationServer.issuer);
    if (known !== undefined && fits(known, wish, this.#deps.clock.now())) {
      return ok({ client: known.client, isNew: false });
    }
    const scopes = scopeUnion(known?.scopes, wish.scopes);
    return this.#register(wish, { scopes }, signal);
  }

  async #stored(issuer: string): Promise<Registration | undefined> {
    const record = await this.#deps.records.read(keyOf(issuer));
    if (!record.ok || record.value === undefined) return undefined;
    return parseRegistration(record.value.text);
  }

  async #register(
    wish: ClientWish,
    shape: RegistrationShape,
    signal: AbortSignal,
  ): Promise<Result<IdentifiedClient, ClientProblem>> {
    const { authorizationServer, server } = wish;
    const { registrationEndpoint: url, issuer, authMethods: supported } = authorizationServer;
    if (url === undefined) return failed(refused('REGISTRATION_UNSUPPORTED', issuer));
    const redirectUris = [wish.redirectUri];
    const { description, http, records, clock } = this.#deps;
    const json = registrationRequest(description, authorizationServer, redirectUris, shape);
    const headers = { accept: 'application/json' };
    const namedBy = { kind: 'server', serverUrl: server.url } as const;
    const answer = await http.send({ url, namedBy, headers, json }, signal);
    if (!answer.ok) {
      // An answer that leads to a page is how some servers refuse a form.
      return failed(httpFailure(answer.error), answer.error.kind === 'address-refused');
    }
    const { status, json: body, retryAfterMs } = answer.value;
    if (status >= 500 || status === 429) {
      // A form it did not expect is a fault to some servers; the others say they are away.
      const isFault = status === 500;
      return failed(unavailable(`HTTP ${String(status)}`, retryAfterMs), isFault);
    }
    if (status >= 300) {
      const lesser = lesserRegistration(shape, body);
      if (lesser !== undefined) return this.#register(wish, lesser, signal);
      return failed(rejection(status, body), true);
    }
    const { scopes } = shape;
    const registration = readRegistration(body, { redirectUris, scopes, supported }, clock.now());
    if (registration === undefined) return failed(refused('INVALID_ANSWER', 'registration'));
    const record = { bound: issuer, text: JSON.stringify(registration) };
    // Without the record we register again next time; that is no reason to stop now.
    await records.write(keyOf(issuer), record);
    return ok({ client: registration.client, isNew: true });
  }

  async forget(issuer: string, clientId: string): Promise<void> {
    const known = await this.#stored(issuer);
    if (known?.client.clientId === clientId) await this.#deps.records.remove(keyOf(issuer));
  }

  async knownPort(issuer: string): Promise<number | undefined> {
    const known = await this.#stored(issuer);
    const uri = known?.redirectUris.find((candidate) => /^http:.*:\d+\//.test(candidate));
    return uri === undefined ? undefined : Number(new URL(uri).port);
  }
}

function keyOf(issuer: string): RecordKey {
  return { kind: 'client', parts: [issuer] };
}

function hasOwnId(server: ProtectedServer): server is ProtectedServer & { clientId: string } {
  return server.clientId !== undefined && server.clientId !== '';
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
  const hasRedirect = known.redirectUris.includes(wish.redirectUri);
  const hasScopes = known.scopes === undefined || coversScopes(known.scopes, wish.scopes);
  return isCurrent && hasRedirect && hasScopes;
}

function rejection(
  status: number,
  body: Readonly<Record<string, unknown>> | undefined,
): AuthFailure {
  const { error, description } = refusalWords(body ?? {});
  const texts = [error, description].filter((text) => text !== '');
  const detail = texts.length === 0 ? `HTTP ${String(status)}` : texts.join(': ');
  return refused('REGISTRATION_REJECTED', plain(detail));
}

function failed(failure: AuthFailure, mayBeRedirect = false): Result<never, ClientProblem> {
  return err({ failure, mayBeRedirect });
}
