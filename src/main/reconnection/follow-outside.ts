import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { OutsideFacts } from '../kernel/outside-facts.ts';

/** Tells a pool about the facts from outside until it is disposed. */
export function followOutside(
  outside: OutsideFacts,
  pool: Pick<ConnectionPool, 'notify'>,
): Disposable {
  const tellNetwork = (isOnline: boolean) =>
    pool.notify({ kind: isOnline ? 'network-back' : 'network-lost' });
  if (!outside.isOnline()) tellNetwork(false);
  const subscriptions = [
    outside.onNetwork(tellNetwork),
    outside.onWake(() => pool.notify({ kind: 'wake' })),
  ];
  return {
    [Symbol.dispose]() {
      for (const subscription of subscriptions) subscription[Symbol.dispose]();
    },
  };
}
