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
  /** A person has named the place. */
  readonly isNamed: boolean;
}

/** A file of an app that a person has named, since it lies where no table knows. */
export interface NamedPlace {
  /** The app's id in the table. */
  readonly app: string;
  readonly place: string;
}

/** Every app that can be connected and is here, in the order of the table, with the files that were named. */
export async function foundApps(
  files: Pick<AppFiles, 'exists' | 'names' | 'hash'>,
  surroundings: Surroundings,
  named: readonly NamedPlace[],
): Promise<readonly FoundApp[]> {
  const found = await Promise.all(
    importSources.map(async (source) => {
      const usual = await foundOf(source, files, surroundings);
      const taken = new Set(usual.map(({ place }) => place));
      return [...usual, ...namedOf(source, named, taken, files)];
    }),
  );
  return found.flat();
}

/** Every app whose file a person may name. */
export const nameableApps: readonly Pick<FoundApp, 'id' | 'title'>[] = importSources
  .filter(({ connect }) => connect?.by === 'file')
  .map(({ id, title }) => ({ id, title }));

/** A named file is shown wherever it lies, and also while it is away. */
function namedOf(
  { id, title, connect: way }: ImportSource,
  named: readonly NamedPlace[],
  taken: ReadonlySet<string>,
  { hash }: Pick<AppFiles, 'hash'>,
): readonly FoundApp[] {
  if (way === undefined) return [];
  const places = named.filter((one) => one.app === id && !taken.has(one.place));
  return places.map(({ place }) => ({
    id: `${id}-${hash(Buffer.from(place)).slice(0, 12)}`,
    title,
    // Its own command and bundles lead to the file at the usual place.
    way: { ...way, command: undefined, takesBundles: undefined },
    place,
    isNamed: true,
  }));
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
  if (way.by === 'hand') return isSeen ? [{ id, title, way, place: '', isNamed: false }] : [];
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
    isNamed: false,
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
