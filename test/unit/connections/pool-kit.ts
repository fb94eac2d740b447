import { afterEach, expect } from 'vitest';

import { createOneLog } from '../../support/one-log.ts';
import { createCatalogStore } from '../../../src/main/catalog/catalog-store.ts';
import type {
  ConnectableServer,
  LaunchProblem,
  ResolvedLaunch,
} from '../../../src/main/connections/connection-ports.ts';
import { createConnectionPool } from '../../../src/main/connections/pool.ts';
import type { ConnectionPoolDeps } from '../../../src/main/connections/pool.ts';
import type { StoredCatalog } from '../../../src/main/catalog/server-catalog.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { err, ok } from '../../../src/shared/util/result.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { createFakeRandom } from '../../support/fake-random.ts';
import { FakeSessionOpener } from '../../support/fake-session-opener.ts';

/** A signal nobody fires. */
export const never = new AbortController().signal;

/** A server as the registry would know it. */
export function serverNamed(
  name: string,
  more: Partial<ConnectableServer> = {},
): ConnectableServer {
  return {
    name,
    updatedAt: 1,
    enabled: true,
    start: 'on-launch',
    transport: { type: 'streamable-http', url: `https://${name}.example/mcp`, headers: {} },
    ...more,
  };
}

/** A program instead of an address. */
export const program: ConnectableServer['transport'] = {
  type: 'stdio',
  command: 'server',
  args: [],
  env: {},
};

/** A part of the pool that is not the usual fake. */
type PoolKitOptions = Partial<Omit<ConnectionPoolDeps, 'clock'>> & { readonly clock?: FakeClock };

function createPoolKit(
  names: readonly (string | ConnectableServer)[],
  { clock = new FakeClock(), ...more }: PoolKitOptions = {},
) {
  const opener = new FakeSessionOpener(clock);
  const servers = new Map<string, ConnectableServer>();
  for (const server of names) {
    const known = typeof server === 'string' ? serverNamed(server) : server;
    servers.set(known.name, known);
  }
  const listeners = new Set<(name: string) => void>();
  const problems = new Map<string, LaunchProblem>();
  const timeouts: { connectMs: number; callMs: number; idleMs?: number } = {
    connectMs: 30_000,
    callMs: 60_000,
  };
  const errors: string[] = [];
  const logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (message: string) => void errors.push(message),
  };
  const stored = new Map<string, StoredCatalog>();
  const catalogs = createCatalogStore({
    clock,
    logger,
    openDocument: (name) => ({
      load: () => {
        const value = stored.get(name);
        return Promise.resolve(value ? { status: 'loaded', value } : { status: 'absent' });
      },
      save: (value) => {
        stored.set(name, value);
        return Promise.resolve(ok(undefined));
      },
      remove: () => {
        stored.delete(name);
        return Promise.resolve();
      },
    }),
  });
  const log = createOneLog({ clock });
  let resolves = 0;
  const pool = createConnectionPool({
    definitions: {
      get: (name) => servers.get(name),
      list: () => [...servers.values()],
      onChange: (listener) => {
        listeners.add(listener);
        return { [Symbol.dispose]: () => void listeners.delete(listener) };
      },
    },
    opener,
    resolveLaunch: (name) => {
      resolves += 1;
      const problem = problems.get(name);
      if (problem) return Promise.resolve(err(problem));
      const resolved: ResolvedLaunch = {
        launch: { type: 'streamable-http', url: `https://${name}.example/mcp`, headers: {} },
        redact: ['hunter22'],
        era: 'auto',
        timeouts,
      };
      return Promise.resolve(ok(resolved));
    },
    catalogs,
    log,
    clock,
    random: createFakeRandom(),
    logger,
    ...more,
  });
  const changes: string[] = [];
  pool.onState((name, state) => changes.push(`${name} ${state.kind}`));
  return {
    clock,
    opener,
    pool,
    catalogs,
    log,
    problems,
    timeouts,
    errors,
    changes,
    stored,
    listenerCount: () => listeners.size,
    resolves: () => resolves,
    /** Saves a change of a server, or removes it, and tells the pool. */
    save(name: string, change: Partial<ConnectableServer> | null) {
      if (change === null) servers.delete(name);
      else servers.set(name, { ...serverNamed(name), ...servers.get(name), ...change });
      for (const listener of [...listeners]) listener(name);
    },
    kindOf: (name: string): ConnectionState['kind'] | undefined => pool.status(name)?.kind,
  };
}

/** What {@link kitOf} returns. */
export type PoolKit = ReturnType<typeof createPoolKit>;

const kits: PoolKit[] = [];

/** A pool on fakes and everything to drive them; disposed and checked for leaks after the test. */
export function kitOf(...input: Parameters<typeof createPoolKit>): PoolKit {
  const kit = createPoolKit(...input);
  kits.push(kit);
  return kit;
}

/** `count` names, numbered. */
export const names = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `s${index}`);

// Whatever a test did: after disposing, no session, attempt, timer or listener is left.
afterEach(async () => {
  for (const kit of kits.splice(0)) {
    const disposed = kit.pool.dispose();
    await kit.clock.advance(20_000);
    await disposed;
    kit.log.dispose();
    expect({
      alive: kit.opener.alive,
      maxAlive: Math.max(kit.opener.maxAlive, 1),
      timers: kit.clock.pending,
      listeners: kit.listenerCount(),
    }).toEqual({ alive: 0, maxAlive: 1, timers: 0, listeners: 0 });
  }
});
