import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ServerDefinition } from '../../shared/domain/server.ts';
import { startsByItself } from '../../shared/domain/starts-by-itself.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { ConnectionPool } from '../connections/pool-ports.ts';
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
  readonly everything: Pick<RegistryMaintenance, 'dropSecretsOf'>;
  readonly pool: Pick<ConnectionPool, 'connect' | 'drop'>;
  readonly signIns: Pick<SignIns, 'takeOut'>;
  /** Drops catalog, log and history of a server. */
  readonly dropTraces: (name: string) => Promise<void>;
  readonly undo: Pick<UndoJournal, 'add'>;
  /** Keeps a backup of the state of now. */
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
}

/**
 * Removes a server for good once it can no longer be taken back: definition, choices and sign-ins go
 * from the disk at once, secrets then. Resolves when nothing of its connection lives.
 */
export async function removeServer(
  name: string,
  deps: ServerRemovalDeps,
): Promise<Result<void, ChangeRefusal>> {
  const { registry, home, pool, signIns, undo } = deps;
  if (registry.get(name) === undefined) return err({ code: 'NOT_FOUND', name });
  await deps.keepBackup('removal');
  const removed = await home.takeOut(name);
  if (!removed.ok) return removed;
  const { server } = removed.value;
  const taking = (async () => {
    await pool.drop(name);
    const signedIn = await signIns.takeOut({ serverName: name });
    await deps.dropTraces(name);
    return signedIn;
  })();
  undo.add({
    kind: 'server-removed',
    title: server.title,
    undo: async () => bringBack(removed.value, await taking, deps),
    async end() {
      await deps.everything.dropSecretsOf([server]);
      await (await taking).end();
    },
  });
  await taking;
  return ok(undefined);
}

async function bringBack(
  taken: TakenServer,
  signedIn: Awaited<ReturnType<SignIns['takeOut']>>,
  deps: ServerRemovalDeps,
): Promise<Result<Redo, UndoError>> {
  const { registry, home, pool } = deps;
  const back = await home.putBack(taken);
  if (!back.ok) return err(undoError(back.error));
  const { name } = back.value;
  // A new server may have the name by now; the sign-ins of the old one are not for it.
  await (name === taken.server.name ? signedIn.putBack() : signedIn.end());
  const present = registry.get(name);
  if (present !== undefined && startsByItself(present)) pool.connect(name, 'launch');
  return ok(() => removeAgain(back.value, deps));
}

/** Removes what came back, unless it is another server by now or somebody has changed it. */
async function removeAgain(
  { name, createdAt, updatedAt }: ServerDefinition,
  deps: ServerRemovalDeps,
): ReturnType<Redo> {
  const present = deps.registry.get(name);
  const isSame = present?.createdAt === createdAt && present.updatedAt === updatedAt;
  if (!isSame) return err({ code: 'UNDO_OUTDATED' });
  const removed = await removeServer(name, deps);
  return removed.ok ? removed : err(redoError(removed.error));
}
