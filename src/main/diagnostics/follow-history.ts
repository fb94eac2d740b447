import type { StateHistory } from '../activity/state-history.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { ServersInUse } from '../profiles/servers-in-use.ts';

/**
 * Writes down what the servers of the profile in use go through, until it is disposed. A profile that
 * is not in use any more has a gap from then on; the next one begins with its states of that moment.
 */
export function followHistory({
  history,
  registry,
  pool,
  inUse,
}: {
  readonly history: Pick<StateHistory, 'record' | 'resume' | 'changeOwner'>;
  readonly registry: Pick<ServersInUse, 'list' | 'onChange' | 'onSwitch'>;
  readonly pool: Pick<ConnectionPool, 'status' | 'onState'>;
  /** The profile in use. */
  readonly inUse: () => string;
}): Disposable {
  const stateOf = (name: string) => pool.status(name) ?? ({ kind: 'idle' } as const);
  history.resume(inUse(), stateOf);
  /** Whose servers are known to have been told of. */
  let owner = inUse();
  const following = [
    pool.onState((name, state) => history.record(inUse(), name, state)),
    registry.onChange(({ kind, server }) => {
      // Its connection ends without a word when the profile may not use it any more. What goes because
      // another profile came is nothing that one has been through.
      if (kind === 'removed' && inUse() === owner) {
        history.record(owner, server.name, { kind: 'idle' });
      }
    }),
    registry.onSwitch(({ from, to }) => {
      history.changeOwner(from);
      owner = to;
      for (const { name } of registry.list()) history.record(to, name, stateOf(name));
    }),
  ];
  return { [Symbol.dispose]: () => following.forEach((one) => one[Symbol.dispose]()) };
}
