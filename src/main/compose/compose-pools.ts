import { homedir } from 'node:os';

import { createAppPools } from '../connections/app-pools.ts';
import type { AppPools } from '../connections/app-pools.ts';
import { createConnectWindows } from '../connections/connect-windows.ts';
import { createOwnerPools } from '../connections/owner-pools.ts';
import type { OwnerPools, OwnerPoolsDeps } from '../connections/owner-pools.ts';
import { createConnectionPool } from '../connections/pool.ts';
import { restingSoon } from '../connections/resting-soon.ts';
import { withAppPools } from '../connections/with-app-pools.ts';
import type { SessionOpener } from '../sessions/session.ts';
import { userEnvironment } from '../node/processes/user-path.ts';
import type { UserPath } from '../node/processes/user-path.ts';
import { createLaunchResolver } from '../registry/launch-resolver.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** The connections of profiles, and among them those that apps have for themselves. */
export interface ComposedPools {
  readonly pools: OwnerPools;
  readonly apps: AppPools;
}

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
): ComposedPools {
  const { settings, logger, clock } = basics;
  const limits = { programs: settings.get().maxConcurrentConnects };
  const windowOf = createConnectWindows(limits, basics);
  const poolOf: OwnerPoolsDeps['poolOf'] = (owner, given) => {
    const { definitions, isPaused, users, isForApp = false } = given;
    return createConnectionPool({
      ...basics,
      definitions,
      windowOf,
      isPaused,
      opener: {
        open: (request, ...rest) =>
          opener.open({ ...request, owner, hasOneCaller: isForApp }, ...rest),
      },
      resolveLaunch: restingSoon(
        isForApp,
        createLaunchResolver({
          definition: (name) => owned.asOwned(owner, name),
          secrets: stores.vault,
          agreements: stores.agreements,
          profileId: owner,
          homeFolder: homedir(),
          environment: () => userEnvironment(userPath),
          clock,
        }),
      ),
      catalogs: stores.catalogs.of(owner),
      log: {
        append: (name, line) => logBook.append(users(name), name, line),
        redact: (name, secrets) => logBook.redact(owner, name, secrets),
      },
      // An app's troubles are not those of everybody.
      ...(!isForApp && { memories: stores.tracker.of(owner) }),
    });
  };
  const common = {
    ...{ servers: owned, poolOf, untilKnown, logger },
    isPaused: settings.get().isPaused,
  };
  const pools = createOwnerPools(common);
  const apps = createAppPools({
    ...common,
    clock,
    windowState: (profileId, name) => pools.of(profileId).status(name),
  });
  return { pools: withAppPools(pools, apps), apps };
}
