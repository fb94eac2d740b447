import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const pipes = '\\\\.\\pipe\\';

/**
 * Where the local door of the Patchbay with this data folder is: a Unix socket below it, on Windows a
 * named pipe. A pipe lies in no folder, so its name follows from the folder, which every user has for
 * themselves; the bridge makes the same name.
 */
export function doorPath(dataFolder: string, platform: NodeJS.Platform): string {
  if (platform !== 'win32') return posix.join(dataFolder, 'gateway', 'socket');
  const mark = createHash('sha256').update(dataFolder.toLowerCase()).digest('hex').slice(0, 32);
  return `${pipes}patchbay-${mark}`;
}

/** Whether a path is the name of a pipe: only its own user may write to one unless told otherwise. */
export const isPipe = (path: string): boolean => path.startsWith(pipes);
