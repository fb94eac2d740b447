import type { ConnectionState } from '../../shared/domain/connection-state.ts';

/** Names of the connections that are, or try to be, or wait to be; also those that failed. */
export function busyAmong(
  connections: ReadonlyMap<string, { readonly state: ConnectionState }>,
): string[] {
  const busy = [...connections].filter(
    ([, { state }]) => state.kind !== 'idle' && state.kind !== 'disabled',
  );
  return busy.map(([name]) => name);
}
