import { randomFillSync } from 'node:crypto';

import type { Random } from '../../kernel/random.ts';

const idBytes = 16;
/** The system is asked for many at once: each question costs more than a call of a tool may. */
const idsAtOnce = 256;

/** Randomness of the operating system; identifiers are 128 bits in lower-case hexadecimal. */
export function createSystemRandom(): Random {
  const pool = Buffer.alloc(idBytes * idsAtOnce);
  let next = pool.length;
  return {
    next: () => Math.random(),
    id() {
      if (next === pool.length) {
        randomFillSync(pool);
        next = 0;
      }
      const id = pool.toString('hex', next, next + idBytes);
      // What was given away is in no memory that goes on.
      pool.fill(0, next, next + idBytes);
      next += idBytes;
      return id;
    },
  };
}
