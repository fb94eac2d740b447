import { byHand } from '../support/by-hand.ts';
import { median } from '../../bench/figure.ts';
import type { ConnectionState } from '../../src/shared/domain/connection-state.ts';
import { startEraServer, startSessionServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import type { FaultProxy } from '../support/fault-proxy.ts';
import { address, createFaultPool, never, program } from './fault-pool.ts';
import type { FaultPool } from './fault-pool.ts';
import { spread } from './fault-row.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

interface Times {
  readonly noticedMs: number[];
  readonly backMs: number[];
}

const echo = (text: string) => ({ name: 'echo', args: { text } });
const pidOf = (state: ConnectionState | undefined) =>
  state?.kind === 'ready' ? (state.pid ?? 0) : 0;

/** How soon faults of a ready server are noticed, and how soon it is back: median and p95. */
export function recovery(rounds: number): Scenario[] {
  return [
    async () => timesRow('a child that is killed', await killed(rounds), 100, 2_000),
    async () =>
      timesRow(
        'a child that hangs (SIGSTOP) during a call of 1 s, killed and replaced',
        await hung(Math.min(rounds, 5)),
        10_000,
        15_000,
      ),
    () => forgotten(rounds),
    async () =>
      timesRow(
        'every connection reset (modern, next call)',
        await behindProxy(rounds, resets),
        1_000,
        2_000,
      ),
    async () =>
      timesRow(
        'server down 1 s and up again (refused)',
        await behindProxy(rounds, refuses),
        1_000,
        4_000,
      ),
    async () =>
      timesRow(
        'half-open: open connections go silent, new ones work (call of 1 s)',
        await behindProxy(Math.min(rounds, 5), goesSilent),
        10_000,
        10_000,
      ),
  ];
}

function timesRow(scenario: string, times: Times, noticedMs: number, backMs: number): FaultRow {
  return {
    group: 'Recovery',
    scenario,
    happened: `noticed in ${spread(times.noticedMs)}, back in ${spread(times.backMs)} (median / p95, n = ${times.backMs.length})`,
    goal: `median noticed ≤ ${noticedMs} ms, back ≤ ${backMs} ms`,
    isMet: median(times.noticedMs) <= noticedMs && median(times.backMs) <= backMs,
  };
}

async function killed(rounds: number): Promise<Times> {
  const times: Times = { noticedMs: [], backMs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const kit = createFaultPool({ a: program('plain') });
    kit.pool.startAll();
    const ready = await kit.reached('a', 'ready');
    await measure(kit, times, () => process.kill(pidOf(ready), 'SIGKILL'));
    await kit.close();
  }
  return times;
}

async function hung(rounds: number): Promise<Times> {
  const times: Times = { noticedMs: [], backMs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const kit = createFaultPool({ a: program('plain') }, { callMs: 1_000 });
    kit.pool.startAll();
    const ready = await kit.reached('a', 'ready');
    const session = await kit.session('a');
    await measure(kit, times, () => {
      process.kill(pidOf(ready), 'SIGSTOP');
      void session.callTool(echo('x'), never);
    });
    await kit.close();
  }
  return times;
}

/** From `fault` until the server is not ready any more, and from then on until it is again. */
async function measure(kit: FaultPool, times: Times, fault: () => unknown): Promise<void> {
  const startedAt = performance.now();
  const gone = kit.left('a', 'ready');
  await fault();
  await gone;
  times.noticedMs.push(performance.now() - startedAt);
  await kit.reached('a', 'ready');
  times.backMs.push(performance.now() - startedAt);
}

async function forgotten(rounds: number): Promise<FaultRow> {
  const tookMs: number[] = [];
  let recovered = 0;
  let handshakes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const server = await startSessionServer();
    const kit = createFaultPool({ a: address(server.url) });
    kit.pool.startAll();
    await kit.reached('a', 'ready');
    const session = await kit.session('a');
    const before = server.sessionsStarted();
    server.forgetSessions();
    const startedAt = performance.now();
    const answer = await session.callTool(echo('x'), never);
    tookMs.push(performance.now() - startedAt);
    if (answer.ok) recovered += 1;
    handshakes += server.sessionsStarted() - before;
    await kit.close();
    await server.close();
  }
  return {
    group: 'Recovery',
    scenario: 'server restarted, session answered with 404 in a call',
    happened: `${recovered}/${rounds} calls answered, in ${spread(tookMs)}; ${handshakes / rounds} handshakes each`,
    goal: 'all calls answered, one handshake each',
    isMet: recovered === rounds && handshakes === rounds,
  };
}

async function behindProxy(
  rounds: number,
  fault: (proxy: FaultProxy, kit: FaultPool) => Promise<unknown>,
): Promise<Times> {
  const times: Times = { noticedMs: [], backMs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const server = await startEraServer({ eras: 'modern' });
    const proxy = await startFaultProxy(Number(new URL(server.url).port));
    const kit = createFaultPool({ a: address(proxy.through(server.url)) }, { callMs: 1_000 });
    kit.pool.startAll();
    await kit.reached('a', 'ready');
    const startedAt = performance.now();
    const noticed = new Promise<void>((resolve) => {
      const following = kit.pool.onState(() => {
        following[Symbol.dispose]();
        resolve();
      });
      void fault(proxy, kit).then(() => resolve());
    });
    await noticed;
    times.noticedMs.push(performance.now() - startedAt);
    await answered(kit);
    times.backMs.push(performance.now() - startedAt);
    await kit.close();
    await proxy.close();
    await server.close();
  }
  return times;
}

/** Resolves once a call through the pool is answered again. */
async function answered(kit: FaultPool): Promise<void> {
  for (;;) {
    await kit.reached('a', 'ready');
    const acquired = await kit.pool.acquire('a', never);
    if (acquired?.ok && (await byHand('a', acquired.value).callTool(echo('x'), never)).ok) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function resets(proxy: FaultProxy): Promise<void> {
  proxy.cut('reset');
  await proxy.until(() => proxy.open() === 0);
}

async function refuses(proxy: FaultProxy, kit: FaultPool): Promise<void> {
  await proxy.down();
  setTimeout(() => void proxy.up(), 1_000);
  await kit.left('a', 'ready');
}

async function goesSilent(proxy: FaultProxy, kit: FaultPool): Promise<void> {
  proxy.silence();
  const session = await kit.session('a');
  await session.callTool(echo('x'), never);
}
