import { afterEach, expect, test } from 'vitest';

import { createOneLog } from '../../support/one-log.ts';
import { createCatalogStore } from '../../../src/main/catalog/catalog-store.ts';
import { createConnectionPool } from '../../../src/main/connections/pool.ts';
import type { OwnerPool } from '../../../src/main/connections/pool-ports.ts';
import type { Launch } from '../../../src/main/sessions/session.ts';
import { createEraCache } from '../../../src/main/node/sdk/era-cache.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../../src/main/node/kernel/system-random.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { startEraServer } from '../../fixtures/servers/http/mcp-http-servers.ts';
import type { EraServerOptions } from '../../fixtures/servers/http/mcp-http-servers.ts';
import { createTestOpener, never } from '../../support/session-kit.ts';
import { connectAndSettle } from '../../support/pool-steps.ts';

const clock = createSystemClock();
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const stack: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const leave of stack.splice(0).reverse()) await leave();
});

function poolOf(launch: Launch, eraClock: Pick<FakeClock, 'monotonicNow'>): OwnerPool {
  const name = 'a';
  const transport = { type: 'streamable-http', url: 'http://127.0.0.1/', headers: {} } as const;
  const server = { name, updatedAt: 1, enabled: true, start: 'manual', transport } as const;
  const pool = createConnectionPool({
    definitions: {
      get: () => server,
      list: () => [server],
      onChange: () => ({ [Symbol.dispose]: () => undefined }),
    },
    opener: createTestOpener({ eraCache: createEraCache(eraClock) }),
    resolveLaunch: () =>
      Promise.resolve(
        ok({ launch, redact: [], era: 'auto', timeouts: { connectMs: 20_000, callMs: 20_000 } }),
      ),
    catalogs: createCatalogStore({
      clock,
      logger: quiet,
      openDocument: () => ({
        load: () => Promise.resolve({ status: 'absent' }),
        save: () => Promise.resolve(ok(undefined)),
        remove: () => Promise.resolve(),
      }),
    }),
    log: createOneLog({ clock }),
    clock,
    random: createSystemRandom(),
    logger: quiet,
  });
  stack.push(() => pool.dispose());
  return pool;
}

async function setUp(options: EraServerOptions) {
  const server = await startEraServer(options);
  stack.push(() => server.close());
  const eraClock = new FakeClock();
  const pool = poolOf({ type: 'streamable-http', url: server.url, headers: {} }, eraClock);
  const eraOf = () => {
    const state = pool.status('a');
    return state?.kind === 'ready' ? state.era : state?.kind;
  };
  return { pool, eraOf, eraClock, server };
}

test('a server of both eras whose first discovery is slow is modern again after the next reinitialize', async () => {
  const { pool, eraOf } = await setUp({ eras: 'both', firstDiscoverDelayMs: 5_000 });
  await connectAndSettle(pool, 'a', never);
  expect(eraOf()).toBe('legacy');
  await pool.reinitialize('a', never);
  expect(eraOf()).toBe('modern');
});

test('the same server is modern after the next connect too, for nothing certain was remembered', async () => {
  const { pool, eraOf } = await setUp({ eras: 'both', firstDiscoverDelayMs: 5_000 });
  await connectAndSettle(pool, 'a', never);
  await pool.disconnect('a');
  await connectAndSettle(pool, 'a', never);
  expect(eraOf()).toBe('modern');
});

test('a server that was legacy and learns the modern era is asked by a reinitialize or after a day', async () => {
  const options: { eras: EraServerOptions['eras'] } = { eras: 'legacy' };
  const { pool, eraOf, eraClock } = await setUp(options);
  await connectAndSettle(pool, 'a', never);
  options.eras = 'both';
  await pool.disconnect('a');
  await connectAndSettle(pool, 'a', never);
  expect(eraOf()).toBe('legacy');
  await eraClock.advance(24 * 3_600_000);
  await pool.disconnect('a');
  await connectAndSettle(pool, 'a', never);
  expect(eraOf()).toBe('modern');
});

test('a reinitialize does not wait for the day to be over', async () => {
  const options: { eras: EraServerOptions['eras'] } = { eras: 'legacy' };
  const { pool, eraOf } = await setUp(options);
  await connectAndSettle(pool, 'a', never);
  options.eras = 'both';
  await pool.reinitialize('a', never);
  expect(eraOf()).toBe('modern');
});
