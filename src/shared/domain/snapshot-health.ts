import type { ConnectionState } from './connection-state.ts';
import type { Snapshot } from './events.ts';
import { healthOf, overallHealth } from './health.ts';
import type { Health, OverallHealth } from './health.ts';
import type { ServerView } from './server.ts';
import { own } from '../util/own.ts';

const idle: ConnectionState = { kind: 'idle' };

/** The state of a server; one that main has not told yet counts as not connected. */
export function stateOf(snapshot: Pick<Snapshot, 'states'>, name: string): ConnectionState {
  return own(snapshot.states, name) ?? idle;
}

/** How a server of the snapshot is; see {@link healthOf} for `nowMs`. */
export function healthIn(snapshot: Snapshot, server: ServerView, nowMs: number | null): Health {
  return healthOf({
    server,
    state: stateOf(snapshot, server.name),
    summary: own(snapshot.catalogs, server.name),
    nowMs,
    isPaused: snapshot.settings.isPaused,
  });
}

/** How all servers of the snapshot are together; without a snapshot as if there were none. */
export function overallHealthIn(snapshot: Snapshot | null): OverallHealth {
  if (snapshot === null) return overallHealth([], false);
  const states = snapshot.servers.map(({ name }) => stateOf(snapshot, name));
  return overallHealth(states, snapshot.settings.isPaused);
}
