import { randomBytes } from 'node:crypto';

import type { Random } from '../../kernel/random.ts';

/** Randomness of the operating system; identifiers are 128 bits in lower-case hexadecimal. */
export function createSystemRandom(): Random {
  return {
    next: () => Math.random(),
    id: () => randomBytes(16).toString('hex'),
  };
}
