import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** What the heap holds after garbage was collected, MiB. */
export function heapMb(): number {
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}
