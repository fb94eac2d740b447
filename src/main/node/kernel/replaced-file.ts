import { stat, unwatchFile, watchFile } from 'node:fs';
import type { Stats } from 'node:fs';

/**
 * Tells once when another file stands at `path` than the one that stood there first, looking every
 * `everyMs`. A file that is merely gone is none: a package that is replaced may be away for a moment,
 * and one that was removed has nothing newer.
 */
export function watchReplaced(path: string, everyMs: number, onReplaced: () => void): Disposable {
  let first: Stats | undefined;
  const look = (now: Stats) => {
    if (now.nlink === 0 || first === undefined || now.ino === first.ino) return;
    end();
    onReplaced();
  };
  const end = () => unwatchFile(path, look);
  stat(path, (error, found) => {
    if (error === null) first = found;
  });
  watchFile(path, { interval: everyMs, persistent: false }, look);
  return { [Symbol.dispose]: end };
}
