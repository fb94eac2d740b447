import type { KeptProfile } from '../../../shared/domain/profile.ts';
import type { ProfilesFile } from '../../profiles/profile-store.ts';
import { withPlacesOf } from '../../profiles/places.ts';
import { freeName } from '../../registry/slug.ts';

/** Who is who: profiles of a file and those that are here. */
export interface MatchedProfiles {
  /** Ids here by ids in the file; every profile of the file has one. */
  readonly ids: ReadonlyMap<string, string>;
  /** Profiles that are not here yet, with their ids here, no choices and no places. */
  readonly added: readonly KeptProfile[];
}

/**
 * Matches profiles by their names, as a person reads them; each here is matched once. One that is
 * not here keeps its id where that is free.
 */
export function matchProfiles(
  inFile: readonly KeptProfile[],
  here: readonly KeptProfile[],
): MatchedProfiles {
  const open = new Map<string, KeptProfile[]>();
  for (const profile of here) {
    const title = readTitle(profile);
    open.set(title, [...(open.get(title) ?? []), profile]);
  }
  const taken = new Set(here.map(({ id }) => id));
  const ids = new Map<string, string>();
  const added: KeptProfile[] = [];
  for (const profile of inFile) {
    const match = open.get(readTitle(profile))?.shift();
    const id = match?.id ?? (taken.has(profile.id) ? freeName(profile.title, taken) : profile.id);
    ids.set(profile.id, id);
    if (match !== undefined) continue;
    taken.add(id);
    added.push(withPlacesOf({ ...profile, id, choices: {} }, {}));
  }
  return { ids, added };
}

const readTitle = ({ title }: KeptProfile): string => title.trim().normalize('NFKC').toLowerCase();

/** The document with choices for servers added to those the profiles have. */
export function withChoices(
  file: ProfilesFile,
  choices: ReadonlyMap<string, Readonly<Record<string, boolean>>>,
): ProfilesFile {
  return {
    ...file,
    profiles: file.profiles.map((profile) => ({
      ...profile,
      choices: { ...profile.choices, ...choices.get(profile.id) },
    })),
  };
}
