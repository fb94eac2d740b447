import type { ConnectionState } from '../../shared/domain/connection-state.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import type { OwnerPools } from '../connections/owner-pools.ts';
import type { ConnectionPool, StateListener } from '../connections/pool-ports.ts';
import type { ProfilePool } from '../connections/profile-pool.ts';
import type { Owners } from './owners.ts';
import type { ServersInUse, ProfileSwitch } from './servers-in-use.ts';
import { createEmitter } from '../kernel/emitter.ts';
import type { Logger } from '../kernel/logger.ts';

/** What the pool of the profile in use is over. */
export interface PoolInUseDeps {
  readonly pools: OwnerPools;
  readonly owners: Owners;
  readonly registry: Pick<ServersInUse, 'onSwitch'>;
  /** The profile in use. */
  readonly inUse: () => string;
  /** Runs a task as soon as the window shows what it was told so far. */
  readonly afterShown: (task: () => void) => void;
  readonly logger: Pick<Logger, 'error'>;
}

/**
 * The connections of whichever profile is in use. When another one is, what both use in the same way
 * goes on; what was the former's alone ends, unless an app still uses it; and what the next one wants
 * is begun after the window was told.
 */
export function createPoolInUse(deps: PoolInUseDeps): ConnectionPool {
  const { pools, inUse } = deps;
  const states = createEmitter<Parameters<StateListener>>(deps.logger, 'states');
  let lease = pools.serve(inUse(), 'window');
  const current = (): ProfilePool => pools.of(inUse());

  const following = [
    pools.onState((profileId, name, state) => {
      if (profileId === inUse()) states.emit(name, state);
    }),
    deps.registry.onSwitch((change) => {
      const { goesOn, tell } = followSwitch(change, deps);
      const next = pools.serve(change.to, 'window');
      lease[Symbol.dispose]();
      lease = next;
      tell((name, state) => states.emit(name, state));
      const pool = pools.of(change.to);
      deps.afterShown(() => goesOn.forEach((name) => pool.connect(name, 'launch')));
    }),
  ];

  return {
    status: (name) => current().status(name),
    statusAll: () => current().statusAll(),
    connect: (name, by) => current().connect(name, by),
    disconnect: (name) => current().disconnect(name),
    reinitialize: (name, signal) => current().reinitialize(name, signal),
    acquire: (name, signal) => current().acquire(name, signal),
    refreshCatalog: (name, signal) => current().refreshCatalog(name, signal),
    startAll: () => current().startAll(),
    setPaused: (isPaused) => pools.setPaused(isPaused),
    notify: (event, name) =>
      name === undefined ? pools.notify(event) : current().notify(event, name),
    drop: (name) => pools.drop(name),
    onState: (listener) => states.on(listener),
    async dispose() {
      following.forEach((one) => one[Symbol.dispose]());
      states.clear();
      await pools.dispose();
    },
  };
}

/** What is begun for the next profile, and what is told of its servers; asked before the switch. */
function followSwitch(
  { from, to, came, stayed }: ProfileSwitch,
  { pools, owners }: Pick<PoolInUseDeps, 'pools' | 'owners'>,
): { readonly goesOn: readonly string[]; readonly tell: (listener: StateListener) => void } {
  const former = pools.of(from);
  const next = pools.of(to);
  const states = new Map(stayed.map(({ after: { name } }) => [name, former.status(name)]));
  const ran = stayed.flatMap(({ before, after }) => {
    const { name } = after;
    const isOther = owners.ownerOf(from, name) !== owners.ownerOf(to, name);
    const isWanted = isOther ? wasInUse(states.get(name), after) : isTurnedOn(before, after);
    return isWanted ? [name] : [];
  });
  const begun = came.filter(startsByItself).map(({ name }) => name);
  return {
    goesOn: [...ran, ...begun],
    tell(listener) {
      for (const { name } of [...came, ...stayed.map(({ after }) => after)]) {
        const state = next.status(name);
        if (state !== undefined && state !== states.get(name)) listener(name, state);
      }
    },
  };
}

const isTurnedOn = (before: ServerDefinition, after: ServerDefinition): boolean =>
  !before.enabled && startsByItself(after);

/** Whether a server that ran, waited or failed for one profile is begun for another one. */
function wasInUse(state: ConnectionState | undefined, server: ServerDefinition): boolean {
  switch (state?.kind) {
    case undefined:
    case 'disabled':
    case 'signing-in':
      return startsByItself(server);
    case 'idle':
    case 'stopping':
      return false;
    default:
      return server.start !== 'manual';
  }
}
