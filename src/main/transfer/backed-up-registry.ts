import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ServerRegistry } from '../registry/registry-ports.ts';

/** A registry that keeps a backup before an import. */
export function createBackedUpRegistry(
  registry: ServerRegistry,
  keep: (reason: BackupReason) => Promise<void>,
): ServerRegistry {
  return {
    ...registry,
    async saveBatch(drafts, profileId, save) {
      await keep('import');
      return registry.saveBatch(drafts, profileId, save);
    },
  };
}
