import { followLock } from '../host/late-lock.ts';
import { followVault } from '../host/follow-vault.ts';
import { followOutsideChanges } from '../host/outside-changes.ts';
import { keepDaily } from '../transfer/keep-daily.ts';
import { watchFolder } from '../node/documents/folder-watch.ts';
import { retryNotFound } from '../connections/retry-not-found.ts';
import { followOutside } from '../reconnection/follow-outside.ts';
import { followAgreements } from '../trust/follow-agreements.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';
import { completeFormerChange } from './lazy-moving.ts';

/**
 * Lets the rest of the app follow what is beyond it: sleep and network, the vault, files edited
 * outside, another Patchbay on the same folder, and the days that pass.
 */
export function followSurroundings(
  basics: Basics,
  stores: Stores,
  servers: ComposedServers,
  news: ComposedNews,
  connections: ComposedConnections,
  onFolderGranted: () => void,
): Disposable {
  const { folder, clock, logger, composition } = basics;
  const { vault, agreements, book } = stores;
  const { allServers } = servers;
  const { notices, events } = news;
  const { pool, signIns, userPath } = connections;
  const { outside } = composition;
  const now = () => clock.now();
  const following: readonly Disposable[] = [
    ...(outside === undefined
      ? []
      : [
          outside.onWake(() => signIns.retryNow()),
          outside.onNetwork((isOnline) => isOnline && signIns.retryNow()),
          followOutside(outside, pool),
        ]),
    keepDaily(clock, async () => ({ backups: await servers.backups.backups() }), logger),
    userPath.onLate(() => retryNotFound(pool, composition.settings.get().isPaused)),
    followVault(vault, { events, notices, pool, now }),
    followAgreements(vault, { agreements, pool }),
    followOutsideChanges({
      registry: allServers,
      book,
      notices,
      clock,
      watch: (onChange) =>
        watchFolder({ folder, names: ['servers.json', 'profiles.json'] }, onChange, {
          clock,
          logger,
        }),
    }),
  ];
  followLock({
    lock: stores.lock,
    complete: (held) => completeFormerChange({ folder, ...stores.openedUnder(held), logger }),
    rereads: [
      () => vault.reload(),
      () => agreements.load(),
      () => allServers.reload(),
      () => book.reload(),
    ],
    notices,
    granted: onFolderGranted,
    logger,
    now,
  });
  return { [Symbol.dispose]: () => following.forEach((one) => one[Symbol.dispose]()) };
}
