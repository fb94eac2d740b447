import { err, ok } from '../../shared/util/result.ts';
import type { SavedHome } from '../moving/moved-import.ts';
import type { BatchServer } from '../registry/server-batch.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';
import type { UndoStep } from '../undo/undo-journal.ts';

/** What taking an import back needs. */
interface ImportStepDeps {
  readonly registry: Pick<ServerRegistry, 'undoBatch' | 'dropSecrets'>;
  readonly homes: { removeUnused(profileIds: readonly string[]): Promise<void> };
  /** Ends what belonged to a server that is gone again. */
  readonly forget: (name: string) => Promise<void>;
}

const maxNamed = 3;

/**
 * Takes an import back, except for servers that were edited since; `onUndone` is told the names of
 * those that were. Until then, or until it stays for good, secrets of replaced servers are kept.
 */
export function importStep(
  { batch, profiles }: SavedHome,
  deps: ImportStepDeps,
  onUndone: (names: readonly string[]) => void,
): UndoStep {
  const { registry, homes, forget } = deps;
  return {
    kind: 'servers-imported',
    title: titleOf(batch),
    async undo() {
      const undone = await registry.undoBatch(batch);
      if (!undone.ok) {
        const { error } = undone;
        return err(error.code === 'STORAGE_FAILED' ? error : { code: 'UNDO_OUTDATED' });
      }
      await registry.dropSecrets(batch);
      await homes.removeUnused(profiles.map(({ id }) => id));
      const removed = undone.value.filter(({ previous }) => previous === undefined);
      await Promise.all(removed.map(({ server }) => forget(server.name)));
      onUndone(undone.value.map(({ server }) => server.name));
      return ok(undefined);
    },
    end: () => registry.dropSecrets(batch),
  };
}

/** The first few titles; of a thousand nobody wants to read more. */
function titleOf(batch: readonly BatchServer[]): string {
  const named = batch.slice(0, maxNamed).map(({ server }) => server.title);
  return named.join(', ') + (batch.length > maxNamed ? '…' : '');
}
