import { z } from 'zod';

import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { DocumentSaveError, DocumentStore } from '../documents/document-ports.ts';
import type { Logger } from '../kernel/logger.ts';
import { profilesFileSchema } from '../profiles/profile-store.ts';
import type { ProfilesFile } from '../profiles/profile-store.ts';
import { registryFileSchema } from '../registry/registry-file.ts';
import type { RegistryFile } from '../registry/registry-file.ts';

/** Version of {@link homeChangeSchema}; raise it together with a migration. */
export const homeChangeVersion = 1;

/** A change of both documents that was begun. It is there only while it is made. */
export const homeChangeSchema = z.object({
  profiles: profilesFileSchema,
  registry: registryFileSchema,
});
export type HomeChange = z.infer<typeof homeChangeSchema>;

/** The documents of profiles and servers, and the one for changes of both. */
export interface JointDocuments {
  readonly profiles: DocumentStore<ProfilesFile>;
  readonly registry: DocumentStore<RegistryFile>;
  readonly change: DocumentStore<HomeChange>;
}

/**
 * Saves profiles and servers in one step: the whole change is on the disk first, under a name of its
 * own, and whatever happens after that, the next start finds it and completes it. On failure both
 * documents are as they were.
 */
export async function saveJointly(
  documents: JointDocuments,
  before: HomeChange,
  next: HomeChange,
): Promise<Result<void, DocumentSaveError>> {
  const begun = await documents.change.save(next);
  if (!begun.ok) {
    await documents.change.remove();
    return begun;
  }
  const profiles = await documents.profiles.save(next.profiles);
  const registry = profiles.ok ? await documents.registry.save(next.registry) : undefined;
  if (!profiles.ok || registry?.ok === false) {
    // The way back: what was saved comes off the disk, then the word that there is to complete.
    const undone = [
      isOnDisk(registry) ? await documents.registry.save(before.registry) : ok(undefined),
      isOnDisk(profiles) ? await documents.profiles.save(before.profiles) : ok(undefined),
    ];
    await documents.change.remove();
    const failed = registry?.ok === false ? registry : profiles;
    if (failed.ok || undone.every((one) => one.ok)) return failed;
    return err({ ...failed.error, isUncertain: true });
  }
  await documents.change.remove();
  return ok(undefined);
}

const isOnDisk = (saved: Result<void, DocumentSaveError> | undefined): boolean =>
  saved !== undefined && (saved.ok || saved.error.isUncertain === true);

/** Completes a change that a former run began; for before anything is read. */
export async function completeChange(documents: JointDocuments, logger: Logger): Promise<void> {
  const begun = await documents.change.load();
  if (begun.status !== 'loaded' && begun.status !== 'restored') return;
  const { profiles, registry } = begun.value;
  for (const saved of [
    await documents.profiles.save(profiles),
    await documents.registry.save(registry),
  ]) {
    // It stays, so that the next start can try again.
    if (!saved.ok) return logger.warn('a change could not be completed', { ...saved.error });
  }
  await documents.change.remove();
  logger.info('a change of a former run was completed');
}
