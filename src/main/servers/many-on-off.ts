import type { ServerDefinition } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import { turned } from '../profiles/on-off.ts';
import { firstTitles } from '../undo/first-titles.ts';
import { redoError, undoError } from '../undo/undo-error.ts';
import type { UndoStep } from '../undo/undo-journal.ts';
import type { ManyChanged, ManyServersDeps } from './many-servers-deps.ts';

type Deps = Pick<ManyServersDeps, 'registry' | 'home' | 'book' | 'pool' | 'undo'>;

/** Turns servers on or off for the profile in use, as one change. Those that are so stay out of it. */
export async function turnMany(
  names: readonly string[],
  enabled: boolean,
  deps: Deps,
): ManyChanged {
  const { registry, undo } = deps;
  const known = [...new Set(names)].flatMap((name) => registry.get(name) ?? []);
  const meant = known.filter((server) => server.enabled !== enabled);
  const saved = await turn(meant, enabled, deps);
  if (!saved.ok) return saved;
  if (meant.length > 0) undo.add(stepOf(meant, enabled, deps));
  return ok(meant.length);
}

async function turn(
  servers: readonly ServerDefinition[],
  enabled: boolean,
  { home, book, pool }: Deps,
): ManyChanged {
  if (servers.length === 0) return ok(0);
  const { activeId } = book.profiles();
  const saved = await home.change<void>((before) =>
    ok({
      home: servers.reduce((all, { name }) => turned(all, activeId, name, enabled), before),
      value: undefined,
    }),
  );
  if (!saved.ok) return saved;
  if (enabled) for (const { name } of servers) pool.connect(name, 'user');
  return ok(servers.length);
}

/** Turns those back that are still there and as they were left, for the profile it was done for. */
function stepOf(servers: readonly ServerDefinition[], enabled: boolean, deps: Deps): UndoStep {
  const { registry, book } = deps;
  const { activeId } = book.profiles();
  const still = (isOn: boolean) =>
    servers.filter(({ name, createdAt }) => {
      const present = registry.get(name);
      return present?.createdAt === createdAt && present.enabled === isOn;
    });
  return {
    kind: enabled ? 'servers-turned-on' : 'servers-turned-off',
    title: firstTitles(servers),
    async undo() {
      const back = still(enabled);
      const isAnother = book.profiles().activeId !== activeId;
      if (isAnother || back.length === 0) return err({ code: 'UNDO_OUTDATED' });
      const saved = await turn(back, !enabled, deps);
      if (!saved.ok) return err(undoError(saved.error));
      return ok(async () => {
        const again = still(!enabled);
        const isGone = book.profiles().activeId !== activeId || again.length === 0;
        if (isGone) return err({ code: 'UNDO_OUTDATED' });
        const done = await turnMany(
          again.map(({ name }) => name),
          enabled,
          deps,
        );
        return done.ok ? ok(undefined) : err(redoError(done.error));
      });
    },
    end: () => Promise.resolve(),
  };
}
