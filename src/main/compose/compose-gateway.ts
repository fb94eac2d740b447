import { createHash } from 'node:crypto';
import { join } from 'node:path';

import { classifyOutcome } from '../connections/classify-outcome.ts';
import type { SessionOutcome } from '../sessions/session.ts';
import { runCommand } from '../gateway/commands.ts';
import { failureSentence } from '../gateway/failure-sentence.ts';
import { callOfUse, lineOfUse } from '../gateway/app-calls.ts';
import { createGateway, type GatewayFailure } from '../gateway/gateway.ts';
import { openSocketDoor, type SocketDoor } from '../node/gateway/socket-door.ts';
import type { ComposedConnections } from './compose-connections.ts';
import type { ComposedNews } from './compose-news.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/**
 * Opens the local door for AI apps; undefined where it cannot be opened or this process does not own
 * the data folder, which the diagnostic log says.
 */
export async function openGateway(
  { composition, clock, random, logger }: Basics,
  { catalogs, lock }: Pick<Stores, 'catalogs' | 'lock'>,
  { registry, owner }: Pick<ComposedServers, 'registry' | 'owner'>,
  { logBook, calls }: Pick<ComposedNews, 'logBook' | 'calls'>,
  { pool }: Pick<ComposedConnections, 'pool'>,
): Promise<SocketDoor | undefined> {
  if (lock.refusal() !== undefined) return undefined;
  const describe = (outcome: SessionOutcome) => classifyOutcome(outcome, clock.now()).failure;
  const sentence = (failure: GatewayFailure): string =>
    failureSentence(failure, {
      titleOf: (name) => registry.get(name)?.title ?? name,
      describe,
      now: () => clock.now(),
    });
  const gateway = createGateway({
    registry,
    profile: owner,
    catalogs,
    acquire: (name, signal) => pool.acquire(name, signal),
    used(use) {
      logBook.append(use.server, lineOfUse(use));
      const call = callOfUse(use, { profile: owner, describe });
      if (call) calls.record(call);
    },
    hash: (text) => createHash('sha256').update(text).digest('hex'),
    clock,
    random,
  });
  const door = await openSocketDoor({
    path: join(composition.dataFolder, 'gateway', 'socket'),
    room: { gateway, version: composition.app.version, sentence, logger },
    command: (words, signal) =>
      runCommand(
        words,
        { gateway, sentence, servers: () => registry.list(), status: (name) => pool.status(name) },
        signal,
      ),
  });
  if (!door.ok) {
    gateway[Symbol.dispose]();
    logger.error('apps cannot reach the gateway', { detail: door.error.detail });
    return undefined;
  }
  return {
    path: door.value.path,
    async close() {
      gateway[Symbol.dispose]();
      await door.value.close();
    },
  };
}
