import type { ProfileStateListener } from './profile-state-listener.ts';
import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { Logger } from '../kernel/logger.ts';
import type { ConnectableServer, ServerDefinitions } from './connection-ports.ts';
import { createProfilePool } from './profile-pool.ts';
import type { ProfilePool } from './profile-pool.ts';
import type { ConnectionPool, OutsideEvent, OwnerPool } from './pool-ports.ts';
import { ServedProfiles } from './served-profiles.ts';
import type { MovedProfile, ServedBy } from './served-profiles.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Emitter } from '../kernel/emitter.ts';

/** What has become another about a server, or about all where no name is given. */
export interface OwnedChange {
  readonly name?: string;
  /** Of a sign-in, whoever knows of it says what follows. */
  readonly cause: 'settings' | 'sign-in';
}

/** Servers as each profile has them, and whose connection each of them uses. */
export interface OwnedServers {
  get(profileId: string, name: string): ConnectableServer | undefined;
  list(profileId: string): readonly ConnectableServer[];
  /** The owner of the connection a profile uses. */
  ownerOf(profileId: string, name: string): string;
  /** Whether there is such a server at all. */
  has(name: string): boolean;
  onChange(listener: (change: OwnedChange) => void): Disposable;
}

/**
 * The connections of every profile that is served. A server that is the same for several of them runs
 * once; what is a profile's own runs for it alone, and only as long as it is served.
 */
export interface OwnerPools {
  /** The servers as a profile has them. Nothing connects for it unless it is served. */
  of(profileId: string): ProfilePool;
  /** Serves a profile until it is disposed as often as it was served; then what nobody uses ends. */
  serve(profileId: string, by: ServedBy): Disposable;
  /** Profiles that are served now. */
  served(): readonly string[];
  onState(listener: ProfileStateListener): Disposable;
  /** Tells every connection that uses the network, or all, about a fact from outside. */
  notify(event: OutsideEvent): void;
  /** Paused, only a person's wish begins a connection; resumed, all that was there comes back. */
  setPaused(isPaused: boolean): Promise<void>;
  /** Ends and forgets the connections of a server, whoever has one; resolves when none lives. */
  drop(name: string): Promise<void>;
  /** Ends everything for good; resolves when nothing lives any more. */
  dispose(): Promise<void>;
}

/**
 * A second connection beside everybody's: that of one app alone, or the one in the legacy era for apps
 * of that era, at a server that speaks both.
 */
export type Lane = 'one-app' | 'legacy-apps';

/** What an owner's pool is over. */
export interface GivenToPool {
  readonly definitions: ServerDefinitions;
  readonly isPaused: boolean;
  /** The served profiles that use the owner's connection to a server. */
  readonly users: (name: string) => readonly string[];
  /** Whom it is for, where that is not everybody who uses the server as the owner has it. */
  readonly lane?: Lane;
}

/** What pools of owners are made with. */
export interface OwnerPoolsDeps {
  readonly servers: OwnedServers;
  readonly poolOf: (owner: string, given: GivenToPool) => OwnerPool;
  readonly isPaused: boolean;
  /** Resolves when it is known who is signed in; undefined once it is. Nothing connects before. */
  readonly untilKnown: () => Promise<void> | undefined;
  readonly logger: Logger;
}

/** Creates them; whoever makes them disposes them. */
export function createOwnerPools(deps: OwnerPoolsDeps): OwnerPools {
  return new Pools(deps);
}

interface Owned {
  readonly pool: OwnerPool;
  readonly changed: (name: string) => void;
}

class Pools implements OwnerPools {
  readonly #deps: OwnerPoolsDeps;
  readonly #pools = new Map<string, Owned>();
  readonly #served = new ServedProfiles();
  readonly #views = new Map<string, ProfilePool>();
  readonly #states: Emitter<Parameters<ProfileStateListener>>;
  readonly #following: Disposable;
  #isPaused: boolean;
  #isOffline = false;
  #isDisposed = false;

  constructor(deps: OwnerPoolsDeps) {
    this.#deps = deps;
    this.#states = createEmitter(deps.logger, 'states');
    this.#isPaused = deps.isPaused;
    this.#following = deps.servers.onChange((change) => this.#onChange(change));
  }

  of(profileId: string): ProfilePool {
    const view =
      this.#views.get(profileId) ??
      createProfilePool({
        profileId,
        servers: this.#deps.servers,
        untilKnown: this.#deps.untilKnown,
        peek: (name) => this.#pools.get(this.#ownerOf(profileId, name))?.pool,
        use: (name) => this.#use(profileId, name),
        onState: (listener) => this.onState(listener),
      });
    this.#views.set(profileId, view);
    return view;
  }

  serve(profileId: string, by: ServedBy): Disposable {
    const begun = this.#served.begin(profileId, by);
    if (begun === 'first') this.#noteAll(profileId);
    // Each call of an app serves its profile once more, which changes nothing for any server.
    if (begun !== 'more') this.#reconsiderAll();
    let isOver = false;
    return {
      [Symbol.dispose]: () => {
        if (isOver) return;
        isOver = true;
        if (this.#served.end(profileId, by)) this.#reconsiderAll();
      },
    };
  }

  served(): readonly string[] {
    return this.#served.ids();
  }

  onState(listener: ProfileStateListener): Disposable {
    return this.#states.on(listener);
  }

  notify(event: OutsideEvent): void {
    if (event.kind === 'network-lost') this.#isOffline = true;
    if (event.kind === 'network-back') this.#isOffline = false;
    for (const { pool } of this.#pools.values()) pool.notify(event);
  }

  async setPaused(isPaused: boolean): Promise<void> {
    this.#isPaused = isPaused;
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.setPaused(isPaused)));
  }

  async drop(name: string): Promise<void> {
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.drop(name)));
  }

  async dispose(): Promise<void> {
    this.#isDisposed = true;
    this.#following[Symbol.dispose]();
    await Promise.all([...this.#pools.values()].map(({ pool }) => pool.dispose()));
    this.#states.clear();
  }

  #ownerOf(profileId: string, name: string): string {
    return this.#deps.servers.ownerOf(profileId, name);
  }

  /** The pool to use a server of a served profile in; undefined where it is not served. */
  #use(profileId: string, name: string): ConnectionPool | undefined {
    if (this.#isDisposed) return undefined;
    const owner = this.#ownerOf(profileId, name);
    if (!this.#served.noteUse(profileId, name, owner)) return undefined;
    return this.#owned(owner).pool;
  }

  #owned(owner: string): Owned {
    const known = this.#pools.get(owner);
    if (known !== undefined) return known;
    const changes = createEmitter<[string]>(this.#deps.logger, 'servers');
    const definitions: ServerDefinitions = {
      get: (name) => this.#definition(owner, name),
      list: () => this.#startedBy(owner),
      onChange: (listener) => changes.on(listener),
    };
    const pool = this.#deps.poolOf(owner, {
      definitions,
      isPaused: this.#isPaused,
      users: (name) => this.#usersOf(owner, name),
    });
    if (this.#isOffline) pool.notify({ kind: 'network-lost' });
    const owned = { pool, changed: (name: string) => changes.emit(name) };
    this.#pools.set(owner, owned);
    pool.onState((name) => this.#tellAll(name));
    return owned;
  }

  /** A server as the profiles have it that use this owner's connection: on if it is for one of them. */
  #definition(owner: string, name: string): ConnectableServer | undefined {
    const users = this.#usersOf(owner, name);
    const seen = users.flatMap((profileId) => this.#deps.servers.get(profileId, name) ?? []);
    return seen.find(({ enabled }) => enabled) ?? seen[0];
  }

  #usersOf(owner: string, name: string): readonly string[] {
    const { servers } = this.#deps;
    return this.#served
      .ids()
      .filter((id) => servers.get(id, name) !== undefined && this.#ownerOf(id, name) === owner);
  }

  #startedBy(owner: string): readonly ConnectableServer[] {
    const { servers } = this.#deps;
    const all = this.#served
      .atWindow()
      .flatMap((id) => servers.list(id).filter(({ name }) => this.#ownerOf(id, name) === owner));
    return [...new Map(all.map((server) => [server.name, server])).values()];
  }

  #onChange({ name, cause }: OwnedChange): void {
    if (name === undefined) {
      for (const one of this.#known()) this.#onChange({ name: one, cause });
      return;
    }
    const moved = this.#served.moved(
      name,
      (profileId) => this.#ownerOf(profileId, name),
      (owner) => this.#pools.has(owner),
    );
    if (cause === 'sign-in') moved.forEach((one) => this.#takeAlong(name, one));
    // Whoever changes what a server that is in use gets wants to see it work.
    const busy = cause === 'settings' ? moved.filter(({ from }) => this.#isBusy(from, name)) : [];
    for (const owned of this.#pools.values()) this.#reconsider(name, owned, true);
    for (const { profileId } of busy) this.#use(profileId, name)?.connect(name, 'user');
    this.#tellAll(name);
  }

  /** A profile that begins to sign in goes on where the connection it has used stands. */
  #takeAlong(name: string, { from, to }: MovedProfile): void {
    const situation = this.#pools.get(from)?.pool.beforeSignIn(name);
    if (situation !== undefined) this.#owned(to).pool.take(name, situation);
  }

  #isBusy(owner: string, name: string): boolean {
    return !atRest.has(this.#pools.get(owner)?.pool.liveState(name)?.kind);
  }

  /** Servers that served profiles have or had, and those of which there is a connection. */
  #known(): ReadonlySet<string> {
    const names = [...this.#pools.values()].flatMap(({ pool }) => pool.names());
    names.push(...this.#served.namesTold());
    for (const profileId of this.#served.ids()) {
      for (const { name } of this.#deps.servers.list(profileId)) names.push(name);
    }
    return new Set(names);
  }

  /** Whoever begins with a profile asks for its states; only what changes is told. */
  #noteAll(profileId: string): void {
    for (const [name, state] of Object.entries(this.of(profileId).statusAll())) {
      this.#served.note(profileId, name, state);
    }
  }

  #reconsiderAll(): void {
    const names = this.#known();
    for (const name of names) {
      for (const owned of this.#pools.values()) this.#reconsider(name, owned, false);
    }
    for (const name of names) this.#tellAll(name);
  }

  #reconsider(name: string, { pool, changed }: Owned, isChanged: boolean): void {
    const isUnused = pool.status(name) === undefined;
    // What is remembered of a server that only nobody uses any more stays.
    if (isUnused && this.#deps.servers.has(name)) return void pool.drop(name);
    if (isChanged || isUnused) changed(name);
    else pool.reread(name);
  }

  #tellAll(name: string): void {
    for (const profileId of this.#served.ids()) {
      const state = this.of(profileId).status(name);
      const isNews = this.#served.isNews(profileId, name, state);
      if (isNews && state !== undefined) this.#states.emit(profileId, name, state);
    }
  }
}

const atRest: ReadonlySet<ConnectionState['kind'] | undefined> = new Set([
  undefined,
  'disabled',
  'idle',
  'stopping',
  'signing-in',
] as const);
