import { join } from 'node:path';

import type { ServerDefinition } from '../../shared/domain/server.ts';
import type { AppPools } from '../connections/app-pools.ts';
import type { OwnerPools } from '../connections/owner-pools.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import { createLazyJudge } from '../node/judge/lazy-judge.ts';
import type { Network } from '../node/network/network.ts';
import { createSystemRoster } from '../node/orphans/system-roster.ts';
import { createLazySessionOpener } from '../node/sdk/lazy-session-opener.ts';
import { withSystemNetwork } from '../node/network/program-network.ts';
import { createUserPath } from '../node/processes/user-path.ts';
import type { UserPath } from '../node/processes/user-path.ts';
import type { GrantName } from '../oauth/oauth-ports.ts';
import { createCatalogsInUse } from '../profiles/catalogs-in-use.ts';
import type { ProfileCatalogs } from '../profiles/catalogs-in-use.ts';
import { createPoolInUse } from '../profiles/pool-in-use.ts';
import { createSignInsInUse } from '../profiles/sign-ins-in-use.ts';
import { checkedQuestions } from '../elicitation/answer-question.ts';
import { createElicitationQueue } from '../elicitation/elicitation-queue.ts';
import type { ElicitationQueue } from '../elicitation/elicitation-queue.ts';
import { createAuthorizeServer } from '../sign-in/authorize-server.ts';
import type { ProfileSignIns, SignIns } from '../sign-in/sign-ins-port.ts';
import { createSignIns } from '../sign-in/sign-ins.ts';
import { composeNetwork } from './compose-network.ts';
import type { ComposedNews } from './compose-news.ts';
import { composePools } from './compose-pools.ts';
import type { ComposedServers } from './compose-servers.ts';
import { composeLazyOAuth, protectedServers } from './compose-sign-ins.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';
import { createEarlierSignIns } from '../sign-in/earlier-sign-ins.ts';

/** What leads to the servers, and what that runs on. */
export interface ComposedConnections {
  /** Those of every profile that is served. */
  readonly pools: OwnerPools;
  /** Those that apps have for themselves. */
  readonly apps: AppPools;
  /** Those in the legacy era, for apps of that era. */
  readonly legacy: AppPools;
  /** Those of the profile in use. */
  readonly pool: ConnectionPool;
  readonly signIns: SignIns;
  /** Those of the profile in use. */
  readonly ownSignIns: ProfileSignIns & Disposable;
  /** Those the profile in use may browse. */
  readonly ownCatalogs: ProfileCatalogs & Disposable;
  readonly questions: ElicitationQueue;
  readonly judge: ReturnType<typeof createLazyJudge>;
  readonly network: Network;
  /** Programs that were started here, and those of runs that died. */
  readonly children: ReturnType<typeof createSystemRoster>;
  readonly userPath: UserPath;
}

/** How long a window has to show what it was told before programs are started for it, ms. */
const shownWithinMs = 50;

/** Puts connections and sign-ins together; nothing is started or contacted. */
export function composeConnections(
  basics: Basics,
  stores: Stores,
  servers: ComposedServers,
  news: ComposedNews,
): ComposedConnections {
  const { composition, folder, clock, random, logger } = basics;
  const { registry, owned, owners, signedIn, inUse } = servers;
  const children = createSystemRoster({ folder: join(folder, 'running'), clock, logger });
  const { systemProxy } = composition;
  const userPath = withSystemNetwork({ userPath: createUserPath(), systemProxy });
  const judge = createLazyJudge();
  const network = composeNetwork({ ...basics, systemProxy, addNotice: news.notices.add });
  const questions = createElicitationQueue({
    clock,
    random,
    logger,
    judge,
    openPage: (url) => composition.signIn.browser.open(url),
  });
  const definition = ({ owner, serverName }: GrantName) => owned.asOwned(owner, serverName);
  const { oauth, opener } = composeSessions(basics, stores, {
    ...{ definition, network, judge, questions, userPath },
    roster: children.roster,
  });
  const untilKnown = createEarlierSignIns({ oauth, signedIn, logger });
  const { pools, apps, legacy } = composePools(basics, stores, servers, news, {
    opener,
    userPath,
    untilKnown,
  });
  const signIns = createSignIns({ ...basics, oauth, definition, signedIn, pools, untilKnown });
  const pool = createPoolInUse({
    pools,
    owners,
    registry,
    inUse,
    logger,
    afterShown: afterShown(clock, news),
  });
  return {
    pools,
    apps,
    legacy,
    pool,
    signIns,
    ownSignIns: createSignInsInUse({ signIns, registry, inUse, logger }),
    ownCatalogs: createCatalogsInUse({ ...stores, servers: owned, registry, inUse, logger }),
    questions,
    judge,
    network,
    children,
    userPath,
  };
}

/** How sessions are opened, and as whom. */
function composeSessions(
  basics: Basics,
  { vault }: Pick<Stores, 'vault'>,
  {
    definition,
    network,
    judge,
    questions,
    userPath,
    roster,
  }: Pick<ComposedConnections, 'network' | 'judge' | 'questions' | 'userPath'> & {
    readonly definition: (name: GrantName) => ServerDefinition | undefined;
    readonly roster: ComposedConnections['children']['roster'];
  },
) {
  const { composition } = basics;
  const servers = protectedServers(definition, vault);
  const oauth = composeLazyOAuth(basics, { network, vault, servers });
  const asked = composition.questions === 'window' ? questions.port : composition.questions;
  const opener = createLazySessionOpener({
    ...basics,
    outside: composition.outside,
    network,
    clientVersion: composition.app.version,
    roster,
    authorize: createAuthorizeServer({ oauth, servers, definition }),
    userPath,
    questions: asked && checkedQuestions(asked, judge),
    servesCallers: composition.servesApps ?? false,
  });
  return { oauth, opener };
}

/** Once the window has been told, and has had time to show it. */
const afterShown =
  (clock: Basics['clock'], { events }: Pick<ComposedNews, 'events'>) =>
  (task: () => void): void => {
    clock.schedule(0, () => {
      events.flush();
      clock.schedule(shownWithinMs, task);
    });
  };
