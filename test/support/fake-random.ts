import type { Random } from '../../src/main/kernel/random.ts';

/** Randomness that returns `value` every time, and counts its identifiers. */
export function createFakeRandom(value = 0.5): Random {
  let ids = 0;
  return { next: () => value, id: () => `id-${(ids += 1)}` };
}
