import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import { refused, unavailable } from './auth-failure.ts';
import type { AuthFailure } from './auth-failure.ts';
import { parseChallenge } from './challenge.ts';
import type { BearerChallenge } from './challenge.ts';
import { httpFailure } from './http-failure.ts';
import { assumedServer, readResourceMetadata, readServerMetadata } from './metadata.ts';
import type { AuthorizationServer, ResourceMetadata } from './metadata.ts';
import type { NamedBy, OAuthHttp, OAuthRequest, ProtectedServer } from './oauth-ports.ts';
import { issuerNamedBy, resourceMetadataUrls, serverMetadataUrls } from './well-known.ts';

/** Who signs people in for a server, and for which resource. */
export interface Discovery {
  /** The `resource` parameter (RFC 8707); absent where the resource publishes no metadata. */
  readonly resource?: string;
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
  /**
   * The issuers a server names, or its own origin where it names none; those a person has entered
   * count alone. Asks the server itself and nobody else.
   */
  issuersOf(
    server: ProtectedServer,
    challenge: BearerChallenge | undefined,
    signal: AbortSignal,
  ): Promise<readonly string[]>;
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
      const key = JSON.stringify([url, authorizationUrl, tokenUrl, hint, server.clientId]);
      const known = memory.get(server.name);
      if (known?.key === key && deps.clock.monotonicNow() < known.until) {
        return ok(withOwnPlaces(known.found, server));
      }
      const found = await look.discover(server, challenge, signal);
      if (found.ok) {
        const until = deps.clock.monotonicNow() + rememberMs;
        memory.set(server.name, { key, until, found: found.value });
      }
      return found.ok ? ok(withOwnPlaces(found.value, server)) : found;
    },
    async offersSignIn(server, signal) {
      const found = await look.resource(server, undefined, signal);
      return found.ok && found.value !== undefined;
    },
    async issuersOf(server, challenge, signal) {
      const pinned = pinnedServer(server);
      if (pinned !== undefined) return [pinned.issuer];
      const found = await look.resource(server, challenge?.resourceMetadata, signal);
      if (!found.ok) return [];
      const named = (found.value?.authorizationServers ?? []).map(issuerNamedBy);
      return named.length > 0 ? named : [new URL(server.url).origin];
    },
    forget: (name) => void memory.delete(name),
    forgetAll: () => memory.clear(),
  };
}

/** A place for revoking that a person has entered counts more than what was found. */
function withOwnPlaces(found: Discovery, { revocationUrl }: ProtectedServer): Discovery {
  if (revocationUrl === undefined) return found;
  return { ...found, server: { ...found.server, revocationEndpoint: revocationUrl } };
}

type Document = Readonly<Record<string, unknown>>;

class Lookup {
  readonly #http: OAuthHttp;

  constructor(http: OAuthHttp) {
    this.#http = http;
  }

  async discover(
    server: ProtectedServer,
    challenge: BearerChallenge | undefined,
    signal: AbortSignal,
  ): Promise<Result<Discovery, AuthFailure>> {
    const hint = challenge?.resourceMetadata;
    const found = await this.resource(server, hint, signal);
    const pinned = pinnedServer(server);
    // With fixed endpoints the metadata only adds the scopes, so its absence is no obstacle.
    if (pinned !== undefined) {
      if (!found.ok && isMismatch(found.error)) return found;
      return ok({ ...describe(found.ok ? found.value : undefined), server: pinned });
    }
    if (!found.ok) return found;
    const isProbed = found.value === undefined && hint === undefined;
    const probe = isProbed ? await this.#probed(server, signal) : undefined;
    const metadata = found.value ?? probe?.metadata;
    const isChallenged = challenge !== undefined || probe?.isChallenged === true;
    const authorizationServer = await this.#server(server, metadata, isChallenged, signal);
    if (!authorizationServer.ok) return authorizationServer;
    return ok({ ...describe(metadata), server: authorizationServer.value });
  }

  /** The metadata of the resource: where the challenge says, else at the well-known places. */
  resource(
    server: ProtectedServer,
    hint: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<ResourceMetadata | undefined, AuthFailure>> {
    const hinted = hint === undefined ? [] : [wholeAddress(hint, server.url)];
    const candidates = [...hinted, ...resourceMetadataUrls(server.url)];
    const read = (json: Document) => readResourceMetadata(json, server.url);
    return this.#first({ candidates, server, read }, signal);
  }

  /** Asks the server itself without a token, for a challenge that names the metadata. */
  async #probed(
    server: ProtectedServer,
    signal: AbortSignal,
  ): Promise<{ readonly metadata?: ResourceMetadata; readonly isChallenged: boolean }> {
    const headers = { accept: 'application/json, text/event-stream' };
    const namedBy = { kind: 'person' } as const;
    const answer = await this.#http.send({ url: server.url, namedBy, headers }, signal);
    const challenge = answer.ok ? parseChallenge(answer.value.wwwAuthenticate) : undefined;
    const isChallenged = challenge !== undefined;
    if (challenge?.resourceMetadata === undefined) return { isChallenged };
    const candidates = [wholeAddress(challenge.resourceMetadata, server.url)];
    const read = (json: Document) => readResourceMetadata(json, server.url);
    const found = await this.#first({ candidates, server, read }, signal);
    return found.ok ? { metadata: found.value, isChallenged } : { isChallenged };
  }

  async #server(
    server: ProtectedServer,
    metadata: ResourceMetadata | undefined,
    isChallenged: boolean,
    signal: AbortSignal,
  ): Promise<Result<AuthorizationServer, AuthFailure>> {
    const issuers = (metadata?.authorizationServers ?? []).map(issuerNamedBy);
    if (issuers.length === 0) {
      const isKnown = isChallenged || metadata !== undefined || server.clientId !== undefined;
      return this.#ownServer(server, isKnown, signal);
    }
    let failure: AuthFailure = refused('NO_METADATA', issuers.join(' '));
    for (const issuer of issuers) {
      const found = await this.#issuer(issuer, server, signal);
      if (found.ok && found.value !== undefined) return ok(found.value);
      if (!found.ok) failure = found.error;
      if (failure.kind === 'aborted') break;
    }
    return err(failure);
  }

  /** The metadata that call the issuer by its name; else the first that call it otherwise. */
  async #issuer(
    issuer: string,
    server: ProtectedServer,
    signal: AbortSignal,
  ): Promise<Result<AuthorizationServer | undefined, AuthFailure>> {
    let other: AuthorizationServer | undefined;
    const read = (json: Document): Result<AuthorizationServer, AuthFailure> => {
      const found = readServerMetadata(json, issuer);
      if (!found.ok || found.value.namedIssuer === undefined) return found;
      other ??= found.value;
      return err(refused('ISSUER_MISMATCH', found.value.namedIssuer));
    };
    const found = await this.#first(
      { candidates: serverMetadataUrls(issuer), server, read },
      signal,
    );
    return !found.ok && isMismatch(found.error) && other !== undefined ? ok(other) : found;
  }

  /** Servers up to 2025-03-26 are their own authorization server, with endpoints at fixed places. */
  async #ownServer(
    server: ProtectedServer,
    isKnown: boolean,
    signal: AbortSignal,
  ): Promise<Result<AuthorizationServer, AuthFailure>> {
    const { origin } = new URL(server.url);
    const found = await this.#issuer(`${origin}/`, server, signal);
    if (!found.ok) return found;
    if (found.value !== undefined) return ok(found.value);
    // Nothing says that anybody could sign in here, so nobody is registered at a guessed address.
    if (!isKnown) return err(refused('KEY_WANTED', new URL(server.url).host));
    const endpoints = {
      authorization: `${origin}/authorize`,
      token: `${origin}/token`,
      registration: `${origin}/register`,
    };
    return ok(assumedServer(endpoints, false));
  }

  /**
   * The first candidate with a document that can be read; undefined when all say that there is none.
   * A document of another kind, or about somebody else, does not end the search.
   */
  async #first<T>(
    { candidates, server, read }: Search<T>,
    signal: AbortSignal,
  ): Promise<Result<T | undefined, AuthFailure>> {
    let failed: AuthFailure | undefined;
    for (const url of [...new Set(candidates)]) {
      const answer = await this.#http.send(metadataRequest(url, server.url), signal);
      if (!answer.ok) {
        failed ??= httpFailure(answer.error);
        if (answer.error.kind === 'aborted') break;
        continue;
      }
      const { status, json } = answer.value;
      if (status === 200 && json !== undefined) {
        const found = read(json);
        if (found.ok) return found;
        failed = moreTelling(failed, found.error);
      } else if (status === 429 || (status >= 500 && status !== 502)) {
        failed ??= unavailable(`HTTP ${String(status)} from ${url}`, answer.value.retryAfterMs);
      }
    }
    return failed === undefined ? ok(undefined) : err(failed);
  }
}

interface Search<T> {
  readonly candidates: readonly string[];
  readonly server: ProtectedServer;
  readonly read: (json: Document) => Result<T, AuthFailure>;
}

/** Some servers name the metadata by a path of their own origin. */
function wholeAddress(text: string, serverUrl: string): string {
  return /^\/(?![/\\])/.test(text) ? new URL(serverUrl).origin + text : text;
}

/** What somebody else's document says counts more than that a place could not be read. */
function moreTelling(before: AuthFailure | undefined, now: AuthFailure): AuthFailure {
  return before === undefined || (isMismatch(now) && !isMismatch(before)) ? now : before;
}

function pinnedServer({
  authorizationUrl: authorization,
  tokenUrl: token,
}: ProtectedServer): AuthorizationServer | undefined {
  if (authorization === undefined || token === undefined) return undefined;
  return assumedServer({ authorization, token }, true);
}

function metadataRequest(url: string, serverUrl: string): OAuthRequest {
  const namedBy: NamedBy = { kind: 'server', serverUrl };
  return { url, namedBy, headers: { accept: 'application/json' } };
}

function describe(metadata: ResourceMetadata | undefined): Omit<Discovery, 'server'> {
  return metadata === undefined ? {} : { resource: metadata.resource, scopes: metadata.scopes };
}

function isMismatch(failure: AuthFailure): boolean {
  return (
    failure.kind === 'refused' &&
    (failure.code === 'RESOURCE_MISMATCH' || failure.code === 'ISSUER_MISMATCH')
  );
}
