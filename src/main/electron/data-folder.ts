import { existsSync } from 'node:fs';
import { win32 } from 'node:path';

/**
 * Where Patchbay's data lies instead of where Electron would put it; undefined where that is right. On
 * Windows that is the local folder of this person: the roaming one is copied to other computers, on
 * which the key of the vault does not open, and caches have no business in it. Data that is already in
 * the roaming folder stays there, and with it the name of the pipe that apps know.
 */
export function localDataFolder(
  platform: NodeJS.Platform,
  env: Readonly<Record<string, string | undefined>>,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  const { APPDATA: roaming, LOCALAPPDATA: local } = env;
  if (platform !== 'win32' || !local) return undefined;
  const own = win32.join(local, 'Patchbay');
  if (!roaming) return own;
  const former = win32.join(roaming, 'Patchbay');
  const hasServers = (folder: string) => exists(win32.join(folder, 'data', 'servers.json'));
  return hasServers(former) && !hasServers(own) ? former : own;
}
