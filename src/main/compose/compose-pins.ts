import { createPinDesk } from '../pins/pin-desk.ts';
import type { PinDesk } from '../pins/pin-desk.ts';
import { browsedOwner } from '../profiles/browsed-owner.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';

/** What of each server apps may read, over the catalogs of whoever's connection they use. */
export function composePins(
  { pins, catalogs, summaries, handles }: Stores,
  { owned, inUse }: ComposedServers,
  { pool }: Pick<ComposedConnections, 'pool'>,
): PinDesk {
  const ownerOf = browsedOwner(owned, summaries);
  return createPinDesk({
    pins,
    ownerOf,
    catalog: (profileId, name) => catalogs.of(ownerOf(profileId, name)).get(name),
    version: (name) => {
      const state = pool.status(name);
      return state?.kind === 'ready' ? state.serverInfo.version : undefined;
    },
    inUse,
    hash: handles.hash,
  });
}
