import { expect, test } from 'vitest';

import { createOwnerPools } from '../../../src/main/connections/owner-pools.ts';
import type { OwnedServers } from '../../../src/main/connections/owner-pools.ts';
import type { OwnerPool } from '../../../src/main/connections/pool-ports.ts';
import { serverDefinitionSchema } from '../../../src/shared/domain/server.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';

/** Pools over one server, which count how often servers are looked through. */
function counted() {
  const server = serverDefinitionSchema.parse({
    ...{ title: 'one', name: 'one', createdAt: 1, updatedAt: 1 },
    transport: { type: 'stdio', command: 'one' },
  });
  const seen = { looks: 0 };
  const servers: OwnedServers = {
    get: () => server,
    list() {
      seen.looks += 1;
      return [server];
    },
    ownerOf: () => 'shared',
    has: () => true,
    onChange: () => ({ [Symbol.dispose]: () => undefined }),
  };
  const pools = createOwnerPools({
    servers,
    poolOf: () => ({}) as OwnerPool,
    isPaused: false,
    untilKnown: () => undefined,
    logger: createSilentLogger(),
  });
  const looksOf = (work: () => void): number => {
    const before = seen.looks;
    work();
    return seen.looks - before;
  };
  return { pools, looksOf };
}

test('serving a profile that is served already looks at no server', () => {
  const { pools, looksOf } = counted();
  const first = pools.serve('home', 'app');
  expect(looksOf(() => pools.serve('home', 'app')[Symbol.dispose]())).toBe(0);
  expect(pools.served()).toEqual(['home']);
  first[Symbol.dispose]();
  expect(pools.served()).toEqual([]);
});

test('a call of an app of the profile in use looks at no server', () => {
  const { pools, looksOf } = counted();
  pools.serve('home', 'window');
  expect(looksOf(() => pools.serve('home', 'app')[Symbol.dispose]())).toBe(0);
  expect(pools.served()).toEqual(['home']);
});

test('the first and the last one, and the first and the last window, are news for all servers', () => {
  const { pools, looksOf } = counted();
  const app = pools.serve('home', 'app');
  let window: Disposable | undefined;
  expect(looksOf(() => (window = pools.serve('home', 'window')))).toBeGreaterThan(0);
  expect(looksOf(() => window?.[Symbol.dispose]())).toBeGreaterThan(0);
  const other = pools.serve('work', 'app');
  expect(looksOf(() => app[Symbol.dispose]())).toBeGreaterThan(0);
  expect(pools.served()).toEqual(['work']);
  other[Symbol.dispose]();
});
