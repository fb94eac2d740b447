import { readMovedHome } from './patchbay-export/moved-home.ts';
import type { Find, Origin } from './find.ts';
import type { FileReading, SettingsFiles } from './import-ports.ts';
import { importProblem } from './import-problem.ts';
import { readAnyFile } from './read-any.ts';
import { readSettings } from './read-settings.ts';
import type { ImportSource } from '../apps/known-app.ts';
import { formatOf } from '../apps/known-app.ts';
import { projectPaths, userPaths } from '../apps/app-paths.ts';
import type { Surroundings } from '../apps/app-paths.ts';
import { isPlaceLike, placesThatAre } from '../apps/place-patterns.ts';
import { importSources } from '../apps/known-apps.ts';

/** What finding needs from outside. */
export interface FindDeps {
  readonly files: SettingsFiles;
  readonly surroundings: Surroundings;
}

/** Looks at every place where an app on this system keeps its servers. Absent files are no finds. */
export async function findOnComputer(deps: FindDeps, signal?: AbortSignal): Promise<Find[]> {
  const finds = await Promise.all(
    importSources.map(async (source) => {
      const { system } = deps.surroundings;
      const choices = userPaths(source, deps.surroundings);
      const places = await placesThatAre(choices, system, (folder) => deps.files.names(folder));
      const found = await Promise.all(
        places.map((paths) => firstFind(source, paths, deps, signal)),
      );
      return found.flat();
    }),
  );
  return finds.flat();
}

/** Looks at the files of every app in a project's folder. */
export async function findInFolder(
  folder: string,
  deps: FindDeps,
  signal?: AbortSignal,
): Promise<Find[]> {
  const { system } = deps.surroundings;
  const finds = await Promise.all(
    importSources.flatMap((source) =>
      projectPaths(source, folder, system).map((path) =>
        readPlace(source, path, deps, signal, folder),
      ),
    ),
  );
  return finds.flat();
}

/**
 * Reads one file a person chose, as the app's it looks like, else as whatever it is. A file that
 * went away meanwhile is a find with that problem.
 */
export async function findInFile(
  path: string,
  deps: FindDeps,
  signal?: AbortSignal,
): Promise<Find[]> {
  const source =
    importSources.find((one) => isPlaceOf(one, path, deps.surroundings)) ??
    importSources.find((one) => projectOf(one, path, deps.surroundings) !== undefined);
  const origin = { sourceId: 'file', title: '', place: path };
  const { home } = deps.surroundings;
  const finds =
    source === undefined
      ? findOf(
          await deps.files.read(path, signal),
          origin,
          (text) => readMovedHome(text) ?? readAnyFile(path, text, home),
        )
      : await readPlace(source, path, deps, signal, projectOf(source, path, deps.surroundings));
  if (finds.length > 0) return finds;
  return [{ ...origin, isLink: false, servers: [], problems: [importProblem('FILE_GONE')] }];
}

function isPlaceOf(source: ImportSource, path: string, surroundings: Surroundings): boolean {
  return userPaths(source, surroundings).some((choices) =>
    choices.some((place) => isPlaceLike(place, path, surroundings.system)),
  );
}

/** The project's folder, when `path` is where an app keeps the servers of a project. */
function projectOf(
  source: ImportSource,
  path: string,
  surroundings: Surroundings,
): string | undefined {
  if (isPlaceOf(source, path, surroundings)) return undefined;
  const plain = path.replaceAll('\\', '/');
  const place = source.project.find((one) => !one.includes('*') && plain.endsWith(`/${one}`));
  return place === undefined ? undefined : path.slice(0, -place.length - 1) || path.slice(0, 1);
}

async function firstFind(
  source: ImportSource,
  paths: readonly string[],
  deps: FindDeps,
  signal: AbortSignal | undefined,
): Promise<Find[]> {
  for (const path of paths) {
    const finds = await readPlace(source, path, deps, signal);
    if (finds.length > 0) return finds;
  }
  return [];
}

async function readPlace(
  source: ImportSource,
  path: string,
  deps: FindDeps,
  signal: AbortSignal | undefined,
  folder?: string,
): Promise<Find[]> {
  const paths = path.endsWith('*') ? await settingsIn(path.slice(0, -1), deps.files) : [path];
  const { home } = deps.surroundings;
  const finds = await Promise.all(
    paths.map(async (one) => {
      const reading = await deps.files.read(one, signal);
      const origin = { sourceId: source.id, title: source.title, place: one };
      const { roots, flavour } = source;
      const context = { format: formatOf(one), roots, flavour, home };
      return findOf(reading, origin, (text) =>
        readSettings(text, folder === undefined ? context : { ...context, folder }),
      );
    }),
  );
  return finds.flat();
}

async function settingsIn(folder: string, files: SettingsFiles): Promise<string[]> {
  const names = await files.names(folder);
  return names.filter((name) => /\.(?:ya?ml|jsonc?)$/i.test(name)).map((name) => folder + name);
}

function findOf(
  reading: FileReading,
  origin: Omit<Origin, 'isLink'>,
  read: (text: string) => Pick<Find, 'servers' | 'problems'> & Partial<Find>,
): Find[] {
  if (reading.kind === 'absent') return [];
  if (reading.kind === 'refused') {
    const problems = [importProblem(reading.code, reading.detail)];
    return [{ ...origin, isLink: false, servers: [], problems }];
  }
  return [{ ...origin, isLink: reading.isLink, ...read(reading.text) }];
}
