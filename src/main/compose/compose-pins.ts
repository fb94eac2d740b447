import { sharedOwner } from '../../shared/domain/owner.ts';
import { followServers } from '../pins/follow-servers.ts';
import { createHeldNotices } from '../pins/held-notices.ts';
import { createPinDesk } from '../pins/pin-desk.ts';
import type { PinDesk } from '../pins/pin-desk.ts';
import { browsedOwner } from '../profiles/browsed-owner.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/**
 * What of each server apps may read, over the catalogs of whoever's connection they use; a person is
 * told of what is held back from the profile in use.
 */
export function composePins(
  parts: Basics & Pick<ComposedConnections, 'pool' | 'ownCatalogs'> & Pick<ComposedNews, 'notices'>,
  { pins, approvals, catalogs, summaries, handles, book, allServers }: Stores,
  { owned, inUse, registry }: ComposedServers,
): PinDesk {
  const { pool, ownCatalogs, notices, clock, logger } = parts;
  const ownerOf = browsedOwner(owned, summaries);
  const desk = createPinDesk({
    pins,
    ownerOf,
    catalog: (profileId, name) => catalogs.of(ownerOf(profileId, name)).get(name),
    version: (name) => {
      const state = pool.status(name);
      return state?.kind === 'ready' ? state.serverInfo.version : undefined;
    },
    inUse,
    profiles: () => book.profiles().all.map(({ id }) => id),
    hash: handles.hash,
  });
  followServers({
    servers: allServers,
    pins,
    approvals,
    owners: () => [sharedOwner, ...book.profiles().all.map(({ id }) => id)],
    now: () => clock.now(),
  });
  const told = createHeldNotices({
    held: (name) => desk.held(name),
    titleOf: (name) => registry.get(name)?.title,
    notices,
    now: () => clock.now(),
    logger,
  });
  ownCatalogs.onChange((name) => told.look(name));
  desk.onChange(() => told.lookAgain());
  // What only the other profile has of a server comes as a change of its catalog.
  registry.onSwitch(() => told.startOver());
  return desk;
}
