import type { BackupReason } from '../../shared/domain/moving.ts';
import type { ServerDefinition, ServerDraftInput } from '../../shared/domain/server.ts';
import { err, ok } from '../../shared/util/result.ts';
import type { Result } from '../../shared/util/result.ts';
import type {
  BatchRefusal,
  ChangeRefusal,
  SaveRefusal,
  StorageRefusal,
} from '../registry/registry-error.ts';
import type { BatchDraft, BatchServer } from '../registry/server-batch.ts';
import type { SaveOptions } from '../registry/save-options.ts';
import type { SaveResult } from '../registry/registry-change.ts';
import type { ServerRegistry } from '../registry/registry-ports.ts';
import type { Home } from './home.ts';
import { createHomeChanges } from './home-changes.ts';
import type { HomeChanges, HomeSave } from './home-changes.ts';
import { knownValues, withKnownValues, withoutChoices } from './on-off.ts';
import type { OnByProfile } from './on-off.ts';
import { placesOf, withKnownPlaces, withoutPlaces } from './places.ts';
import type { Places } from './places.ts';
import type { ProfileStore, ProfilesFile } from './profile-store.ts';
import type { ServersInUse } from './servers-in-use.ts';

/** A server that was taken out, for which profiles it was on, and which place it had with them. */
export interface TakenServer {
  readonly server: ServerDefinition;
  readonly known: OnByProfile;
  readonly places: Places;
}

/**
 * Changes of servers together with what profiles have chosen about them: each is on the disk whole, or
 * not made, and told as one. Nobody has chosen anything about a server that is new, or that takes the
 * place of another.
 */
export interface HomeSteps extends Pick<HomeChanges, 'change'> {
  create(
    draft: ServerDraftInput,
    options?: SaveOptions,
  ): Promise<Result<ServerDefinition, SaveRefusal>>;
  /** Keeps a backup first; for the profile in use, unless another is named. */
  saveBatch(
    drafts: readonly BatchDraft[],
    profileId?: string,
  ): Promise<Result<readonly BatchServer[], BatchRefusal>>;
  /** What was replaced is on and off again for whom it was. */
  undoBatch(batch: readonly BatchServer[]): Promise<Result<readonly BatchServer[], StorageRefusal>>;
  /** Takes a server away from everybody; its secrets stay until `dropSecretsOf`. */
  takeOut(name: string): Promise<Result<TakenServer, ChangeRefusal>>;
  /** Brings it back, on and off for everybody as it was; under another name if its own is taken. */
  putBack(taken: TakenServer): Promise<Result<ServerDefinition, StorageRefusal>>;
}

/** What the steps reach into. */
export interface HomeStepsDeps {
  /** Every server, whoever may use it. */
  readonly registry: ServerRegistry;
  readonly profiles: ProfileStore;
  /** The servers of the profile in use. */
  readonly servers: Pick<ServersInUse, 'get' | 'viewOf' | 'inOneStep'>;
  /** Puts what changes of profiles and servers on the disk, both in one step. */
  readonly save: (next: HomeSave) => Promise<SaveResult>;
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
}

/** Creates the steps over the registry of every server and the profiles. */
export function createHomeSteps(deps: HomeStepsDeps): HomeSteps {
  const { servers, profiles } = deps;
  const home = createHomeChanges({ book: profiles, ...deps });
  const steps = serverSteps(deps, home);
  return {
    change: (plan) => servers.inOneStep(() => home.change(plan)),
    create: (draft, options) => servers.inOneStep(() => steps.create(draft, options)),
    saveBatch: (drafts, profileId = profiles.active().id) =>
      servers.inOneStep(() => steps.saveBatch(drafts, profileId)),
    undoBatch: (batch) => servers.inOneStep(() => steps.undoBatch(batch)),
    takeOut: (name) =>
      servers.get(name) === undefined
        ? Promise.resolve(err({ code: 'NOT_FOUND', name }))
        : servers.inOneStep(() => steps.takeOut(name)),
    async putBack(taken) {
      const back = await servers.inOneStep(() => steps.putBack(taken));
      return back.ok ? ok(servers.viewOf(back.value) ?? back.value) : back;
    },
  };
}

function serverSteps(
  { registry, profiles, keepBackup }: HomeStepsDeps,
  home: HomeChanges,
): Omit<HomeSteps, 'change'> & {
  saveBatch(drafts: readonly BatchDraft[], profileId: string): ReturnType<HomeSteps['saveBatch']>;
} {
  return {
    create: (draft, options) =>
      home.changeWith((save) =>
        registry.create(draft, options, (file, { name }) => save(file, unchosen([name]))),
      ),
    async saveBatch(drafts, profileId) {
      const before = profiles.file().profiles;
      const saved = await home.changeWith(async (save) => {
        await keepBackup('import');
        return registry.saveBatch(drafts, profileId, (file, batch) =>
          save(file, unchosen(batch.map(({ server }) => server.name))),
        );
      });
      return saved.ok ? ok(withFormerValues(saved.value, before)) : saved;
    },
    undoBatch: (batch) =>
      home.changeWith((save) =>
        registry.undoBatch(batch, (file, undone) => {
          const gone = undone.flatMap(({ server, previous }) => (previous ? [] : [server.name]));
          const back = undone.flatMap(({ server: { scope }, previous, ...former }) =>
            previous === undefined
              ? []
              : {
                  server: { ...previous, scope },
                  known: former.previousOn ?? new Map<string, boolean>(),
                  places: former.previousPlaces ?? new Map<string, never>(),
                },
          );
          return save(file, (all) => chosenAgain(back)(unchosen(gone)(all)));
        }),
      ),
    takeOut: (name) =>
      home.changeWith(async (save) => {
        let taken: TakenServer | undefined;
        const removed = await registry.remove(name, {
          keepSecrets: true,
          save: (file) =>
            save(file, (all) => {
              const server = registry.get(name);
              if (server !== undefined) taken = takenServer(server, all.profiles);
              return unchosen([name])(all);
            }),
        });
        if (!removed.ok) return removed;
        const { server } = removed.value;
        return ok({ ...(taken ?? takenServer(server, [])), server });
      }),
    putBack: ({ server, ...former }) =>
      home.changeWith((save) =>
        registry.bringBack(server, (file, back) =>
          save(file, chosenAgain([{ server: back, ...former }])),
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
    one.previous === undefined
      ? one
      : {
          ...one,
          previousOn: knownValues(one.previous, profiles),
          previousPlaces: placesOf(one.previous.name, profiles),
        },
  );
}

/** Profiles that know nothing of these servers: no choice about them, and no place for them. */
export const unchosen =
  (names: readonly string[]) =>
  (file: ProfilesFile): ProfilesFile =>
    withoutTraces({ profiles: file, servers: [] }, names).profiles;

/** The home with {@link unchosen} profiles. */
export function withoutTraces(home: Home, names: readonly string[]): Home {
  return withoutPlaces(withoutChoices(home, names), names);
}

/** A server that is taken out, with what it is to these profiles. */
export function takenServer(
  server: ServerDefinition,
  profiles: ProfilesFile['profiles'],
): TakenServer {
  const known = knownValues(server, profiles);
  return { server, known, places: placesOf(server.name, profiles) };
}

/** Profiles with servers on and off, and in their places, as they were. */
const chosenAgain =
  (back: readonly TakenServer[]) =>
  (file: ProfilesFile): ProfilesFile =>
    back.reduce((all, one) => {
      const chosen = withKnownValues({ profiles: all, servers: [] }, one.server, one.known);
      return withKnownPlaces(chosen, one.server.name, one.places).profiles;
    }, file);
