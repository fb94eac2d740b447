import type { PathChoices } from './app-paths.ts';
import type { System } from './known-app.ts';

/** The names in a folder; none where it is missing or cannot be read. */
export type NamesIn = (folder: string) => Promise<readonly string[]>;

/** How many installations of one app are looked at. */
const maxMatches = 20;

/**
 * The places with the folders put in that are there for a `*`: what the shop of a system has
 * installed keeps its files in a folder of its own, whose name nobody can know (`Claude_*`). Each
 * such folder is a place by itself, so that an installation of either kind is shown.
 */
export async function placesThatAre(
  choices: PathChoices,
  system: System,
  names: NamesIn,
): Promise<PathChoices> {
  const found = await Promise.all(
    choices.map(async (alternatives) => {
      const [only] = alternatives;
      if (alternatives.length !== 1 || only === undefined || !hasFolderPattern(only, system))
        return [alternatives];
      return (await matches(only, system, names)).map((place) => [place]);
    }),
  );
  return found.flat();
}

/** Whether `place` is one that `pattern` stands for. */
export function isPlaceLike(pattern: string, place: string, system: System): boolean {
  if (!hasFolderPattern(pattern, system)) return pattern === place;
  const [these, those] = [pattern.split(separator(system)), place.split(separator(system))];
  return (
    these.length === those.length &&
    these.every((one, index) => one === those[index] || isNameLike(one, those[index] ?? '', system))
  );
}

const separator = (system: System): string => (system === 'win32' ? '\\' : '/');

/** A star in the last part stands for any file of a folder, which is read elsewhere. */
function hasFolderPattern(place: string, system: System): boolean {
  return place
    .split(separator(system))
    .slice(0, -1)
    .some((part) => part.includes('*'));
}

async function matches(pattern: string, system: System, names: NamesIn): Promise<string[]> {
  const sep = separator(system);
  const parts = pattern.split(sep);
  const at = parts.findIndex((part) => part.includes('*'));
  const folder = parts.slice(0, at).join(sep);
  const found = (await names(folder + sep)).filter((name) =>
    isNameLike(parts[at] ?? '', name, system),
  );
  return found.slice(0, maxMatches).map((name) => [folder, name, ...parts.slice(at + 1)].join(sep));
}

function isNameLike(pattern: string, name: string, system: System): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const isLike = new RegExp(`^${parts.join('.*')}$`, system === 'win32' ? 'is' : 's');
  return isLike.test(name) && name !== '' && !/^\.\.?$/.test(name);
}
