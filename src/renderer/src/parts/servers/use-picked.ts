import { useMemo } from 'react';

import { stateOf } from '../../../../shared/domain/snapshot-health.ts';
import type { ConnectionState } from '../../../../shared/domain/connection-state.ts';
import { serversInOrder } from '../../../../shared/domain/server-order.ts';
import type { ServerView } from '../../../../shared/domain/server.ts';
import { useMirror, useUi } from '../../host/window-context.tsx';

/** A server that is picked together with others. */
export interface PickedServer {
  readonly server: ServerView;
  readonly state: ConnectionState;
}

/** The servers picked together that are still there; none while only one is selected. */
export function usePicked(): readonly PickedServer[] {
  return useKnown(useUi(({ picked }) => picked.names));
}

/** Servers by their names, as far as they are there. */
export function useKnown(names: readonly string[]): readonly PickedServer[] {
  const { servers, states } = useMirror(({ snapshot }) => ({
    servers: names.length === 0 ? undefined : snapshot?.servers,
    states: names.length === 0 ? undefined : snapshot?.states,
  }));
  return useMemo(() => {
    const wanted = new Set(names);
    return serversInOrder(servers ?? [])
      .filter(({ name }) => wanted.has(name))
      .map((server) => ({ server, state: stateOf({ states: states ?? {} }, server.name) }));
  }, [names, servers, states]);
}
