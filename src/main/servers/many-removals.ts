import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import { takenServer, withoutTraces } from '../profiles/home-steps.ts';
import type { TakenServer } from '../profiles/home-steps.ts';
import type { StorageRefusal } from '../registry/registry-error.ts';
import { firstTitles } from '../undo/first-titles.ts';
import { redoError, undoError } from '../undo/undo-error.ts';
import type { Redo, UndoError } from '../undo/undo-journal.ts';
import type { ManyChanged, ManyServersDeps } from './many-servers-deps.ts';
import { endTaken, followBack, isAsItCame } from './server-removal.ts';
import type { RemovedServer } from './server-removal.ts';

type Deps = Pick<
  ManyServersDeps,
  'registry' | 'home' | 'allServers' | 'pool' | 'signIns' | 'dropTraces' | 'undo' | 'keepBackup'
>;

/**
 * Removes several servers as one change after one backup, as a single one is removed: definitions,
 * choices and sign-ins go at once, secrets when it can no longer be taken back.
 */
export async function removeMany(names: readonly string[], deps: Deps): ManyChanged {
  const { registry, undo } = deps;
  const present = new Set(names.filter((name) => registry.get(name) !== undefined));
  if (present.size === 0) return ok(0);
  await deps.keepBackup('removal');
  const taken = await takeOut(present, deps.home);
  if (!taken.ok) return taken;
  const servers = taken.value.map(({ server }) => server);
  const ending = Promise.all(taken.value.map((one) => endTaken(one, deps)));
  undo.add({
    kind: 'servers-removed',
    title: firstTitles(servers),
    undo: async () => bringBack(await ending, deps),
    async end() {
      await deps.allServers.dropSecretsOf(servers);
      for (const { signedIn } of await ending) await signedIn.end();
    },
  });
  await ending;
  return ok(servers.length);
}

function takeOut(
  names: ReadonlySet<string>,
  home: Deps['home'],
): Promise<Result<readonly TakenServer[], StorageRefusal>> {
  return home.change<readonly TakenServer[]>((all) => {
    const { profiles } = all.profiles;
    const gone = all.servers.filter(({ name }) => names.has(name));
    const servers = all.servers.filter(({ name }) => !names.has(name));
    const taken = gone.map((server) => takenServer(server, profiles));
    const next = withoutTraces({ ...all, servers }, [...names]);
    return ok({ home: next, value: taken });
  });
}

/** Each comes back on its own, so that one whose name is another's by now gets a new one. */
async function bringBack(
  all: readonly RemovedServer[],
  deps: Deps,
): Promise<Result<Redo, UndoError>> {
  const back = await deps.registry.inOneStep(async () => {
    const came: { readonly removed: RemovedServer; readonly server: ServerDefinition }[] = [];
    for (const removed of all) {
      // What came back before the disk failed is there when it is tried again.
      const done = await deps.home.putBack(removed.taken);
      if (!done.ok) return done;
      came.push({ removed, server: done.value });
    }
    return ok(came);
  });
  if (!back.ok) return err(undoError(back.error));
  for (const { removed, server } of back.value) await followBack(removed, server, deps);
  const servers = back.value.map(({ server }) => server);
  return ok(() => removeAgain(servers, deps));
}

/** Removes what came back, unless one of them is another by now or somebody has changed it. */
async function removeAgain(servers: readonly ServerDefinition[], deps: Deps): ReturnType<Redo> {
  const isSame = servers.every((server) => isAsItCame(server, deps.registry));
  if (!isSame) return err({ code: 'UNDO_OUTDATED' });
  const removed = await removeMany(
    servers.map(({ name }) => name),
    deps,
  );
  return removed.ok ? ok(undefined) : err(redoError(removed.error));
}
