import { setMaxListeners } from 'node:events';

import { byHand } from '../support/by-hand.ts';
import { createOneLog } from '../support/one-log.ts';
import { createCatalogStore } from '../../src/main/catalog/catalog-store.ts';
import { createConnectionPool } from '../../src/main/connections/pool.ts';
import type { OwnerPool } from '../../src/main/connections/pool-ports.ts';
import type { Launch, SessionOpener } from '../../src/main/sessions/session.ts';
import { createSystemClock } from '../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../src/main/node/kernel/system-random.ts';
import type { Clock } from '../../src/main/kernel/clock.ts';
import type { Random } from '../../src/main/kernel/random.ts';
import type { ConnectionState } from '../../src/shared/domain/connection-state.ts';
import { ok } from '../../src/shared/util/result.ts';
import { createTestOpener } from '../support/session-kit.ts';
import { own } from '../../src/shared/util/own.ts';

/** A pool over launches, and ways to wait for what becomes of them. */
export interface FaultPool {
  readonly pool: OwnerPool;
  readonly log: ReturnType<typeof createOneLog>;
  /** Lines the diagnostic log got. */
  readonly diagnostics: () => number;
  /** Resolves with the state once the server is in one of these. */
  reached(name: string, ...kinds: ConnectionState['kind'][]): Promise<ConnectionState>;
  /** Resolves once the server is in none of these. */
  left(name: string, kind: ConnectionState['kind']): Promise<ConnectionState>;
  /** The session of a server; throws when there is none. */
  session(name: string): Promise<ReturnType<typeof byHand>>;
  close(): Promise<void>;
}

/** How long requests and connects may take, ms. */
export interface FaultLimits {
  readonly connectMs?: number;
  readonly callMs?: number;
}

/** A signal nobody fires. */
export const never = new AbortController().signal;
setMaxListeners(0, never);

/** Where the fixtures of stdio servers lie, whatever this file was bundled into. */
export function fixture(name: string): string {
  return `${process.env['PATCHBAY_ROOT'] ?? process.cwd()}/test/fixtures/servers/stdio/${name}.mjs`;
}

/** The launch of a fixture program. */
export function program(name: string, ...args: string[]): Extract<Launch, { type: 'stdio' }> {
  return { type: 'stdio', command: process.execPath, args: [fixture(name), ...args], env: {} };
}

/** The launch of an address. */
export function address(url: string, type: 'streamable-http' | 'sse' = 'streamable-http'): Launch {
  return { type, url, headers: {} };
}

/** Launches of `s0`, `s1` ... for servers that are played by a fake. */
export function named(count: number): Readonly<Record<string, Launch>> {
  const names = Array.from({ length: count }, (_, index) => `s${index}`);
  return Object.fromEntries(names.map((name) => [name, address('https://a.example/mcp')]));
}

/** How an attempt ends where nobody listens. */
export const refused = {
  kind: 'network',
  errno: 'ECONNREFUSED',
  address: 'example:443',
  detail: 'refused',
} as const;

/** Makes a pool; without more, on real processes, sockets and time. */
export function createFaultPool(
  launches: Readonly<Record<string, Launch>>,
  limits: FaultLimits = {},
  more: {
    readonly clock?: Clock;
    readonly random?: Random;
    readonly opener?: SessionOpener;
  } = {},
): FaultPool {
  const { connectMs = 10_000, callMs = 10_000 } = limits;
  const clock = more.clock ?? createSystemClock({ keepsProcessAlive: true });
  const random = more.random ?? createSystemRandom();
  let diagnostics = 0;
  const count = () => void (diagnostics += 1);
  const logger = { info: count, warn: count, error: count };
  const log = createOneLog({ clock });
  const servers = new Map(
    Object.entries(launches).map(([name, launch]) => [
      name,
      {
        name,
        updatedAt: 1,
        enabled: true,
        start: 'on-launch' as const,
        transport:
          launch.type === 'stdio'
            ? { type: 'stdio' as const, command: 'x', args: [], env: {} }
            : { type: 'streamable-http' as const, url: `https://${name}.example`, headers: {} },
      },
    ]),
  );
  const pool = createConnectionPool({
    definitions: {
      get: (name) => servers.get(name),
      list: () => [...servers.values()],
      onChange: () => ({ [Symbol.dispose]: () => undefined }),
    },
    opener: more.opener ?? createTestOpener(),
    resolveLaunch: (name) => {
      const launch = own(launches, name);
      if (launch === undefined) throw new Error(`no launch of ${name}`);
      const timeouts = { connectMs, callMs };
      return Promise.resolve(ok({ launch, redact: [], era: 'auto' as const, timeouts }));
    },
    catalogs: createCatalogStore({
      clock,
      logger,
      openDocument: () => ({
        load: () => Promise.resolve({ status: 'absent' }),
        save: () => Promise.resolve(ok(undefined)),
        remove: () => Promise.resolve(),
      }),
    }),
    log,
    clock,
    random,
    logger,
  });
  const until = (name: string, holds: (state: ConnectionState) => boolean) =>
    new Promise<ConnectionState>((resolve) => {
      const now = pool.status(name);
      if (now && holds(now)) return resolve(now);
      const following = pool.onState((changed, state) => {
        if (changed !== name || !holds(state)) return;
        following[Symbol.dispose]();
        resolve(state);
      });
    });
  return {
    pool,
    log,
    diagnostics: () => diagnostics,
    reached: (name, ...kinds) => until(name, ({ kind }) => kinds.includes(kind)),
    left: (name, kind) => until(name, (state) => state.kind !== kind),
    async session(name) {
      const acquired = await pool.acquire(name, never);
      if (!acquired?.ok) throw new Error(`no session of ${name}`);
      return byHand(name, acquired.value);
    },
    async close() {
      await pool.dispose();
      log.dispose();
    },
  };
}
