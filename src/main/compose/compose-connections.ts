import { homedir } from 'node:os';
import { join } from 'node:path';

import { createConnectionPool, type ConnectionPool } from '../connections/pool.ts';
import { createLazyJudge } from '../node/judge/lazy-judge.ts';
import type { Network } from '../node/network/network.ts';
import { createSystemRoster } from '../node/orphans/system-roster.ts';
import { createLazySessionOpener } from '../node/sdk/lazy-session-opener.ts';
import { createUserPath, userEnvironment, type UserPath } from '../node/processes/user-path.ts';
import { checkedQuestions } from '../questions/answer-question.ts';
import { createQuestionDesk, type QuestionDesk } from '../questions/question-desk.ts';
import { createLaunchResolver } from '../registry/launch-resolver.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import { composeNetwork } from './compose-network.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import { composeSignIns } from './compose-sign-ins.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** What leads to the servers, and what that runs on. */
export interface ComposedConnections {
  readonly pool: ConnectionPool;
  readonly signIns: SignIns;
  readonly questions: QuestionDesk;
  readonly judge: ReturnType<typeof createLazyJudge>;
  readonly network: Network;
  /** Programs that were started here, and those of runs that died. */
  readonly children: ReturnType<typeof createSystemRoster>;
  readonly userPath: UserPath;
}

/** Puts connections and sign-ins together; nothing is started or contacted. */
export function composeConnections(
  basics: Basics,
  stores: Stores,
  servers: ComposedServers,
  { notices, logBook }: ComposedNews,
): ComposedConnections {
  const { composition, folder, clock, random, logger, settings } = basics;
  const { registry, owner } = servers;
  const children = createSystemRoster({ folder: join(folder, 'running'), clock, logger });
  const userPath = createUserPath();
  const judge = createLazyJudge();
  const { systemProxy } = composition;
  const network = composeNetwork({ ...basics, systemProxy, addNotice: notices.add });
  const questions = createQuestionDesk({
    clock,
    random,
    logger,
    judge,
    openPage: (url) => composition.signIn.browser.open(url),
  });
  const signIns = composeSignIns({
    ...basics,
    network,
    vault: stores.vault,
    registry,
    surroundings: composition.signIn,
    owner,
    // A connection asks for its token, and a token that comes or goes tells its connection.
    pool: () => pool,
  });
  const asked = composition.questions === 'window' ? questions.port : composition.questions;
  const opener = createLazySessionOpener({
    ...basics,
    outside: composition.outside,
    network,
    clientVersion: composition.app.version,
    roster: children.roster,
    authorize: signIns.authorize,
    userPath,
    questions: asked && checkedQuestions(asked, judge),
    servesCallers: composition.servesApps ?? false,
  });
  const resolveLaunch = createLaunchResolver({
    registry,
    secrets: stores.vault,
    agreements: stores.agreements,
    owner,
    homeFolder: homedir(),
    environment: () => userEnvironment(userPath),
    clock,
  });
  const pool: ConnectionPool = createConnectionPool({
    ...basics,
    definitions: {
      get: (name) => registry.get(name),
      list: () => registry.list(),
      onChange: (listener) => registry.onChange(({ server }) => listener(server.name)),
    },
    opener,
    resolveLaunch,
    catalogs: stores.catalogs,
    log: logBook,
    memories: {
      recall: (name, updatedAt) => stores.tracker.of(owner()).recall(name, updatedAt),
      remember: (name, memory) => stores.tracker.of(owner()).remember(name, memory),
    },
    maxConcurrentConnects: { programs: settings.get().maxConcurrentConnects },
    isPaused: settings.get().isPaused,
  });
  return { pool, signIns, questions, judge, network, children, userPath };
}
