import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

import type { Clock } from '../../kernel/clock.ts';
import type { Logger } from '../../kernel/logger.ts';
import { watchFolder } from '../documents/folder-watch.ts';
import { readWhole } from './read-whole.ts';

/**
 * Calls `onChange` a moment after a file was changed, made, removed or replaced, by watching the
 * folder it is in and the one a link leads to. Costs nothing in between. Where the system cannot
 * watch, nothing is told: the page of connected apps looks by itself.
 */
export function watchAppFile(
  place: string,
  onChange: () => void,
  deps: { readonly clock: Clock; readonly logger: Logger },
): Disposable {
  const watchers = [...new Set([place, targetOf(place)])].map((path) =>
    watchFolder({ folder: dirname(path), names: [basename(path)] }, onChange, deps),
  );
  return { [Symbol.dispose]: () => watchers.forEach((one) => one[Symbol.dispose]()) };
}

/** SHA-256 of a file in hexadecimal; undefined when it cannot be read whole. */
export async function hashOfFile(place: string): Promise<string | undefined> {
  const read = await readWhole(place).catch(() => undefined);
  return read?.ok === true ? createHash('sha256').update(read.value).digest('hex') : undefined;
}

function targetOf(place: string): string {
  try {
    return realpathSync(place);
  } catch {
    return place;
  }
}

/** Whether something is at a place, where links lead. */
export const somethingAt = async (place: string): Promise<boolean> =>
  (await stat(place).catch(() => undefined)) !== undefined;
