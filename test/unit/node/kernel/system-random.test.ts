import { expect, test } from 'vitest';

import { createSystemRandom } from '../../../../src/main/node/kernel/system-random.ts';

test('identifiers are 128 bits in hexadecimal, and none is another, nor a part of its neighbour', () => {
  const random = createSystemRandom();
  const ids = Array.from({ length: 2_000 }, () => random.id());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(ids).size).toBe(ids.length);
  // Halves that come twice would be bytes that were given away twice.
  expect(new Set(ids.flatMap((id) => [id.slice(0, 16), id.slice(16)])).size).toBe(4_000);
});
