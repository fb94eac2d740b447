import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ServerRegistry } from '../registry/server-registry.ts';

/** A registry that keeps a backup before every change that takes something away or is wide. */
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
    async remove(name, options) {
      await keep('removal');
      return registry.remove(name, options);
    },
    async setScope(name, scope) {
      await keep('access');
      return registry.setScope(name, scope);
    },
    async removeProfile(profileId, options) {
      await keep('profile-removal');
      return registry.removeProfile(profileId, options);
    },
  };
}
