import { err, ok } from '../../shared/util/result.ts';
import type { SavedHome } from './patchbay-export/moved-import.ts';
import type { HomeSteps } from '../profiles/home-steps.ts';
import type { RegistryMaintenance } from '../registry/registry-ports.ts';
import type { BatchServer } from '../registry/server-batch.ts';
import { firstTitles } from '../undo/first-titles.ts';
import { undoError } from '../undo/undo-error.ts';
import type { Redo, UndoStep } from '../undo/undo-journal.ts';
import type { MovedHomes } from './importer-deps.ts';

/** What taking an import back needs. */
interface ImportStepDeps {
  readonly home: Pick<HomeSteps, 'undoBatch'>;
  readonly registry: Pick<RegistryMaintenance, 'dropSecrets'>;
  readonly homes: Pick<MovedHomes, 'tidy'>;
  /** Ends what belonged to a server that is gone again. */
  readonly forget: (name: string) => Promise<void>;
}

/** What follows from taking an import back. */
interface Undone {
  /** Told the names of the servers that were taken back. */
  readonly onUndone: (names: readonly string[]) => void;
  /** How those of a batch are imported again. */
  readonly again: (undone: readonly BatchServer[]) => Redo | null;
}

/**
 * Takes an import back, except for servers that were edited since. Until then, or until it stays for
 * good, secrets of replaced servers are kept.
 */
export function importStep(
  { batch, profiles }: SavedHome,
  deps: ImportStepDeps,
  { onUndone, again }: Undone,
): UndoStep {
  const { home, registry, homes, forget } = deps;
  return {
    kind: 'servers-imported',
    title: firstTitles(batch.length > 0 ? batch.map(({ server }) => server) : profiles),
    async undo() {
      const undone = await home.undoBatch(batch);
      if (!undone.ok) return err(undoError(undone.error));
      await registry.dropSecrets(batch);
      const removed = undone.value.filter(({ previous }) => previous === undefined);
      const names = removed.map(({ server }) => server.name);
      await homes.tidy(profiles.map(({ id }) => id));
      await Promise.all(names.map((name) => forget(name)));
      onUndone(undone.value.map(({ server }) => server.name));
      return ok(again(undone.value));
    },
    end: () => registry.dropSecrets(batch),
  };
}
