import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock, Random } from '../ports.ts';
import { refused } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { authorizationUrl, isOpenable } from './authorization-url.ts';
import type { BearerChallenge } from './challenge.ts';
import { deepLinkRedirectUri, loopbackRedirectUri } from './client-identity.ts';
import type { ClientIdentity } from './client-identity.ts';
import type { ClientProblem, ClientRegistry } from './client-registry.ts';
import type { Discoverer, Discovery } from './discovery.ts';
import { flowLifetimeMs } from './flow.ts';
import type { FlowRecord } from './flow.ts';
import type { CallbackVerdict, LoopbackDoor, LoopbackDoors, OAuthHttp } from './oauth-ports.ts';
import type { ProtectedServer } from './oauth-ports.ts';
import { secretBytes, toText } from './pkce.ts';
import { chooseScopes } from './scopes.ts';

/** What a new flow starts from. */
export interface FlowStart {
  readonly owner: string;
  readonly server: ProtectedServer;
  readonly challenge: BearerChallenge | undefined;
  /** What was granted before, by whom, and is not to get lost. */
  readonly granted: { readonly issuer: string | undefined; readonly scopes: readonly string[] };
  readonly via: 'deep-link' | 'loopback';
}

/** A flow that is ready to be written down, and the door its answer comes in by, if any. */
export interface PreparedFlow {
  readonly record: FlowRecord;
  readonly door: LoopbackDoor | undefined;
}

/** What preparing works with. */
export interface FlowPreparerDeps {
  readonly discoverer: Discoverer;
  readonly clients: ClientRegistry;
  readonly doors: LoopbackDoors;
  readonly http: Pick<OAuthHttp, 'isAllowed'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'id'>;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Takes an answer that came in by a door. */
  readonly onAnswer: (url: string) => Promise<CallbackVerdict>;
}

interface Redirect {
  readonly via: 'deep-link' | 'loopback';
  readonly uri: string;
  readonly door: LoopbackDoor | undefined;
  readonly client: ClientIdentity;
}

/** Does everything before the browser opens: discovery, client, redirect address, request. */
export class FlowPreparer {
  readonly #deps: FlowPreparerDeps;

  constructor(deps: FlowPreparerDeps) {
    this.#deps = deps;
  }

  async prepare(start: FlowStart, signal: AbortSignal): Promise<Result<PreparedFlow, AuthFailure>> {
    const { server, challenge } = start;
    const discovered = await this.#deps.discoverer.discover(server, challenge, signal);
    if (!discovered.ok) return discovered;
    const discovery = discovered.value;
    const problem = this.#check(discovery, server);
    if (problem !== undefined) return err(problem);
    const scopes = chooseScopes({
      challenged: challenge?.scopes,
      configured: server.scopes,
      resource: discovery.scopes,
      authorizationServer: discovery.server.scopes,
      granted:
        (start.granted.issuer ?? discovery.server.issuer) === discovery.server.issuer
          ? start.granted.scopes
          : [],
    });
    const redirect = await this.#redirect(start, discovery, scopes, signal);
    if (!redirect.ok) return redirect;
    const record = this.#record(start, discovery, scopes, redirect.value);
    const { door } = redirect.value;
    if (isOpenable(record.authorizationUrl)) return ok({ record, door });
    await door?.close();
    return err(refused('ADDRESS_REFUSED', discovery.server.authorizationEndpoint));
  }

  #check({ server: found }: Discovery, server: ProtectedServer): AuthFailure | undefined {
    if (!found.supportsPkce) return refused('PKCE_UNSUPPORTED', found.issuer);
    const namedBy = found.isPinned
      ? ({ kind: 'person' } as const)
      : ({ kind: 'server', serverUrl: server.url } as const);
    const { authorizationEndpoint } = found;
    if (this.#deps.http.isAllowed(authorizationEndpoint, namedBy)) return undefined;
    return refused('ADDRESS_REFUSED', authorizationEndpoint);
  }

  /** The deep link, unless the provider or the person does not want it. */
  async #redirect(
    start: FlowStart,
    discovery: Discovery,
    scopes: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<Redirect, AuthFailure>> {
    if (start.via === 'deep-link') {
      const uris = [deepLinkRedirectUri, loopbackRedirectUri] as const;
      const client = await this.#identify(start, discovery, uris, scopes, signal);
      if (client.ok) {
        return ok({
          via: 'deep-link',
          uri: deepLinkRedirectUri,
          door: undefined,
          client: client.value,
        });
      }
      if (client.error.kind === 'failure') return err(client.error.failure);
    }
    const { issuer } = discovery.server;
    const preferredPort = await this.#deps.clients.knownPort(issuer);
    const opened = await this.#deps.doors.open(this.#deps.onAnswer, { preferredPort });
    if (!opened.ok) return err(refused('LOOPBACK_UNAVAILABLE', opened.error.detail));
    const door = opened.value;
    // Some providers do compare the port: so that very address is registered as well.
    const uris = [door.redirectUri, loopbackRedirectUri] as const;
    const client = await this.#identify(start, discovery, uris, scopes, signal);
    if (client.ok) {
      return ok({ via: 'loopback', uri: door.redirectUri, door, client: client.value });
    }
    await door.close();
    return err(
      client.error.kind === 'failure'
        ? client.error.failure
        : refused('REGISTRATION_REJECTED', client.error.detail),
    );
  }

  #identify(
    { server }: FlowStart,
    discovery: Discovery,
    redirectUris: readonly [string, ...string[]],
    scopes: readonly string[],
    signal: AbortSignal,
  ): Promise<Result<ClientIdentity, ClientProblem>> {
    const authorizationServer = discovery.server;
    return this.#deps.clients.identify(
      { server, authorizationServer, redirectUris, scopes },
      signal,
    );
  }

  #record(
    { owner, server }: FlowStart,
    discovery: Discovery,
    scopes: readonly string[],
    redirect: Redirect,
  ): FlowRecord {
    const { clock, random, randomBytes } = this.#deps;
    const state = toText(randomBytes(secretBytes));
    const verifier = toText(randomBytes(secretBytes));
    const createdAt = clock.now();
    return {
      flowId: random.id(),
      owner,
      serverName: server.name,
      serverUrl: server.url,
      state,
      verifier,
      redirectUri: redirect.uri,
      via: redirect.via,
      resource: discovery.resource,
      scopes: [...scopes],
      authorizationServer: discovery.server,
      client: redirect.client,
      authorizationUrl: authorizationUrl({
        endpoint: discovery.server.authorizationEndpoint,
        clientId: redirect.client.clientId,
        redirectUri: redirect.uri,
        state,
        verifier,
        resource: discovery.resource,
        scopes,
      }),
      createdAt,
      expiresAt: createdAt + flowLifetimeMs,
    };
  }
}
