import { posix, win32 } from 'node:path';

import type { ImportSource, System } from './known-app.ts';
import { own } from '../../shared/util/own.ts';

/** What decides where a person's files are. */
export interface Surroundings {
  readonly system: System;
  /** The person's folder. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Files in their order; of each inner list only the first that exists counts. */
export type PathChoices = readonly (readonly string[])[];

/** The files of the person that an app may have on this system. */
export function userPaths(source: ImportSource, surroundings: Surroundings): PathChoices {
  return source.user[surroundings.system]
    .map((place) => (typeof place === 'string' ? [place] : place))
    .map((choices) => choices.flatMap((path) => expanded(path, surroundings) ?? []))
    .filter((choices) => choices.length > 0);
}

/** Each of these places that is one on this system. */
export const placesOf = (places: readonly string[], surroundings: Surroundings): string[] =>
  places.flatMap((place) => expanded(place, surroundings) ?? []);

/** The folder that a place is in. */
export const folderOf = (place: string, system: System): string => pathsOf(system).dirname(place);

/** The files of an app in a project's folder. */
export function projectPaths(
  source: ImportSource,
  folder: string,
  system: System,
): readonly string[] {
  const paths = pathsOf(system);
  return source.project.map((path) => paths.join(folder, path));
}

/** A place as a person reads it: `~` for their own folder. */
export function shortPlace(place: string, { home, system }: Surroundings): string {
  const { sep } = pathsOf(system);
  return place.startsWith(home + sep) ? `~${place.slice(home.length)}` : place;
}

const pathsOf = (system: System): typeof posix => (system === 'win32' ? win32 : posix);

function expanded(path: string, { system, home, env }: Surroundings): string | undefined {
  const paths = pathsOf(system);
  const [first = '', ...rest] = path.split('/');
  if (first === '~') return paths.join(home, ...rest);
  const name = /^(?:\$(\w+)|%(\w+)%)$/.exec(first)?.slice(1).find(Boolean) ?? '';
  const value = own(env, name) || own(defaults, name)?.map((part) => part || home);
  const base = Array.isArray(value) ? paths.join(...value) : value;
  // A relative folder would mean another place with every start.
  return base === undefined || !paths.isAbsolute(base) ? undefined : paths.join(base, ...rest);
}

/** Where a folder is when its variable is not set; the blank part is the person's folder. */
const defaults: Readonly<Record<string, readonly string[]>> = {
  XDG_CONFIG_HOME: ['', '.config'],
  APPDATA: ['', 'AppData', 'Roaming'],
  LOCALAPPDATA: ['', 'AppData', 'Local'],
};
