import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import { createSerialQueue } from '../../../shared/util/serial-queue.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Random } from '../../kernel/random.ts';
import { ofRecords, refused } from '../auth-failure.ts';
import type { AuthFailure } from '../auth-failure.ts';
import { pageAsk } from '../begin-sign-in.ts';
import type { Discoverer } from '../discovery.ts';
import { renewedGrant } from '../grant.ts';
import type { Grant } from '../grant.ts';
import type { GrantShelf } from '../grant-shelf.ts';
import { isSameIssuer } from '../issuer-name.ts';
import { grantNames } from '../kept-sign-ins.ts';
import { knownServiceAt } from '../known-services.ts';
import type { KnownService } from '../known-services.ts';
import type { GrantName, OAuthRecords, ProtectedServer, ProtectedServers } from '../oauth-ports.ts';
import type { HabitBook } from '../service-habits.ts';
import type { TokenEndpoint } from '../token-endpoint.ts';
import { isTooMuchFor } from './audience.ts';
import { needOf, reusableFor } from './reusable-sign-in.ts';
import type { ReuseNeed, ReusableSignIn } from './reusable-sign-in.ts';
import type { ShareBook } from './share-book.ts';
import {
  foundedBy,
  grantFor,
  needKey,
  withMember,
  withoutMember,
  withRefreshToken,
  withRenewed,
} from './shared-grant.ts';
import type { SharedGrant, SharingMember } from './shared-grant.ts';

/** What sharing sign-ins works with. */
export interface GrantSharingDeps {
  readonly servers: ProtectedServers;
  readonly records: OAuthRecords;
  readonly shelf: GrantShelf;
  readonly shares: ShareBook;
  readonly discoverer: Discoverer;
  readonly habits: HabitBook;
  readonly endpoint: TokenEndpoint;
  readonly clock: Pick<Clock, 'now'>;
  readonly random: Pick<Random, 'id'>;
  readonly knownServices?: readonly KnownService[];
}

/** A sign-in that is there, and the server it was made for. */
interface Neighbour {
  readonly server: ProtectedServer;
  readonly grant: Grant;
}

/** Uses one sign-in for several servers of one service, where a person says so (RFC 8707 section 2.2). */
export class GrantSharing {
  readonly #deps: GrantSharingDeps;
  readonly #turns = createSerialQueue();
  /** What a service has refused in this run: it is not proposed again. */
  readonly #refused = new Set<string>();

  constructor(deps: GrantSharingDeps) {
    this.#deps = deps;
  }

  /**
   * The sign-ins of a profile that could serve a server which has none. Asks the server for
   * its metadata, and nobody else unless it names a service that the profile is signed in to.
   */
  async reusable(asked: GrantName, signal: AbortSignal): Promise<readonly ReusableSignIn[]> {
    const { owner } = asked;
    const resolved = await this.#deps.servers.resolve(asked);
    if (!resolved.ok || resolved.value === undefined) return [];
    const server = resolved.value;
    const neighbours = await this.#neighbours(owner, server);
    if (neighbours.length === 0) return [];
    const need = await this.#need(owner, server, neighbours, signal);
    if (need === undefined || this.#refused.has(refusalKey(need))) return [];
    return neighbours.flatMap((neighbour) => reusableFor(owner, neighbour, need) ?? []);
  }

  /** Who else is signed in, each shared sign-in once; nobody where the server itself is. */
  async #neighbours(owner: string, server: ProtectedServer): Promise<readonly Neighbour[]> {
    const found = new Map<string, Neighbour>();
    for (const name of await grantNames(this.#deps.records)) {
      if (name.owner !== owner) continue;
      const loaded = await this.#deps.shelf.keeper(owner, name.serverName).load();
      const grant = loaded.ok ? loaded.value : undefined;
      if (name.serverName === server.name && grant?.serverUrl === server.url) return [];
      if (grant === undefined || name.serverName === server.name) continue;
      const other = await this.#deps.servers.resolve(name);
      if (!other.ok || other.value?.url !== grant.serverUrl) continue;
      const id = grant.shared?.id ?? name.serverName;
      if (!found.has(id) || grant.shared?.isStrict === false) {
        found.set(id, { server: other.value, grant });
      }
    }
    return [...found.values()];
  }

  async #need(
    owner: string,
    server: ProtectedServer,
    neighbours: readonly Neighbour[],
    signal: AbortSignal,
  ): Promise<ReuseNeed | undefined> {
    const { discoverer, shelf, habits } = this.#deps;
    const challenges = shelf.challenges(owner, server.name);
    const named = await discoverer.issuersOf(server, challenges.last, signal);
    const isKnown = (issuer: string) =>
      neighbours.some(({ grant }) => isSameIssuer(grant.issuer, issuer));
    if (!named.some(isKnown)) return undefined;
    const found = await discoverer.discover(server, challenges.last, signal);
    if (!found.ok) return undefined;
    const start = {
      ...{ owner, server, challenge: challenges.last, instead: challenges.instead },
      ...{ before: { issuer: undefined, requested: [] }, asked: undefined, last: undefined },
      agreed: undefined,
    };
    const { authorizationEndpoint, issuer } = found.value.server;
    const known = knownServiceAt(authorizationEndpoint, this.#deps.knownServices);
    const ask = pageAsk(start, found.value, await habits.of(issuer), known);
    return needOf(server, found.value, ask);
  }

  /**
   * Uses the sign-in of another server for this one from now on. `digest` stands for what the person
   * has said yes to; anything that differs by now is no longer what they meant. No browser opens.
   */
  reuse(
    name: GrantName,
    agreed: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, AuthFailure>> {
    return this.#turns.run(() => this.#reuse(name, agreed, signal));
  }

  async #reuse(
    asked: GrantName,
    { of, digest }: Pick<ReusableSignIn, 'of' | 'digest'>,
    signal: AbortSignal,
  ): Promise<Result<void, AuthFailure>> {
    const { owner, serverName } = asked;
    const resolved = await this.#deps.servers.resolve(asked);
    if (!resolved.ok || resolved.value === undefined) return notReusable('unknown server');
    const neighbours = await this.#neighbours(owner, resolved.value);
    const need = await this.#need(owner, resolved.value, neighbours, signal);
    const neighbour = neighbours.find(({ server }) => server.name === of);
    const present = need && neighbour && reusableFor(owner, neighbour, need);
    // SECURITY: a yes counts for exactly what was shown.
    if (need === undefined || present?.digest !== digest) return notReusable('it has changed');
    const id = await this.#sharedBy(owner, of, signal);
    if (!id.ok) return id;
    const join = () => this.#join(owner, id.value, need, signal);
    const joined = ofRecords(await this.#deps.shares.exclusively(owner, id.value, join, signal));
    for (const name of [of, serverName]) await this.#deps.shelf.keeper(owner, name).reload();
    return joined.ok ? joined.value : joined;
  }

  /** The id of the shared grant of a server, which is made of its own where it is none yet. */
  async #sharedBy(
    owner: string,
    name: string,
    signal: AbortSignal,
  ): Promise<Result<string, AuthFailure>> {
    const { shelf, shares, random } = this.#deps;
    const { place } = shelf.keeper(owner, name);
    await shares.prune(owner);
    return place.exclusively(async (): Promise<Result<string, AuthFailure>> => {
      const grant = await place.read();
      if (!grant.ok) return grant;
      if (grant.value === undefined) return notReusable('it has ended');
      if (grant.value.shared !== undefined) return ok(grant.value.shared.id);
      const share = foundedBy(random.id(), name, grant.value);
      const written = await shares.write(owner, share);
      if (!written.ok) return written;
      const linked = await place.link(share);
      return linked.ok ? ok(share.id) : linked;
    }, signal);
  }

  async #join(
    owner: string,
    id: string,
    need: ReuseNeed,
    signal: AbortSignal,
  ): Promise<Result<void, AuthFailure>> {
    const { shares, shelf } = this.#deps;
    const late = await shares.saveLate(owner, id);
    if (!late.ok) return late;
    const stored = await shares.read(owner, id);
    if (!stored.ok) return stored;
    if (stored.value === undefined || stored.value.isEnded) return notReusable('it has ended');
    const { name } = need.server;
    const asked = withMember(stored.value, name, memberFor(need));
    const share = await this.#withToken(owner, asked, need, signal);
    if (!share.ok) return share;
    const written = await shares.writeRenewed(owner, share.value, stored.value.base.refreshToken);
    return written.ok ? shelf.keeper(owner, name).place.link(share.value) : written;
  }

  /** The shared grant with a token for its new member; asks for one unless there is one of its kind. */
  async #withToken(
    owner: string,
    share: SharedGrant,
    need: ReuseNeed,
    signal: AbortSignal,
  ): Promise<Result<SharedGrant, AuthFailure>> {
    const { name } = need.server;
    const grant = grantFor(share, name);
    if (grant === undefined || grant.accessToken !== '') return ok(share);
    const issued = await this.#deps.endpoint.refresh(grant, signal);
    if (!issued.ok) {
      const { error } = issued;
      if (error.kind === 'outage' || error.kind === 'other') return err(error.failure);
      return this.#refuse(need, error.detail);
    }
    const renewed = renewedGrant(grant, issued.value, this.#deps.clock.now());
    if (!isTooMuchFor(share, renewed, issued.value)) return ok(withRenewed(share, name, renewed));
    // What the service gave out is no use here, but its new refresh token is the one that counts.
    const { refreshToken } = share.base;
    const kept = withRefreshToken(withoutMember(share, name), renewed.refreshToken);
    await this.#deps.shares.writeRenewed(owner, kept, refreshToken);
    return this.#refuse(need, 'the service gives no token for this server alone');
  }

  #refuse(need: ReuseNeed, detail: string): Result<never, AuthFailure> {
    this.#refused.add(refusalKey(need));
    return notReusable(detail);
  }

  /** Who else uses the sign-in of a server; nobody where it has its own. */
  async sharersOf(owner: string, serverName: string): Promise<readonly string[]> {
    const { shelf, shares } = this.#deps;
    const share = await shelf.keeper(owner, serverName).place.shared();
    if (!share.ok || share.value === undefined) return [];
    const users = await shares.usersOf(owner, share.value);
    return users.filter((name) => name !== serverName);
  }
}

function memberFor({ server, resource, requested }: ReuseNeed): SharingMember {
  return {
    serverUrl: server.url,
    ...(resource === undefined ? {} : { resource }),
    requested: [...requested],
    ...(server.clientId === undefined ? {} : { clientId: server.clientId }),
    via: 'loopback',
  };
}

function notReusable(detail: string): Result<never, AuthFailure> {
  return err(refused('NOT_REUSABLE', detail));
}

function refusalKey({ server, found, resource, requested }: ReuseNeed): string {
  return JSON.stringify([server.name, found.issuer, needKey({ resource, requested })]);
}
