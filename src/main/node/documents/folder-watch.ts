import { watch } from 'node:fs';

import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';

/** Writing a file takes several steps, each of which is told; this long after the last it is over, ms. */
const quietForMs = 200;

/**
 * Calls `onChange` a moment after files in a folder have changed that bear one of these names,
 * whoever changed them. Where the system cannot watch the folder, nothing is told.
 */
export function watchFolder(
  options: { readonly folder: string; readonly names: readonly string[] },
  onChange: () => void,
  { clock, logger }: { readonly clock: Clock; readonly logger: Logger },
): Disposable {
  let timer: Disposable | undefined;
  const soon = (name: string | null): void => {
    if (name !== null && !options.names.includes(name)) return;
    timer?.[Symbol.dispose]();
    timer = clock.schedule(quietForMs, onChange);
  };
  try {
    const watcher = watch(options.folder, { persistent: false }, (_event, name) => soon(name));
    watcher.on('error', (error) => {
      logger.warn('the data folder is no longer watched', { error: String(error) });
      watcher.close();
    });
    return {
      [Symbol.dispose]() {
        timer?.[Symbol.dispose]();
        watcher.close();
      },
    };
  } catch (error) {
    logger.warn('the data folder cannot be watched', { error: String(error) });
    return { [Symbol.dispose]: () => undefined };
  }
}
