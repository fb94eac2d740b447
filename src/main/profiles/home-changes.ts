import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type { DocumentStore } from '../documents/document-ports.ts';
import type { StorageRefusal } from '../registry/registry-error.ts';
import type { Returned } from '../registry/recipients.ts';
import type { RegistryFile } from '../registry/registry-file.ts';
import type { SaveResult } from '../registry/registry-change.ts';
import type { RegistryMaintenance } from '../registry/registry-ports.ts';
import type { Home } from './home.ts';
import type { ProfileStore, ProfilesFile } from './profile-store.ts';

/** What of the two documents changes; with both, all of it reaches the disk or nothing. */
export interface HomeSave {
  readonly profiles?: ProfilesFile;
  readonly registry?: RegistryFile;
}

/** What becomes of a home, and what the change answers with. */
export interface PlannedHome<T> {
  readonly home: Home;
  readonly value: T;
  /** Servers that come back with what was agreed to for them, or under other names with their secrets. */
  readonly returned?: readonly Returned[];
}

/** Changes profiles and servers in one step: the change is on the disk whole, or not made. */
export interface HomeChanges {
  /** `names` are those no new server may get. A home that stays the same object is not saved. */
  change<T, E = never>(
    plan: (home: Home, names: readonly string[]) => Result<PlannedHome<T>, E>,
  ): Promise<Result<T, E | StorageRefusal>>;
  /**
   * Runs a change of the registry that saves with `save`, which may change profiles with it. The
   * registry must not have begun its own turn before.
   */
  changeWith<T, E = StorageRefusal>(
    change: (
      save: (
        registry: RegistryFile,
        profiles: (file: ProfilesFile) => ProfilesFile,
      ) => Promise<SaveResult>,
    ) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | StorageRefusal>>;
}

/** Creates them over the two documents, which `save` puts on the disk. */
export function createHomeChanges({
  book,
  registry,
  save,
}: {
  readonly book: Pick<ProfileStore, 'changeWith'>;
  readonly registry: Pick<RegistryMaintenance, 'replaceAll'>;
  readonly save: (next: HomeSave) => Promise<SaveResult>;
}): HomeChanges {
  return {
    change: <T, E>(
      plan: (home: Home, names: readonly string[]) => Result<PlannedHome<T>, E>,
    ): Promise<Result<T, E | StorageRefusal>> =>
      book.changeWith(
        async (profiles): Promise<Result<{ file: ProfilesFile; value: T }, E | StorageRefusal>> => {
          let planned: PlannedHome<T> | undefined;
          const replaced = await registry.replaceAll<E>((servers, names) => {
            const home: Home = { profiles, servers };
            const next = plan(home, names);
            if (!next.ok) return Promise.resolve(next);
            planned = next.value;
            const { home: after } = next.value;
            return Promise.resolve(
              ok({
                servers: after.servers,
                returned: next.value.returned,
                save: (file: RegistryFile) =>
                  save({
                    ...(after.profiles === profiles ? {} : { profiles: after.profiles }),
                    ...(after.servers === servers ? {} : { registry: file }),
                  }),
              }),
            );
          });
          if (!replaced.ok) return replaced;
          if (planned === undefined) throw new Error('replaced without a plan');
          return ok({ file: planned.home.profiles, value: planned.value });
        },
      ),
    changeWith: (change) =>
      book.changeWith(async (file) => {
        let next = file;
        const changed = await change((registryFile, profiles) => {
          next = profiles(file);
          return save({ registry: registryFile, ...(next === file ? {} : { profiles: next }) });
        });
        return changed.ok ? ok({ file: next, value: changed.value }) : changed;
      }),
  };
}

/** Saves one of two documents by itself, and both with `both`. */
export function homeSaver(
  documents: {
    readonly profiles: Pick<DocumentStore<ProfilesFile>, 'save'>;
    readonly registry: Pick<DocumentStore<RegistryFile>, 'save'>;
  },
  both: (profiles: ProfilesFile, registry: RegistryFile) => Promise<SaveResult>,
): (next: HomeSave) => Promise<SaveResult> {
  return async ({ profiles, registry }) => {
    if (profiles !== undefined && registry !== undefined) return both(profiles, registry);
    if (profiles !== undefined) return documents.profiles.save(profiles);
    return registry === undefined ? ok(undefined) : documents.registry.save(registry);
  };
}
