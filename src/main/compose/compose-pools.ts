import { homedir } from 'node:os';

import { createConnectWindows } from '../connections/connect-windows.ts';
import { createOwnerPools } from '../connections/owner-pools.ts';
import type { OwnerPools, OwnerPoolsDeps } from '../connections/owner-pools.ts';
import { createConnectionPool } from '../connections/pool.ts';
import type { SessionOpener } from '../sessions/session.ts';
import { userEnvironment } from '../node/processes/user-path.ts';
import type { UserPath } from '../node/processes/user-path.ts';
import { createLaunchResolver } from '../registry/launch-resolver.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** The pool of each owner, made with its own catalogs, log, memories and tokens when it is needed. */
export function composePools(
  basics: Basics,
  stores: Stores,
  { owned }: Pick<ComposedServers, 'owned'>,
  { logBook }: Pick<ComposedNews, 'logBook'>,
  {
    opener,
    userPath,
    untilKnown,
  }: Pick<OwnerPoolsDeps, 'untilKnown'> & {
    readonly opener: SessionOpener;
    readonly userPath: UserPath;
  },
): OwnerPools {
  const { settings, logger } = basics;
  const limits = { programs: settings.get().maxConcurrentConnects };
  const windowOf = createConnectWindows(limits, basics);
  return createOwnerPools({
    servers: owned,
    isPaused: settings.get().isPaused,
    untilKnown,
    logger,
    poolOf: (owner, { definitions, isPaused, users }) =>
      createConnectionPool({
        ...basics,
        definitions,
        windowOf,
        isPaused,
        opener: {
          open: (request, ...rest) => opener.open({ ...request, owner }, ...rest),
        },
        resolveLaunch: createLaunchResolver({
          definition: (name) => owned.asOwned(owner, name),
          secrets: stores.vault,
          agreements: stores.agreements,
          profileId: owner,
          homeFolder: homedir(),
          environment: () => userEnvironment(userPath),
          clock: basics.clock,
        }),
        catalogs: stores.catalogs.of(owner),
        log: {
          append: (name, line) => logBook.append(users(name), name, line),
          redact: (name, secrets) => logBook.redact(owner, name, secrets),
        },
        memories: stores.tracker.of(owner),
      }),
  });
}
