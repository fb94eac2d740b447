import type { BackupReason } from '../../../shared/domain/moving.ts';
import type { KeptProfile } from '../../../shared/domain/profile.ts';
import { own } from '../../../shared/util/own.ts';
import { ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { ChosenDraft } from '../chosen-draft.ts';
import type { ProfileStore, ProfilesFile } from '../../profiles/profile-store.ts';
import type { BatchRefusal } from '../../registry/registry-error.ts';
import type { RegistryFile } from '../../registry/registry-file.ts';
import type { SaveResult } from '../../registry/registry-change.ts';
import type { BatchDraft, BatchServer } from '../../registry/server-batch.ts';
import type { RegistryMaintenance, Servers } from '../../registry/registry-ports.ts';
import { unchosen, withFormerValues } from '../../profiles/home-steps.ts';
import { valuesOfProfile } from '../../registry/variable-values.ts';
import { withMovedPlaces } from './moved-places.ts';
import { matchProfiles, withChoices } from './match-profiles.ts';
import type { MatchedProfiles } from './match-profiles.ts';
import type { MovedHome, MovedServer } from './moved-server.ts';

/** What importing a home did. */
export interface SavedHome {
  readonly batch: readonly BatchServer[];
  /** Profiles that were made, with their titles. */
  readonly profiles: readonly { readonly id: string; readonly title: string }[];
}

/** What saving an imported home needs from outside. */
export interface MovedImportDeps {
  readonly book: Pick<ProfileStore, 'changeWith'>;
  readonly registry: Pick<Servers, 'list'> & Pick<RegistryMaintenance, 'saveBatch'>;
  readonly keepBackup: (reason: BackupReason) => Promise<void>;
  /** Puts both documents on the disk in one step. */
  readonly save: (profiles: ProfilesFile, registry: RegistryFile) => Promise<SaveResult>;
}

/**
 * Saves chosen servers together with the profiles of the homes they come from: all of it or nothing,
 * in one step. Servers are off, unless the person wants on what was on. No file brings an agreement:
 * programs wait for the person's yes to what exactly they start.
 */
export function saveMovedHomes(
  homes: readonly MovedHome[],
  chosen: readonly ChosenDraft[],
  turnsOn: boolean,
  { book, registry, keepBackup, save }: MovedImportDeps,
): Promise<Result<SavedHome, BatchRefusal>> {
  return book.changeWith(async (file) => {
    const matched = matchHomes(homes, file.profiles);
    const added = [...matched.values()].flatMap((one) => one.added);
    const made = added.map(({ id, title }) => ({ id, title }));
    const isUntouched = registry.list().length === 0 && file.profiles.length === 1;
    const here = isUntouched ? file.profiles.map((one) => likeInFile(one, matched)) : file.profiles;
    const profiles = { ...file, profiles: [...here, ...added] };
    const drafts = chosen.map((one) => batchDraftOf(one, matched, turnsOn));
    let next = profiles;
    await keepBackup('import');
    const saved = await registry.saveBatch(drafts, file.activeId, (servers, batch) => {
      const fresh = unchosen(batch.map(({ server }) => server.name))(profiles);
      const takesOrder = (id: string) => isUntouched || made.some((one) => one.id === id);
      const movedAt = (index: number) => {
        const moved = chosen[index]?.moved;
        return moved && { moved, ids: idsFor(moved, matched) };
      };
      const placed = withMovedPlaces(fresh, batch, movedAt, takesOrder);
      next = turnsOn ? withChoices(placed, choicesFor(batch, chosen, matched, placed)) : placed;
      return save(next, servers);
    });
    if (!saved.ok) return saved;
    const batch = withFormerValues(saved.value, file.profiles);
    return ok({ file: next, value: { batch, profiles: made } });
  });
}

type Matches = ReadonlyMap<readonly KeptProfile[], MatchedProfiles>;

/** Who is who, by the profiles of each file; one that two files have is made once. */
function matchHomes(homes: readonly MovedHome[], here: readonly KeptProfile[]): Matches {
  const matches = new Map<readonly KeptProfile[], MatchedProfiles>();
  let all = here;
  for (const { file } of homes) {
    const { profiles } = file.contents.profiles;
    const matched = matchProfiles(profiles, all);
    matches.set(profiles, matched);
    all = [...all, ...matched.added];
  }
  return matches;
}

/** Where nothing was set up yet, a profile looks as it did elsewhere; else the person chose its look. */
function likeInFile(here: KeptProfile, matches: Matches): KeptProfile {
  for (const [profiles, { ids }] of matches) {
    const twin = profiles.find(({ id }) => ids.get(id) === here.id);
    if (twin !== undefined) return { ...here, icon: twin.icon, color: twin.color };
  }
  return here;
}

function idsFor({ profiles }: MovedServer, matches: Matches): MatchedProfiles['ids'] {
  return matches.get(profiles)?.ids ?? new Map();
}

function batchDraftOf(
  { batchDraft, moved }: ChosenDraft,
  matches: Matches,
  turnsOn: boolean,
): BatchDraft {
  if (moved === undefined) return batchDraft;
  const ids = idsFor(moved, matches);
  const { definition } = moved;
  const { scope } = definition;
  const isOn = turnsOn ? definition.enabled : batchDraft.draft.enabled;
  const profiles = 'profiles' in scope ? scope.profiles.flatMap((id) => ids.get(id) ?? []) : [];
  return {
    ...batchDraft,
    draft: {
      ...batchDraft.draft,
      enabled: isOn ?? false,
      scope: scope.kind === 'private' ? { ...scope, profiles } : scope,
    },
    values: {},
    valuesOf: Object.fromEntries(
      [...ids].map(([fileId, id]) => [id, valuesIn(moved, fileId)] as const),
    ),
    wishedName: definition.name,
    ...(definition.handle !== undefined && { wishedHandle: definition.handle }),
    leavesSecretsOpen: true,
  };
}

/** What a profile of the file had filled in, as far as it can be read. */
function valuesIn({ definition, secrets }: MovedServer, profileId: string): Record<string, string> {
  const declared = new Set(definition.variables.map(({ name }) => name));
  const values = Object.entries(valuesOfProfile(definition, profileId));
  return Object.fromEntries(
    values.flatMap(([name, value]) => {
      const text = value.kind === 'text' ? value.text : secrets.get(value.secretId);
      return text === undefined || !declared.has(name) ? [] : [[name, text] as const];
    }),
  );
}

/**
 * Choices by profile, for the names the servers have got here. A profile the file does not know has
 * on what all of those have on, and nothing of what was replaced.
 */
function choicesFor(
  batch: readonly BatchServer[],
  chosen: readonly ChosenDraft[],
  matches: Matches,
  { profiles }: ProfilesFile,
): ReadonlyMap<string, Readonly<Record<string, boolean>>> {
  const choices = new Map<string, Record<string, boolean>>();
  batch.forEach(({ server, previous }, index) => {
    const moved = chosen[index]?.moved;
    if (moved === undefined) return;
    const there = new Map(
      [...idsFor(moved, matches)].map(([fileId, id]) => [
        id,
        own(moved.choices, fileId) ?? server.enabled,
      ]),
    );
    const isOnForAll = previous === undefined && [...there.values()].every(Boolean);
    for (const { id } of profiles) {
      const isOn = there.get(id) ?? isOnForAll;
      if (isOn !== server.enabled) choices.set(id, { ...choices.get(id), [server.name]: isOn });
    }
  });
  return choices;
}
