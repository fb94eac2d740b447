import type { ConnectWay, ImportSource } from '../apps/known-app.ts';
import type { Surroundings } from '../apps/app-paths.ts';
import { folderOf, placesOf, userPaths } from '../apps/app-paths.ts';
import { placesThatAre } from '../apps/place-patterns.ts';
import { importSources } from '../apps/known-apps.ts';
import type { AppFiles } from './app-files.ts';

/** An app that is on this computer, with the file its servers are in. */
export interface FoundApp {
  /** Of the app; with a number where it has several files here. */
  readonly id: string;
  readonly title: string;
  readonly way: ConnectWay;
  /** Empty for an app that is connected by hand. */
  readonly place: string;
}

/** Every app that can be connected and is here, in the order of the table. */
export async function foundApps(
  files: Pick<AppFiles, 'exists' | 'names'>,
  surroundings: Surroundings,
): Promise<readonly FoundApp[]> {
  const found = await Promise.all(
    importSources.map((source) => foundOf(source, files, surroundings)),
  );
  return found.flat();
}

async function foundOf(
  source: ImportSource,
  { exists, names }: Pick<AppFiles, 'exists' | 'names'>,
  surroundings: Surroundings,
): Promise<readonly FoundApp[]> {
  const { id, title, connect: way } = source;
  if (way === undefined) return [];
  const signs = placesOf(way.signs ?? [], surroundings);
  const isSeen = (await Promise.all(signs.map(exists))).includes(true);
  if (way.by === 'hand') return isSeen ? [{ id, title, way, place: '' }] : [];
  const isHere = async (place: string): Promise<boolean> => {
    if (await exists(place)) return true;
    if (way.needsFile === true) return false;
    const folder = folderOf(place, surroundings.system);
    return isSeen || (folder !== surroundings.home && (await exists(folder)));
  };
  const all = userPaths(source, surroundings);
  const chosen = await Promise.all(
    (await placesThatAre(all, surroundings.system, names))
      .map((choices) => choices.filter((place) => !place.endsWith('*')))
      .map((choices) => firstHere(choices, exists, isHere)),
  );
  const places = chosen.filter((place) => place !== undefined);
  return places.map((place, at) => ({
    id: at === 0 ? id : `${id}-${String(at + 1)}`,
    title,
    way,
    place,
  }));
}

/** The first that exists, else the first that could. */
async function firstHere(
  choices: readonly string[],
  exists: (place: string) => Promise<boolean>,
  isHere: (place: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (const test of [exists, isHere]) {
    for (const place of choices) if (await test(place)) return place;
  }
  return undefined;
}
