import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import { bringUp } from '../connections/bring-up.ts';
import { signOutLosers } from '../profiles/lost-sign-ins.ts';
import { withAccess } from '../profiles/on-off.ts';
import type { LostSignIns } from '../profiles/profile-service.ts';
import { isSameScope } from '../profiles/undo-steps.ts';
import { firstTitles } from '../undo/first-titles.ts';
import { redoError, undoError } from '../undo/undo-error.ts';
import type { UndoStep } from '../undo/undo-journal.ts';
import type { ManyChanged, ManyServersDeps } from './many-servers-deps.ts';

type Deps = Pick<
  ManyServersDeps,
  'registry' | 'home' | 'allServers' | 'book' | 'pool' | 'signIns' | 'undo' | 'keepBackup'
>;
type Scope = ServerDefinition['scope'];

/** What is to become of several servers. */
interface Access {
  readonly scope: Scope;
  readonly lost: LostSignIns;
}

/** Gives several servers to those of `scope`, as one change after one backup. */
export async function setAccessOfMany(
  names: readonly string[],
  access: Access,
  deps: Deps,
): ManyChanged {
  const { registry, allServers, undo } = deps;
  const { scope, lost } = access;
  const visible = [...new Set(names)].filter((name) => registry.get(name) !== undefined);
  const before = visible
    .flatMap((name) => allServers.get(name) ?? [])
    .filter((server) => !isSameScope(server, { scope }));
  if (before.length === 0) return ok(0);
  await deps.keepBackup('access');
  const saved = await give(new Map(before.map(({ name }) => [name, scope])), deps);
  if (!saved.ok) return saved;
  undo.add(stepOf(before, access, deps));
  if (lost === 'sign-out') await signOutLosers(before, scope, deps);
  return ok(before.length);
}

/** What the profile in use gets by it and wants is brought up. */
async function give(
  scopes: ReadonlyMap<string, Scope>,
  { registry, home, pool }: Pick<Deps, 'registry' | 'home' | 'pool'>,
): ManyChanged {
  const fresh = [...scopes.keys()].filter((name) => registry.get(name) === undefined);
  const saved = await home.change<void>((before) =>
    ok({
      home: [...scopes].reduce((all, [name, scope]) => withAccess(all, name, scope), before),
      value: undefined,
    }),
  );
  if (!saved.ok) return saved;
  for (const name of fresh) bringUp(registry.get(name), pool);
  return ok(scopes.size);
}

/** Gives those back that are still as they were left; sign-ins that ended with it stay ended. */
function stepOf(
  before: readonly ServerDefinition[],
  { scope, lost }: Access,
  deps: Deps,
): UndoStep {
  const still = (scopeOf: (former: ServerDefinition) => Scope) =>
    before.filter((former) => {
      const present = deps.allServers.get(former.name);
      const isIt = present?.createdAt === former.createdAt;
      return isIt && isSameScope(present, { scope: scopeOf(former) });
    });
  return {
    kind: 'servers-access-changed',
    title: firstTitles(before),
    async undo() {
      const back = still(() => scope);
      if (back.length === 0) return err({ code: 'UNDO_OUTDATED' });
      const saved = await give(new Map(back.map((one) => [one.name, one.scope])), deps);
      if (!saved.ok) return err(undoError(saved.error));
      return ok(async () => {
        const again = still((former) => former.scope).map(({ name }) => name);
        if (again.length === 0) return err({ code: 'UNDO_OUTDATED' });
        const done = await setAccessOfMany(again, { scope, lost }, deps);
        return done.ok ? ok(undefined) : err(redoError(done.error));
      });
    },
    end: () => Promise.resolve(),
  };
}
