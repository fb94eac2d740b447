import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { MovedHome } from './patchbay-export/moved-server.ts';
import type { SavedHome } from './patchbay-export/moved-import.ts';
import type { BatchRefusal } from '../registry/registry-error.ts';
import type { BatchServer } from '../registry/server-batch.ts';
import { redoError } from '../undo/undo-error.ts';
import type { Redo } from '../undo/undo-journal.ts';
import type { ChosenDraft } from './chosen-draft.ts';
import type { BundleRefusal, Bundles } from './import-ports.ts';
import { importStep } from './import-step.ts';
import type { ImporterDeps } from './importer-deps.ts';

/** What a person chose to import, ready to be saved. */
interface ImportOrder {
  readonly homes: readonly MovedHome[];
  readonly chosen: readonly ChosenDraft[];
  /** Whether servers of Patchbay's own files are on that were on there. */
  readonly turnsOn: boolean;
}

/** What was saved, and how it is taken back. */
interface DoneImport extends SavedHome {
  readonly undoId: string;
}

/**
 * Carries imports out: unpacks, saves all or nothing, and notes how that is taken back and done
 * again. An import that is done again goes the same way as the first one, with what was not edited
 * since; it is refused where it would take the place of a server that is another by then. `onUndone`
 * is told the names of the servers that were taken back.
 */
export function createImportRun(
  deps: Pick<ImporterDeps, 'home' | 'registry' | 'homes' | 'bundles' | 'forget' | 'undo'>,
  onUndone: (undoId: string, names: readonly string[]) => void,
): (order: ImportOrder) => Promise<Result<DoneImport, BatchRefusal | BundleRefusal>> {
  const { home, homes, bundles } = deps;

  const save = async (order: ImportOrder): Promise<Result<SavedHome, BatchRefusal>> => {
    if (order.homes.length > 0) return homes.save(order.homes, order.chosen, order.turnsOn);
    const saved = await home.saveBatch(order.chosen.map(({ batchDraft }) => batchDraft));
    return saved.ok ? ok({ batch: saved.value, profiles: [] }) : saved;
  };

  const carryOut: ReturnType<typeof createImportRun> = async (order) => {
    const unpacked = await unpackAll(order.chosen, bundles);
    if (!unpacked.ok) return unpacked;
    const saved = await save(order);
    if (!saved.ok) return saved;
    const { batch } = saved.value;
    const again = (undone: readonly BatchServer[]): Redo | null => {
      const names = new Set(undone.map(({ server }) => server.name));
      // A batch is in the order of what was chosen.
      const chosen = order.chosen.filter((_, at) => names.has(batch[at]?.server.name ?? ''));
      return chosen.length === 0 ? null : doAgain({ ...order, chosen });
    };
    const undoId = deps.undo.add(
      importStep(saved.value, deps, { onUndone: (names) => onUndone(undoId, names), again }),
    );
    if (order.turnsOn) homes.bringUp(batch.map(({ server }) => server.name));
    return ok({ ...saved.value, undoId });
  };

  /** Notes what the replaced servers are now. */
  const doAgain = (order: ImportOrder): Redo => {
    const replaced = order.chosen.flatMap(({ replaces }) => replaces ?? []);
    const seen = versionsOf(replaced, homes);
    return async () => {
      if (versionsOf(replaced, homes) !== seen) return err({ code: 'UNDO_OUTDATED' });
      const done = await carryOut(order);
      if (done.ok) return ok(undefined);
      return err(redoError(done.error));
    };
  };

  return carryOut;
}

/** A text that is another as soon as one of these servers is. */
function versionsOf(names: readonly string[], homes: ImporterDeps['homes']): string {
  const present = homes.servers().filter(({ name }) => names.includes(name));
  return JSON.stringify(present.map(({ name, updatedAt }) => [name, updatedAt]));
}

async function unpackAll(
  chosen: readonly ChosenDraft[],
  bundles: Bundles,
): Promise<Result<void, BundleRefusal>> {
  for (const { bundle } of chosen) {
    if (bundle === undefined) continue;
    const unpacked = await bundles.unpack(bundle);
    if (!unpacked.ok) return unpacked;
  }
  return ok(undefined);
}
