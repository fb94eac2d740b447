import type { ServerDefinition, ServerDraftInput } from '../../shared/domain/server.ts';
import { ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type {
  BatchRefusal,
  ChangeRefusal,
  SaveRefusal,
  StorageRefusal,
} from '../registry/registry-error.ts';
import type { BatchDraft, BatchServer } from '../registry/server-batch.ts';
import type { SaveOptions } from '../registry/save-options.ts';
import type { ServerRegistry } from '../registry/registry-ports.ts';
import type { HomeChanges } from './home-changes.ts';
import { knownValues, withKnownValues, withoutChoices } from './on-off.ts';
import type { OnByProfile } from './on-off.ts';
import type { ProfileStore, ProfilesFile } from './profile-store.ts';

/** A server that was taken out, and for which profiles it was on. */
export interface TakenServer {
  readonly server: ServerDefinition;
  readonly known: OnByProfile;
}

/**
 * Servers that come and go, each with what profiles have chosen about it, in one step: nobody has
 * chosen anything about a server that is new, or that takes the place of another.
 */
interface ServerChanges {
  create(
    draft: ServerDraftInput,
    options?: SaveOptions,
  ): Promise<Result<ServerDefinition, SaveRefusal>>;
  saveBatch(
    drafts: readonly BatchDraft[],
    profileId: string,
  ): Promise<Result<readonly BatchServer[], BatchRefusal>>;
  /** What was replaced is on and off again for whom it was. */
  undoBatch(batch: readonly BatchServer[]): Promise<Result<readonly BatchServer[], StorageRefusal>>;
  takeOut(name: string): Promise<Result<TakenServer, ChangeRefusal>>;
  putBack(taken: TakenServer): Promise<Result<ServerDefinition, StorageRefusal>>;
}

/** Creates them over the registry of every server. */
export function createServerChanges({
  registry,
  profiles,
  home,
}: {
  readonly registry: ServerRegistry;
  readonly profiles: Pick<ProfileStore, 'file'>;
  readonly home: HomeChanges;
}): ServerChanges {
  return {
    create: (draft, options) =>
      home.changeWith((save) =>
        registry.create(draft, options, (file, { name }) => save(file, unchosen([name]))),
      ),
    async saveBatch(drafts, profileId) {
      const before = profiles.file().profiles;
      const saved = await home.changeWith((save) =>
        registry.saveBatch(drafts, profileId, (file, batch) =>
          save(file, unchosen(batch.map(({ server }) => server.name))),
        ),
      );
      return saved.ok ? ok(withFormerValues(saved.value, before)) : saved;
    },
    undoBatch: (batch) =>
      home.changeWith((save) =>
        registry.undoBatch(batch, (file, undone) => {
          const gone = undone.flatMap(({ server, previous }) => (previous ? [] : [server.name]));
          const back = undone.flatMap(({ server: { scope }, previous, previousOn = new Map() }) =>
            previous ? [{ server: { ...previous, scope }, known: previousOn }] : [],
          );
          return save(file, (all) => chosenAgain(back)(unchosen(gone)(all)));
        }),
      ),
    takeOut: (name) =>
      home.changeWith(async (save) => {
        let known: OnByProfile = new Map();
        const removed = await registry.remove(name, {
          keepSecrets: true,
          save: (file) =>
            save(file, (all) => {
              const server = registry.get(name);
              if (server !== undefined) known = knownValues(server, all.profiles);
              return unchosen([name])(all);
            }),
        });
        return removed.ok ? ok({ server: removed.value.server, known }) : removed;
      }),
    putBack: ({ server, known }) =>
      home.changeWith((save) =>
        registry.bringBack(server, (file, back) =>
          save(file, chosenAgain([{ server: back, known }])),
        ),
      ),
  };
}

/** A batch with what each server it replaced was for the profiles of then. */
export function withFormerValues(
  batch: readonly BatchServer[],
  profiles: ProfilesFile['profiles'],
): readonly BatchServer[] {
  return batch.map((one) =>
    one.previous === undefined ? one : { ...one, previousOn: knownValues(one.previous, profiles) },
  );
}

/** Profiles without any choice about these servers. */
export const unchosen =
  (names: readonly string[]) =>
  (file: ProfilesFile): ProfilesFile =>
    withoutChoices({ profiles: file, servers: [] }, names).profiles;

/** Profiles with servers on and off as they were. */
const chosenAgain =
  (back: readonly TakenServer[]) =>
  (file: ProfilesFile): ProfilesFile =>
    back.reduce(
      (one, { server, known }) =>
        withKnownValues({ profiles: one, servers: [] }, server, known).profiles,
      file,
    );
