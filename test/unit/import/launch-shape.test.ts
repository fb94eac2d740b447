import fc from 'fast-check';
import { expect, test } from 'vitest';

import { differences, isSameServer, launchShape } from '../../../src/main/import/launch-shape.ts';
import type { Shaped } from '../../../src/main/import/launch-shape.ts';

const value = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.constantFrom('', 'a', 'b') }),
  fc.record({ kind: fc.constant('secret' as const), value: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('secret' as const), isSet: fc.boolean() }),
);
const values = fc.dictionary(fc.constantFrom('A', 'B', 'toString', '__proto__'), value, {
  maxKeys: 3,
  noNullPrototype: true,
});
const server = fc.record({
  auth: fc.constantFrom({ type: 'none' as const }, { type: 'oauth' as const }),
  transport: fc.oneof(
    fc.record({
      type: fc.constant('stdio' as const),
      command: fc.constantFrom('a', 'b'),
      args: fc.constantFrom([], ['x'], ['x', 'y']),
      env: values,
    }),
    fc.record({
      type: fc.constantFrom('sse' as const, 'streamable-http' as const),
      url: fc.constantFrom('https://a.example', 'https://A.example/', 'https://a.example/mcp'),
      headers: values,
    }),
  ),
}) as fc.Arbitrary<Shaped>;

test('two servers are the same exactly when nothing of them differs', () => {
  fc.assert(
    fc.property(server, server, (one, other) => {
      const isSame = launchShape(one) === launchShape(other) && isSameServer(one, other);
      expect(isSame).toBe(differences(one, other).length === 0);
    }),
    { numRuns: 2_000 },
  );
});
