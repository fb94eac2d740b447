import { homedir } from 'node:os';

import { runsForEachApp } from '../../shared/domain/runs-for-each-app.ts';
import { createAppPools } from '../connections/app-pools.ts';
import type { AppPools } from '../connections/app-pools.ts';
import { createConnectWindows } from '../connections/connect-windows.ts';
import { createOwnerPools } from '../connections/owner-pools.ts';
import type { OwnerPools, OwnerPoolsDeps } from '../connections/owner-pools.ts';
import { createConnectionPool } from '../connections/pool.ts';
import { hasBothEras } from '../connections/era-match.ts';
import { laneLaunch } from '../connections/lane-launch.ts';
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
  /** Those in the legacy era, for apps of that era, at servers that speak both. */
  readonly legacy: AppPools;
}

/** The pool of each owner, made with its own catalogs, log, memories and tokens when it is needed. */
export function composePools(
  basics: Basics,
  stores: Stores,
  { owned }: Pick<ComposedServers, 'owned'>,
  { logBook }: Pick<ComposedNews, 'logBook'>,
  { untilKnown, ...opening }: Pick<OwnerPoolsDeps, 'untilKnown'> & Opening,
): ComposedPools {
  const { settings, logger, clock } = basics;
  const poolOf = composePoolOf(basics, stores, { ...opening, owned, logBook });
  const common = {
    ...{ servers: owned, poolOf, untilKnown, logger },
    isPaused: settings.get().isPaused,
  };
  const pools = createOwnerPools(common);
  const beside = {
    ...common,
    clock,
    windowState: (profileId: string, name: string) => pools.of(profileId).status(name),
  };
  const apps = createAppPools({ ...beside, lane: 'one-app', isFor: runsForEachApp });
  const legacy = createAppPools({ ...beside, lane: 'legacy-apps', isFor: hasBothEras });
  return { pools: withAppPools(withAppPools(pools, apps), legacy), apps, legacy };
}

interface Opening {
  readonly opener: SessionOpener;
  readonly userPath: UserPath;
}

/** The pool of one owner, or of one app of an owner. */
function composePoolOf(
  basics: Basics,
  stores: Stores,
  {
    opener,
    userPath,
    owned,
    logBook,
  }: Opening & Pick<ComposedServers, 'owned'> & Pick<ComposedNews, 'logBook'>,
): OwnerPoolsDeps['poolOf'] {
  const { settings, clock } = basics;
  const limits = { programs: settings.get().maxConcurrentConnects };
  const windowOf = createConnectWindows(limits, basics);
  return (owner, { definitions, isPaused, users, lane }) => {
    // What a second connection meets is known of the first.
    const isSecond = lane === 'legacy-apps';
    const resolve = createLaunchResolver({
      definition: (name) => owned.asOwned(owner, name),
      secrets: stores.vault,
      agreements: stores.agreements,
      profileId: owner,
      homeFolder: homedir(),
      environment: () => userEnvironment(userPath),
      clock,
    });
    return createConnectionPool({
      ...basics,
      definitions,
      windowOf,
      isPaused,
      opener: {
        open: (request, ...rest) =>
          opener.open({ ...request, owner, hasOneCaller: lane === 'one-app' }, ...rest),
      },
      resolveLaunch: laneLaunch(lane, resolve),
      catalogs: isSecond ? nowhere : stores.catalogs.of(owner),
      log: {
        append: (name, line) => isSecond || logBook.append(users(name), name, line),
        redact: (name, secrets) => logBook.redact(owner, name, secrets),
      },
      // An app's troubles are not those of everybody.
      ...(lane === undefined && { memories: stores.tracker.of(owner) }),
    });
  };
}

const nowhere = { put: () => undefined, peek: () => undefined };
