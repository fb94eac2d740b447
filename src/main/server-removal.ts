import type { ServerDefinition } from '../shared/domain/server.ts';
import { err, ok, type Result } from '../shared/util/result.ts';
import type { ConnectionPool } from './connections/pool.ts';
import type { ProfileBook } from './profiles/profile-book.ts';
import type { RegistryError } from './registry/registry-error.ts';
import type { ServerRegistry } from './registry/server-registry.ts';
import type { SignIns } from './sign-ins.ts';
import { undoError } from './undo/undo-error.ts';
import type { UndoError, UndoJournal } from './undo/undo-journal.ts';

/** What removing a server reaches into. */
export interface ServerRemovalDeps {
  /** The servers of the profile in use; what is removed is gone for everybody. */
  readonly registry: Pick<ServerRegistry, 'get' | 'remove' | 'bringBack' | 'dropSecretsOf'>;
  readonly book: Pick<ProfileBook, 'takeChoices' | 'giveChoices'>;
  readonly pool: Pick<ConnectionPool, 'connect' | 'drop'>;
  readonly signIns: Pick<SignIns, 'takeOut'>;
  /** Drops catalog, log and history of a server. */
  readonly dropTraces: (name: string) => Promise<void>;
  readonly undo: Pick<UndoJournal, 'add'>;
}

/**
 * Removes a server for good once it can no longer be taken back: definition, choices and sign-ins go
 * from the disk at once, secrets then. Resolves when nothing of its connection lives.
 */
export async function removeServer(
  name: string,
  deps: ServerRemovalDeps,
): Promise<Result<void, RegistryError>> {
  const { registry, book, pool, signIns, undo } = deps;
  const removed = await registry.remove(name, { keepSecrets: true });
  if (!removed.ok) return removed;
  const { server } = removed.value;
  const taking = (async () => {
    const choices = await book.takeChoices(name);
    await pool.drop(name);
    const signedIn = await signIns.takeOut({ serverName: name });
    await deps.dropTraces(name);
    return { choices, signedIn };
  })();
  undo.add({
    kind: 'server-removed',
    title: server.title,
    undo: async () => bringBack(server, await taking, deps),
    async end() {
      await registry.dropSecretsOf([server]);
      await (await taking).signedIn.end();
    },
  });
  await taking;
  return ok(undefined);
}

type Taken = Readonly<{
  choices: Awaited<ReturnType<ProfileBook['takeChoices']>>;
  signedIn: Awaited<ReturnType<SignIns['takeOut']>>;
}>;

async function bringBack(
  server: ServerDefinition,
  { choices, signedIn }: Taken,
  { registry, book, pool }: ServerRemovalDeps,
): Promise<Result<void, UndoError>> {
  // Before the server itself: it must not be seen on where a profile had turned it off.
  if (registry.get(server.name) === undefined) await book.giveChoices(server.name, choices);
  const back = await registry.bringBack(server);
  if (!back.ok) return err(undoError(back.error));
  const { name } = back.value;
  // A new server may have the name by now; the sign-ins of the old one are not for it.
  await (name === server.name ? signedIn.putBack() : signedIn.end());
  const present = registry.get(name);
  if (present?.enabled === true && present.start === 'on-launch') pool.connect(name, 'launch');
  return ok(undefined);
}
