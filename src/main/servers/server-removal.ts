import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { bringUp } from '../connections/bring-up.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
import type { TakenSignIns } from '../oauth/oauth.ts';
import type { HomeSteps, TakenServer } from '../profiles/home-steps.ts';
import type { ChangeRefusal } from '../registry/registry-error.ts';
import type { RegistryMaintenance, Servers } from '../registry/registry-ports.ts';
import type { SignIns } from '../sign-in/sign-ins-port.ts';
import { redoError, undoError } from '../undo/undo-error.ts';
import type { Redo, UndoError, UndoJournal } from '../undo/undo-journal.ts';

/** What removing a server reaches into. */
export interface ServerRemovalDeps {
  /** The servers of the profile in use; what is removed is gone for everybody. */
  readonly registry: Pick<Servers, 'get'>;
  readonly home: Pick<HomeSteps, 'takeOut' | 'putBack'>;
  readonly allServers: Pick<RegistryMaintenance, 'dropSecretsOf'>;
  readonly pool: Pick<ConnectionPool, 'connect' | 'drop'>;
  readonly signIns: Pick<SignIns, 'takeOut'>;
  /** Drops catalog, log and history of a server. */
  readonly dropTraces: (name: string) => Promise<void>;
  readonly undo: Pick<UndoJournal, 'add'>;
  /** Keeps a backup of the state of now. */
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
}

/** A server that was taken out, and the sign-ins that went with it. */
export interface RemovedServer {
  readonly taken: TakenServer;
  readonly signedIn: TakenSignIns;
}

/**
 * Removes a server for good once it can no longer be taken back: definition, choices and sign-ins go
 * from the disk at once, secrets then. Resolves when nothing of its connection lives.
 */
export async function removeServer(
  name: string,
  deps: ServerRemovalDeps,
): Promise<Result<void, ChangeRefusal>> {
  const { registry, home, undo } = deps;
  if (registry.get(name) === undefined) return err({ code: 'NOT_FOUND', name });
  await deps.keepBackup('removal');
  const removed = await home.takeOut(name);
  if (!removed.ok) return removed;
  const { server } = removed.value;
  const ending = endTaken(removed.value, deps);
  undo.add({
    kind: 'server-removed',
    title: server.title,
    undo: async () => bringBack(await ending, deps),
    async end() {
      await deps.allServers.dropSecretsOf([server]);
      await (await ending).signedIn.end();
    },
  });
  await ending;
  return ok(undefined);
}

/** Ends what still lives of a server that was taken out; resolves when nothing of its connection does. */
export async function endTaken(
  taken: TakenServer,
  { pool, signIns, dropTraces }: Pick<ServerRemovalDeps, 'pool' | 'signIns' | 'dropTraces'>,
): Promise<RemovedServer> {
  const { name } = taken.server;
  await pool.drop(name);
  const signedIn = await signIns.takeOut({ serverName: name });
  await dropTraces(name);
  return { taken, signedIn };
}

async function bringBack(
  removed: RemovedServer,
  deps: ServerRemovalDeps,
): Promise<Result<Redo, UndoError>> {
  const back = await deps.home.putBack(removed.taken);
  if (!back.ok) return err(undoError(back.error));
  await followBack(removed, back.value, deps);
  return ok(() => removeAgain(back.value, deps));
}

/** Gives a server that came back its sign-ins, and its connection if it starts by itself. */
export async function followBack(
  { taken, signedIn }: RemovedServer,
  { name }: ServerDefinition,
  { registry, pool }: Pick<ServerRemovalDeps, 'registry' | 'pool'>,
): Promise<void> {
  // A new server may have the name by now; the sign-ins of the old one are not for it.
  await (name === taken.server.name ? signedIn.putBack() : signedIn.end());
  bringUp(registry.get(name), pool);
}

/** Whether the server is there as it came back: it is no other by now, and nobody has changed it. */
export function isAsItCame(
  { name, createdAt, updatedAt }: ServerDefinition,
  registry: Pick<Servers, 'get'>,
): boolean {
  const present = registry.get(name);
  return present?.createdAt === createdAt && present.updatedAt === updatedAt;
}

async function removeAgain(back: ServerDefinition, deps: ServerRemovalDeps): ReturnType<Redo> {
  if (!isAsItCame(back, deps.registry)) return err({ code: 'UNDO_OUTDATED' });
  const removed = await removeServer(back.name, deps);
  return removed.ok ? removed : err(redoError(removed.error));
}
