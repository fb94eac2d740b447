import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../ports.ts';
import { refused, unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { parseChallenge } from './challenge.ts';
import type { BearerChallenge } from './challenge.ts';
import { httpFailure } from './http-failure.ts';
import { assumedServer, readResourceMetadata, readServerMetadata } from './metadata.ts';
import type { AuthorizationServer, ResourceMetadata } from './metadata.ts';
import type { NamedBy, OAuthHttp, OAuthRequest, ProtectedServer } from './oauth-ports.ts';
import { resourceMetadataUrls, serverMetadataUrls } from './well-known.ts';

/** Who signs people in for a server, and for which resource. */
export interface Discovery {
  /** The `resource` parameter (RFC 8707). */
  readonly resource: string;
  /** `scopes_supported` of the resource. */
  readonly scopes?: readonly string[];
  readonly server: AuthorizationServer;
}

/** Finds the authorization server of a protected server; remembers it for a while. */
export interface Discoverer {
  discover(
    server: ProtectedServer,
    challenge: BearerChallenge | undefined,
    signal: AbortSignal,
  ): Promise<Result<Discovery, AuthFailure>>;
  /**
   * Whether the server says that it takes tokens, also when it lets everybody in; asks for its
   * metadata and nothing else.
   */
  offersSignIn(server: ProtectedServer, signal: AbortSignal): Promise<boolean>;
  /** A server that refuses a token may have moved to another authorization server. */
  forget(name: string): void;
  /** The computer slept, or the network is another one. */
  forgetAll(): void;
}

/** How long a finding is used again, ms. */
const rememberMs = 5 * 60_000;

/** A discoverer with an empty memory. */
export function createDiscoverer(deps: {
  readonly http: OAuthHttp;
  readonly clock: Pick<Clock, 'monotonicNow'>;
}): Discoverer {
  const memory = new Map<string, { key: string; until: number; found: Discovery }>();
  const look = new Lookup(deps.http);
  return {
    async discover(server, challenge, signal) {
      const { url, authorizationUrl, tokenUrl } = server;
      const hint = challenge?.resourceMetadata;
      const key = JSON.stringify([url, authorizationUrl, tokenUrl, hint]);
      const known = memory.get(server.name);
      if (known?.key === key && deps.clock.monotonicNow() < known.until) return ok(known.found);
      const found = await look.discover(server, hint, signal);
      if (found.ok) {
        const until = deps.clock.monotonicNow() + rememberMs;
        memory.set(server.name, { key, until, found: found.value });
      }
      return found;
    },
    async offersSignIn(server, signal) {
      const found = await look.resource(server, undefined, signal);
      return found.ok && found.value !== undefined;
    },
    forget: (name) => void memory.delete(name),
    forgetAll: () => memory.clear(),
  };
}

type Document = Readonly<Record<string, unknown>>;

class Lookup {
  readonly #http: OAuthHttp;

  constructor(http: OAuthHttp) {
    this.#http = http;
  }

  async discover(
    server: ProtectedServer,
    hint: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<Discovery, AuthFailure>> {
    const { authorizationUrl, tokenUrl } = server;
    const pinned =
      authorizationUrl !== undefined && tokenUrl !== undefined
        ? assumedServer({ authorization: authorizationUrl, token: tokenUrl }, true)
        : undefined;
    const found = await this.resource(server, hint, signal);
    // With fixed endpoints the metadata only adds the scopes, so its absence is no obstacle.
    if (pinned !== undefined) {
      const resource = found.ok ? found.value : undefined;
      if (!found.ok && isMismatch(found.error)) return found;
      return ok({ ...describe(server, resource), server: pinned });
    }
    if (!found.ok) return found;
    const metadata =
      found.value ?? (hint === undefined ? await this.#probed(server, signal) : undefined);
    const authorizationServer = await this.#server(server, metadata, signal);
    if (!authorizationServer.ok) return authorizationServer;
    return ok({ ...describe(server, metadata), server: authorizationServer.value });
  }

  /** The metadata of the resource: where the challenge says, else at the well-known places. */
  async resource(
    server: ProtectedServer,
    hint: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<ResourceMetadata | undefined, AuthFailure>> {
    const candidates = [...(hint === undefined ? [] : [hint]), ...resourceMetadataUrls(server.url)];
    const found = await this.#first(candidates, server, signal);
    if (!found.ok || found.value === undefined) return found.ok ? ok(undefined) : found;
    return readResourceMetadata(found.value, server.url);
  }

  /** Asks the server itself without a token, for a challenge that names the metadata. */
  async #probed(
    server: ProtectedServer,
    signal: AbortSignal,
  ): Promise<ResourceMetadata | undefined> {
    const headers = { accept: 'application/json, text/event-stream' };
    const namedBy = { kind: 'person' } as const;
    const answer = await this.#http.send({ url: server.url, namedBy, headers }, signal);
    const challenge = answer.ok ? parseChallenge(answer.value.wwwAuthenticate) : undefined;
    if (challenge?.resourceMetadata === undefined) return undefined;
    const found = await this.#first([challenge.resourceMetadata], server, signal);
    if (!found.ok || found.value === undefined) return undefined;
    const metadata = readResourceMetadata(found.value, server.url);
    return metadata.ok ? metadata.value : undefined;
  }

  async #server(
    server: ProtectedServer,
    metadata: ResourceMetadata | undefined,
    signal: AbortSignal,
  ): Promise<Result<AuthorizationServer, AuthFailure>> {
    const issuers = metadata?.authorizationServers ?? [];
    if (issuers.length === 0) return this.#ownServer(server, signal);
    let failure: AuthFailure = refused('NO_METADATA', issuers.join(' '));
    for (const issuer of issuers) {
      const found = await this.#issuer(issuer, server, signal);
      if (found.ok && found.value !== undefined) return ok(found.value);
      if (!found.ok) failure = found.error;
      if (failure.kind === 'aborted' || isMismatch(failure)) break;
    }
    return err(failure);
  }

  async #issuer(
    issuer: string,
    server: ProtectedServer,
    signal: AbortSignal,
  ): Promise<Result<AuthorizationServer | undefined, AuthFailure>> {
    const found = await this.#first(serverMetadataUrls(issuer), server, signal);
    if (!found.ok) return found;
    return found.value === undefined ? ok(undefined) : readServerMetadata(found.value, issuer);
  }

  /** Servers up to 2025-03-26 are their own authorization server, with endpoints at fixed places. */
  async #ownServer(
    server: ProtectedServer,
    signal: AbortSignal,
  ): Promise<Result<AuthorizationServer, AuthFailure>> {
    const { origin } = new URL(server.url);
    const found = await this.#issuer(`${origin}/`, server, signal);
    if (!found.ok) return found;
    return ok(
      found.value ??
        assumedServer(
          {
            authorization: `${origin}/authorize`,
            token: `${origin}/token`,
            registration: `${origin}/register`,
          },
          false,
        ),
    );
  }

  /** The first candidate that has a document; undefined when all say that there is none. */
  async #first(
    candidates: readonly string[],
    server: ProtectedServer,
    signal: AbortSignal,
  ): Promise<Result<Document | undefined, AuthFailure>> {
    let failed: AuthFailure | undefined;
    for (const url of [...new Set(candidates)]) {
      const answer = await this.#http.send(metadataRequest(url, server.url), signal);
      if (!answer.ok) {
        failed ??= httpFailure(answer.error);
        if (answer.error.kind === 'aborted') break;
        continue;
      }
      const { status, json } = answer.value;
      if (status === 200 && json !== undefined) return ok(json);
      if (status === 429 || (status >= 500 && status !== 502)) {
        failed ??= unavailable(`HTTP ${String(status)} from ${url}`, answer.value.retryAfterMs);
      }
    }
    return failed === undefined ? ok(undefined) : err(failed);
  }
}

function metadataRequest(url: string, serverUrl: string): OAuthRequest {
  const namedBy: NamedBy = { kind: 'server', serverUrl };
  return { url, namedBy, headers: { accept: 'application/json' } };
}

function describe(
  server: ProtectedServer,
  metadata: ResourceMetadata | undefined,
): Omit<Discovery, 'server'> {
  if (metadata !== undefined) return { resource: metadata.resource, scopes: metadata.scopes };
  // SECURITY: a query may hold a key, and it does not identify the server.
  const url = new URL(server.url);
  return { resource: `${url.origin}${url.pathname}` };
}

function isMismatch(failure: AuthFailure): boolean {
  return (
    failure.kind === 'refused' &&
    (failure.code === 'RESOURCE_MISMATCH' || failure.code === 'ISSUER_MISMATCH')
  );
}
