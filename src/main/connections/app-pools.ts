import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { err } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Logger } from '../kernel/logger.ts';
import { createEmitter } from '../kernel/emitter.ts';
import { classifiedOf } from './classified.ts';
import type { ConnectableServer, LiveSession, Unavailable } from './connection-ports.ts';
import type { GivenToPool, Lane, OwnedServers } from './owner-pools.ts';
import type { OutsideEvent, OwnerPool } from './pool-ports.ts';

/** One app that is connected, for as long as it is; compared as an object. */
export interface AppUser {
  /** As its settings call it. */
  readonly app: string;
}

/** A connection that one app has for itself. */
export interface AppConnection {
  readonly app: string;
  readonly state: ConnectionState;
}

/** Where an app uses a server. */
export interface AppUse {
  readonly user: AppUser;
  readonly profileId: string;
  readonly name: string;
}

/**
 * Connections beside those everybody uses, e.g. one app's own to servers that run once for each. They begin with its
 * first use, and end when it has left, when its profile is not served any more, or when the server is
 * another, off, or shared again.
 */
export interface AppPools {
  /** Whether an app uses a server by a connection of its own. */
  isOwn(profileId: string, name: string): boolean;
  /** As `ConnectionPool.acquire`; `TOO_MANY_PROCESSES` when too many apps have one already. */
  acquire(use: AppUse, signal: AbortSignal): Promise<Result<LiveSession, Unavailable> | undefined>;
  /** An app has left: what was its own ends. */
  leave(user: AppUser): void;
  /** The connections apps have to a server as a profile has it. */
  of(profileId: string, name: string): readonly AppConnection[];
  notify(event: OutsideEvent): void;
  setPaused(isPaused: boolean): Promise<void>;
  /** Ends the connections of apps of profiles that are not among these. */
  keepServed(profileIds: readonly string[]): void;
  /** Ends those to a server, of one profile or of all; resolves when none lives. */
  drop(name: string, profileId?: string): Promise<void>;
  dispose(): Promise<void>;
}

/** What they are made with. */
export interface AppPoolsDeps {
  readonly servers: OwnedServers;
  readonly poolOf: (owner: string, given: GivenToPool) => OwnerPool;
  readonly lane: Lane;
  /** Which servers these connections are for. */
  readonly isFor: (server: ConnectableServer) => boolean;
  readonly isPaused: boolean;
  readonly untilKnown: () => Promise<void> | undefined;
  /** The state of the connection that the window uses. */
  readonly windowState: (profileId: string, name: string) => ConnectionState | undefined;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** How many apps may have a process of one server, and how many there may be in all. */
export const appConnectionLimits = { ofServer: 24, inAll: 64 } as const;

/** Creates them; whoever makes them disposes them. */
export function createAppPools(deps: AppPoolsDeps): AppPools {
  return new Pools(deps);
}

interface OwnPool {
  readonly user: AppUser;
  readonly profileId: string;
  readonly owner: string;
  readonly pool: OwnerPool;
  readonly changed: (name: string) => void;
}

const over: ReadonlySet<string | undefined> = new Set([undefined, 'disabled', 'idle']);
/** What only a person ends; the next use may find that one has. */
const stuck: ReadonlySet<string | undefined> = new Set([
  'failed',
  'needs-setup',
  'needs-sign-in',
  'cooling',
]);

class Pools implements AppPools {
  readonly #deps: AppPoolsDeps;
  readonly #pools = new Set<OwnPool>();
  readonly #ending = new Set<Promise<void>>();
  readonly #following: Disposable;
  #isPaused: boolean;
  #isOffline = false;
  #isDisposed = false;

  constructor(deps: AppPoolsDeps) {
    this.#deps = deps;
    this.#isPaused = deps.isPaused;
    this.#following = deps.servers.onChange(({ name }) => {
      for (const own of this.#pools) {
        for (const one of name === undefined ? own.pool.names() : [name])
          this.#reconsider(own, one);
      }
    });
  }

  isOwn(profileId: string, name: string): boolean {
    return this.#definition({ profileId, name }) !== undefined;
  }

  async acquire(
    use: AppUse,
    signal: AbortSignal,
  ): Promise<Result<LiveSession, Unavailable> | undefined> {
    await this.#deps.untilKnown();
    const { name } = use;
    if (this.#isDisposed || this.#definition(use) === undefined) return undefined;
    const { pool } = this.#poolOf(use);
    const state = pool.liveState(name);
    if (stuck.has(state?.kind) && this.#windowIsReady(use)) await pool.drop(name);
    if (over.has(state?.kind) && this.#isFull(name)) return err(this.#tooMany());
    return pool.acquire(name, signal);
  }

  leave(user: AppUser): void {
    this.#end((own) => own.user === user);
  }

  of(profileId: string, name: string): readonly AppConnection[] {
    return [...this.#pools].flatMap(({ user, pool, ...own }): readonly AppConnection[] => {
      const state = own.profileId === profileId ? pool.liveState(name) : undefined;
      return state === undefined || over.has(state.kind) ? [] : [{ app: user.app, state }];
    });
  }

  notify(event: OutsideEvent): void {
    if (event.kind === 'network-lost') this.#isOffline = true;
    if (event.kind === 'network-back') this.#isOffline = false;
    for (const { pool } of this.#pools) pool.notify(event);
  }

  async setPaused(isPaused: boolean): Promise<void> {
    this.#isPaused = isPaused;
    await Promise.all([...this.#pools].map(({ pool }) => pool.setPaused(isPaused)));
  }

  keepServed(profileIds: readonly string[]): void {
    this.#end(({ profileId }) => !profileIds.includes(profileId));
  }

  async drop(name: string, profileId?: string): Promise<void> {
    const meant = [...this.#pools].filter(
      (own) => profileId === undefined || own.profileId === profileId,
    );
    await Promise.all(meant.map(({ pool }) => pool.drop(name)));
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#following[Symbol.dispose]();
    this.#end(() => true);
    await Promise.all(this.#ending);
  }

  #end(isMeant: (own: OwnPool) => boolean): void {
    for (const own of [...this.#pools].filter(isMeant)) {
      this.#pools.delete(own);
      const ending = own.pool.dispose().finally(() => this.#ending.delete(ending));
      this.#ending.add(ending);
    }
  }

  /** A server whose owner is another by now, or that is shared again, has no place here any more. */
  #reconsider(own: OwnPool, name: string): void {
    own.changed(name);
    if (stuck.has(own.pool.liveState(name)?.kind)) void own.pool.drop(name);
  }

  #poolOf({ user, profileId, name }: AppUse): OwnPool {
    const owner = this.#deps.servers.ownerOf(profileId, name);
    const known = [...this.#pools].find(
      (own) => own.user === user && own.profileId === profileId && own.owner === owner,
    );
    if (known !== undefined) return known;
    const changes = createEmitter<[string]>(this.#deps.logger, 'servers');
    const pool = this.#deps.poolOf(owner, {
      definitions: {
        get: (one) => this.#definition({ profileId, name: one }, owner),
        // Nothing starts by itself for an app.
        list: () => [],
        onChange: (listener) => changes.on(listener),
      },
      isPaused: this.#isPaused,
      users: () => [profileId],
      lane: this.#deps.lane,
    });
    if (this.#isOffline) pool.notify({ kind: 'network-lost' });
    const own = { user, profileId, owner, pool, changed: (one: string) => changes.emit(one) };
    this.#pools.add(own);
    return own;
  }

  #definition(
    { profileId, name }: Pick<AppUse, 'profileId' | 'name'>,
    owner?: string,
  ): ConnectableServer | undefined {
    const { servers } = this.#deps;
    const server = servers.get(profileId, name);
    if (server === undefined || !this.#deps.isFor(server)) return undefined;
    if (owner !== undefined && servers.ownerOf(profileId, name) !== owner) return undefined;
    // A click at the window starts it for all.
    const isStarted = server.start === 'manual' && this.#windowIsReady({ profileId, name });
    return isStarted ? { ...server, start: 'on-demand' } : server;
  }

  #windowIsReady({ profileId, name }: Pick<AppUse, 'profileId' | 'name'>): boolean {
    return this.#deps.windowState(profileId, name)?.kind === 'ready';
  }

  #isFull(name: string): boolean {
    const { ofServer, inAll } = appConnectionLimits;
    const live = [...this.#pools].flatMap(({ pool }) =>
      pool.names().filter((one) => !over.has(pool.liveState(one)?.kind)),
    );
    return live.length >= inAll || live.filter((one) => one === name).length >= ofServer;
  }

  #tooMany(): Unavailable {
    const detail = 'Too many apps have a process of their own. One of them has to be closed first.';
    const verdict = { kind: 'give-up' } as const;
    const { failure } = classifiedOf(
      { code: 'TOO_MANY_PROCESSES', verdict, action: 'retry', detail },
      this.#deps.clock.now(),
    );
    return { state: { kind: 'idle' }, failure };
  }
}
