import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import { err } from '../../shared/util/result.ts';
import type { ConnectableServer } from './connection-ports.ts';
import type { ProfileStateListener } from './profile-state-listener.ts';
import type { ConnectionPool, OutsideEvent, StateListener } from './pool-ports.ts';
import { failureOf } from './state-line.ts';

/** The connections as one profile has them, whoever shares them. */
export interface ProfilePool extends Pick<
  ConnectionPool,
  | 'status'
  | 'statusAll'
  | 'connect'
  | 'disconnect'
  | 'reinitialize'
  | 'acquire'
  | 'refreshCatalog'
  | 'startAll'
  | 'onState'
> {
  /** Tells the connection of a server about a fact from outside. */
  notify(event: OutsideEvent, name: string): void;
}

/** What the pool of a profile is over. */
export interface ProfilePoolDeps {
  readonly profileId: string;
  readonly servers: {
    get(profileId: string, name: string): ConnectableServer | undefined;
    list(profileId: string): readonly ConnectableServer[];
  };
  /** Resolves when it is known who is signed in; undefined once it is. */
  readonly untilKnown: () => Promise<void> | undefined;
  /** The pool a server's connection is in, if there is one already. */
  readonly peek: (name: string) => ConnectionPool | undefined;
  /** The same, made when it is missing; undefined while the profile is not served. */
  readonly use: (name: string) => ConnectionPool | undefined;
  readonly onState: (listener: ProfileStateListener) => Disposable;
}

/** The pool of a profile: what is off for it is off, though others may use its connection. */
export function createProfilePool(deps: ProfilePoolDeps): ProfilePool {
  const { profileId, servers, peek, untilKnown } = deps;

  const status = (name: string): ConnectionState | undefined => {
    const server = servers.get(profileId, name);
    if (server === undefined) return undefined;
    const state = peek(name)?.status(name);
    if (server.enabled) return state ?? { kind: 'idle' };
    return state?.kind === 'stopping' ? state : { kind: 'disabled' };
  };

  /** The pool to use a server in; undefined where it is off for this profile or unknown to it. */
  const usable = (name: string): ConnectionPool | undefined =>
    servers.get(profileId, name)?.enabled === true ? deps.use(name) : undefined;

  const connect: ProfilePool['connect'] = (name, by) => {
    const reading = untilKnown();
    if (reading === undefined) usable(name)?.connect(name, by);
    // Whose connection it is shows only then.
    else void reading.then(() => usable(name)?.connect(name, by));
    return status(name);
  };

  return {
    status,
    statusAll() {
      const states = servers
        .list(profileId)
        .flatMap(({ name }): (readonly [string, ConnectionState])[] => {
          const state = status(name);
          return state === undefined ? [] : [[name, state]];
        });
      return Object.fromEntries(states);
    },
    connect,
    async disconnect(name) {
      await usable(name)?.disconnect(name);
      return status(name);
    },
    async reinitialize(name, signal) {
      await untilKnown();
      await usable(name)?.reinitialize(name, signal);
      return status(name);
    },
    async acquire(name, signal) {
      await untilKnown();
      const pool = usable(name);
      if (pool !== undefined) return pool.acquire(name, signal);
      const state = status(name);
      return state && err({ state, failure: failureOf(state) });
    },
    async refreshCatalog(name, signal) {
      await untilKnown();
      const pool = usable(name);
      if (pool !== undefined) return pool.refreshCatalog(name, signal);
      const state = status(name);
      return state && err({ kind: 'unavailable', unavailable: { state, failure: null } });
    },
    startAll() {
      for (const server of servers.list(profileId)) {
        if (startsByItself(server)) connect(server.name, 'launch');
      }
    },
    notify: (event, name) => usable(name)?.notify(event, name),
    onState: (listener: StateListener) =>
      deps.onState((id, name, state) => {
        if (id === profileId) listener(name, state);
      }),
  };
}
