import { healthIn, stateOf } from '../../../../shared/domain/snapshot-health.ts';
import { showServer } from '../../host/ui-store.ts';
import { ServerTile } from '../../parts/servers/server-tile.tsx';
import type { EntryDeps } from './action-entries.ts';
import type { PaletteEntry } from './entry.ts';

/** Every server, by title and name; choosing one opens it. */
export function serverEntries({
  parts: { ui },
  snapshot,
  say,
}: EntryDeps): readonly PaletteEntry[] {
  const nowMs = Date.now();
  return snapshot.servers.map((server) => ({
    id: `server:${server.name}`,
    group: 'servers',
    label: server.title,
    words: server.name,
    // What people look for most.
    weight: 2,
    // Told only for the few that are shown.
    get detail() {
      return say(healthIn(snapshot, server, nowMs).sentence);
    },
    icon: { tile: <ServerTile server={server} state={stateOf(snapshot, server.name).kind} /> },
    run: () => showServer(ui, server.name),
  }));
}
