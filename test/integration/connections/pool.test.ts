import { byHand } from '../../support/by-hand.ts';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

import { createOneLog } from '../../support/one-log.ts';
import { createCatalogStore } from '../../../src/main/catalog/catalog-store.ts';
import type { ConnectableServer } from '../../../src/main/connections/connection-ports.ts';
import { createConnectionPool } from '../../../src/main/connections/pool.ts';
import type { OwnerPool } from '../../../src/main/connections/pool-ports.ts';
import type { Launch } from '../../../src/main/sessions/session.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createSystemRandom } from '../../../src/main/node/kernel/system-random.ts';
import type { ConnectionState } from '../../../src/shared/domain/connection-state.ts';
import { ok } from '../../../src/shared/util/result.ts';
import { processesWithEnvironment } from '../../support/processes.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { createTestOpener } from '../../support/session-kit.ts';
import { own } from '../../../src/shared/util/own.ts';
import { acquireEach, connectAndSettle } from '../../support/pool-steps.ts';

const never = new AbortController().signal;
const silent = fileURLToPath(new URL('../../fixtures/servers/stdio/silent.mjs', import.meta.url));
// Runs before the server in its process, so that every start leaves a line behind.
const noteStart = `data:text/javascript,import{appendFileSync}from"node:fs";appendFileSync(process.env.START_LOG,process.env.SERVER_NAME+"\\n")`;

let folder: string;
let mark: string;
let pool: OwnerPool;
let log: ReturnType<typeof createOneLog>;
let catalogs: ReturnType<typeof createCatalogStore>;
let servers: Map<string, ConnectableServer>;
let tellChange: (name: string) => void;

type Program = Extract<Launch, { readonly type: 'stdio' }>;

/** `program` with a mark in its environment and a note of each of its starts. */
function watched(name: string, program: Program): Program {
  return {
    ...program,
    args: ['--import', noteStart, ...program.args],
    env: { ...program.env, PATCHBAY_TEST_RUN: mark, SERVER_NAME: name, START_LOG: startLog() },
  };
}

const startLog = () => join(folder, 'starts');
const processes = () => processesWithEnvironment(`PATCHBAY_TEST_RUN=${mark}`);
const processesOf = async (name: string) => {
  const named = await processesWithEnvironment(`SERVER_NAME=${name}`);
  const ours = new Set((await processes()).map(({ pid }) => pid));
  return named.filter(({ pid }) => ours.has(pid));
};
const starts = async () => (await readFile(startLog(), 'utf8')).trim().split('\n').sort();

/** Resolves with the next state of this kind that the server enters. */
function entered<K extends ConnectionState['kind']>(name: string, kind: K) {
  return new Promise<ConnectionState & { kind: K }>((resolve) => {
    const following = pool.onState((changed, state) => {
      if (changed !== name || state.kind !== kind) return;
      following[Symbol.dispose]();
      resolve(state as ConnectionState & { kind: K });
    });
  });
}

function setUp(programs: Readonly<Record<string, Program>>): void {
  const clock = createSystemClock();
  const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
  servers = new Map(
    Object.keys(programs).map((name) => [
      name,
      {
        name,
        updatedAt: 1,
        enabled: true,
        start: 'on-launch',
        transport: { type: 'stdio', command: 'node', args: [], env: {} },
      },
    ]),
  );
  log = createOneLog({ clock });
  catalogs = createCatalogStore({
    clock,
    logger: quiet,
    openDocument: () => ({
      load: () => Promise.resolve({ status: 'absent' }),
      save: () => Promise.resolve(ok(undefined)),
      remove: () => Promise.resolve(),
    }),
  });
  pool = createConnectionPool({
    definitions: {
      get: (name) => servers.get(name),
      list: () => [...servers.values()],
      onChange: (listener) => {
        tellChange = listener;
        return { [Symbol.dispose]: () => undefined };
      },
    },
    opener: createTestOpener(),
    resolveLaunch: (name) => {
      const program = own(programs, name);
      if (program === undefined) throw new Error(`no program for ${name}`);
      return Promise.resolve(
        ok({
          launch: watched(name, program),
          redact: [],
          era: 'auto' as const,
          timeouts: { connectMs: 20_000, callMs: 20_000 },
        }),
      );
    },
    catalogs,
    log,
    clock,
    random: createSystemRandom(),
    logger: quiet,
  });
}

beforeEach(async () => {
  mark = randomUUID();
  folder = await mkdtemp(join(tmpdir(), 'patchbay-pool-'));
});

afterEach(async () => {
  await pool.dispose();
  log.dispose();
  expect(await processes()).toEqual([]);
  await rm(folder, { recursive: true });
});

const everything = referenceServer('everything');

test('three servers used from everywhere at once are each started exactly once', async () => {
  const names = ['one', 'two', 'three'];
  setUp({ one: everything, two: everything, three: everything });
  pool.startAll();
  const uses = await Promise.all([
    ...names.flatMap((name) => [pool.acquire(name, never), pool.acquire(name, never)]),
    acquireEach(pool, names, never),
  ]);
  expect(uses.slice(0, 6)).toMatchObject(Array.from({ length: 6 }, () => ({ ok: true })));
  expect(await starts()).toEqual(['one', 'three', 'two']);
  expect(Object.values(pool.statusAll()).map(({ kind }) => kind)).toEqual(names.map(() => 'ready'));
  expect(catalogs.summary('one')?.tools).toBeGreaterThan(5);

  const used = await pool.acquire('two', never);
  if (!used?.ok) throw new Error('not connected');
  const echoed = await byHand('two', used.value).callTool(
    { name: 'echo', args: { message: 'hello' } },
    never,
  );
  expect(JSON.stringify(echoed)).toContain('hello');
  expect(await starts()).toHaveLength(3);
});

test('a killed program is noticed, replaced by itself, and its neighbours never notice', async () => {
  setUp({ victim: everything, neighbour: everything });
  await acquireEach(pool, ['victim', 'neighbour'], never);
  const before = pool.status('victim');
  const neighbour = pool.status('neighbour');
  if (before?.kind !== 'ready' || before.pid === undefined) throw new Error('no process');

  const waiting = entered('victim', 'waiting');
  const ready = entered('victim', 'ready');
  process.kill(before.pid, 'SIGKILL');
  expect(await waiting).toMatchObject({ attempt: 2, failure: { code: 'PROCESS_KILLED' } });
  const after = await ready;
  expect(after.pid).not.toBe(before.pid);
  expect(pool.status('neighbour')).toBe(neighbour);
  expect(await pool.acquire('victim', never)).toMatchObject({ ok: true });
  expect(await processesOf('victim')).toHaveLength(1);
});

test('removing a server ends its program and no other', async () => {
  setUp({ leaving: everything, staying: everything });
  await acquireEach(pool, ['leaving', 'staying'], never);
  servers.delete('leaving');
  tellChange('leaving');
  await pool.drop('leaving');
  expect(await processesOf('leaving')).toEqual([]);
  expect(await processesOf('staying')).toHaveLength(1);
  expect(pool.status('leaving')).toBeUndefined();
});

test('a changed definition replaces the program, with never two at a time', async () => {
  setUp({ server: everything });
  const first = await connectAndSettle(pool, 'server', never);
  servers.set('server', { ...(servers.get('server') as ConnectableServer), updatedAt: 2 });
  tellChange('server');
  const again = await connectAndSettle(pool, 'server', never);
  expect(again).toMatchObject({ kind: 'ready' });
  expect(again).not.toEqual(first);
  expect(await processesOf('server')).toHaveLength(1);
  expect(await starts()).toHaveLength(2);
});

test('a program that never answers leaves nothing behind when it is stopped', async () => {
  setUp({ server: { type: 'stdio', command: process.execPath, args: [silent], env: {} } });
  const handshake = new Promise<void>((resolve) => {
    const following = pool.onState((_name, state) => {
      if (state.kind !== 'connecting' || state.phase !== 'handshake') return;
      following[Symbol.dispose]();
      resolve();
    });
  });
  pool.connect('server');
  await handshake;
  expect(await pool.disconnect('server')).toEqual({ kind: 'idle' });
  expect(await processes()).toEqual([]);
});

test('a command that does not exist needs a person, and delays nobody', async () => {
  setUp({ good: everything, bad: { ...everything, command: 'no-such-program-here' } });
  const found = await acquireEach(pool, ['bad', 'good'], never);
  expect(found.get('good')).toMatchObject({ ok: true });
  expect(found.get('bad')).toMatchObject({
    error: { state: { kind: 'failed', attempts: 1 }, failure: { code: 'COMMAND_NOT_FOUND' } },
  });
});
