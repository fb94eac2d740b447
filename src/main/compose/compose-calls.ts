import { join } from 'node:path';

import { createCallLog } from '../activity/call-log.ts';
import type { CallLog, MayKnow } from '../activity/call-log.ts';
import { everySecretRedactor, rememberedRedactor } from '../activity/every-secret.ts';
import type { ServerLogs } from '../activity/server-logs.ts';
import { createCallFiles } from '../node/activity/call-files.ts';
import type { ComposedServers } from './compose-servers.ts';
import type { Stores } from './compose-stores.ts';
import type { Basics } from './composition.ts';

/** Puts the log of calls together; it reads and writes nothing before it has to. */
export function composeCalls(
  { folder, clock, random, logger, settings }: Basics,
  { lock, vault, book }: Pick<Stores, 'lock' | 'vault' | 'book'>,
  { registry, allServers, inUse }: Pick<ComposedServers, 'registry' | 'allServers' | 'inUse'>,
  logBook: Pick<ServerLogs, 'redacted'>,
): CallLog {
  const redactor = rememberedRedactor(() => everySecretRedactor(allServers.list(), vault));
  allServers.onChange(redactor.forget);
  vault.onChange(redactor.forget);
  const mayKnow: MayKnow = ({ profile, isPrivate, server }) => {
    if (profile === inUse()) return true;
    return !isPrivate && (registry.get(server) !== undefined || !allServers.get(server));
  };
  return createCallLog({
    files: createCallFiles(join(folder, 'calls')),
    mayWrite: () => lock.isHeld(),
    mayKnow,
    isPrivate: (server) => allServers.get(server)?.scope.kind === 'private',
    isProfile: (id) => book.profiles().all.some((profile) => profile.id === id),
    keepsContents: () => settings.get().keepsCallContents,
    redact: (server, text) => logBook.redacted(server, text),
    redactor: redactor.get,
    clock,
    random,
    logger,
  });
}
