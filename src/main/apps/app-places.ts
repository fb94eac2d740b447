import type { ImportSource, System } from './known-app.ts';

/** Where an app's files are on each system. */
export type Places = ImportSource['user'];
type PlaceList = Places[System];

/** The same places below the person's folder on every system. */
export const everywhere = (...places: PlaceList): Places => ({
  darwin: places,
  win32: places,
  linux: places,
});

/** A file below the folder where each system's apps keep their settings. */
export const inAppData = (...files: readonly string[]): Places => ({
  darwin: files.map((file) => `~/Library/Application Support/${file}`),
  win32: files.map((file) => `%APPDATA%/${file}`),
  linux: files.map((file) => `$XDG_CONFIG_HOME/${file}`),
});

/**
 * The same places, and on Linux those of the app out of Flatpak or Snap, which keep the settings of
 * each app below a folder that bears its name.
 */
export function packaged(places: Places): Places {
  const inside = places.linux.flatMap((place) => {
    const [, file] = /^\$XDG_CONFIG_HOME\/(.+)$/.exec(typeof place === 'string' ? place : '') ?? [];
    return file === undefined
      ? []
      : [`~/.var/app/*/config/${file}`, `~/snap/*/current/.config/${file}`];
  });
  return { ...places, linux: [...places.linux, ...inside] };
}

/** In the places of both. */
export const both = (one: Places, other: Places): Places => ({
  darwin: [...one.darwin, ...other.darwin],
  win32: [...one.win32, ...other.win32],
  linux: [...one.linux, ...other.linux],
});

/** In no place of its own. */
export const none: Places = everywhere();

/** The block most apps have. */
export const mcpServers = [['mcpServers']] as const;

/** Where an extension of an editor keeps a file, in each editor that takes it. */
export const extension = (id: string, file: string): readonly string[] =>
  ['Code', 'Cursor'].map((editor) => `${editor}/User/globalStorage/${id}/settings/${file}`);

/** Where it is since it was renamed, and where it was. */
export function windsurf(renamed: string): PlaceList {
  return [renamed, '~/.codeium/windsurf/mcp_config.json', '~/.codeium/mcp_config.json'];
}

/** The one with comments hides the other. */
export function shadowing(folder: string, name: string): readonly string[] {
  return [`${folder}/${name}.jsonc`, `${folder}/${name}.json`];
}

/** Where JetBrains' editors keep their settings; only its being there is looked at. */
export const jetbrains: readonly string[] = [
  '~/Library/Application Support/JetBrains',
  '%APPDATA%/JetBrains',
  '$XDG_CONFIG_HOME/JetBrains',
];
