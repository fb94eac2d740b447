import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');

/** Collects all garbage at once. */
export const collectGarbage = runInNewContext('gc') as () => void;

/** What the heap holds after garbage was collected, MiB. */
export function heapMb(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
