import type { Fault } from '../support/fault-relay.ts';
import { startLegacySseServer } from '../fixtures/servers/http/legacy-sse-server.ts';
import type { LoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import { startEraServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import {
  startDripServer,
  startGzipBombServer,
  startHangingServer,
  startHugeServer,
  startPortalServer,
  startStatusServer,
} from '../fixtures/servers/http/misbehaving-servers.ts';
import { startTlsServer } from '../fixtures/servers/http/tls-server.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { address, createFaultPool, never } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { codesRow, tryOnce } from './trial.ts';
import type { Trial } from './trial.ts';

const group = 'HTTP / network';
const text = 'Zażółć gęślą jaźń 🐢 '.repeat(200);
const echo = { name: 'echo', args: { text } };

/** What servers and the way to them can do to us. */
export function httpFaults(): Scenario[] {
  return [
    () => limited('accepts and never answers (2 s to connect)', startHangingServer),
    () => limited('answers one byte a second (2 s to connect)', startDripServer),
    () => resetAnywhere(),
    () => throughLine('every answer in pieces of 1 byte', [{ kind: 'slice', bytes: 1 }]),
    () =>
      throughLine('4 KB/s, 500 ± 200 ms of latency', [
        { kind: 'slow', bytesPerSecond: 4_096 },
        { kind: 'delay', latencyMs: 500, jitterMs: 200 },
      ]),
    () => tooLarge('a body of 400 MiB', startHugeServer),
    () => tooLarge('a gzip bomb of 400 MiB', startGzipBombServer),
    () => retryAfter(),
    () => alwaysUnauthorized(),
    () => named(),
    () => eras(),
  ];
}

async function withServer<T extends { close(): Promise<void> }, R>(
  start: () => Promise<T>,
  use: (server: T) => Promise<R>,
): Promise<R> {
  const server = await start();
  try {
    return await use(server);
  } finally {
    await server.close();
  }
}

const trialOf =
  (start: () => Promise<{ readonly url: string; close(): Promise<void> }>) => (): Promise<Trial> =>
    withServer(start, ({ url }) => tryOnce(address(url)));

function limited(scenario: string, start: () => Promise<LoopbackServer>): Promise<FaultRow> {
  return withServer(start, async (server) => {
    const trial = await tryOnce(address(server.url), { connectMs: 2_000 });
    await server.until(() => server.openSockets() === 0);
    return {
      group,
      scenario,
      happened: `${trial.code} after ${Math.round(trial.tookMs)} ms; ${server.openSockets()} sockets left`,
      goal: 'TIMED_OUT, no socket left',
      isMet: trial.code === 'TIMED_OUT',
    };
  });
}

async function resetAnywhere(): Promise<FaultRow> {
  const faults: Fault[] = [
    { kind: 'reset', on: 'connect' },
    ...[0, 50, 200, 400].map((bytes): Fault => ({ kind: 'reset', after: { bytes, in: 'down' } })),
    { kind: 'reset', after: { bytes: 100, in: 'up' } },
    { kind: 'cut', after: { bytes: 200, in: 'down' } },
  ];
  let ended = 0;
  let slowestMs = 0;
  for (const fault of faults) {
    await withServer(
      () => startEraServer({ eras: 'modern' }),
      async (server) => {
        const proxy = await startFaultProxy(Number(new URL(server.url).port));
        proxy.setFaults(fault);
        const trial = await tryOnce(address(proxy.through(server.url)), { connectMs: 5_000 });
        if (trial.state.kind === 'waiting') ended += 1;
        slowestMs = Math.max(slowestMs, trial.tookMs);
        await proxy.close();
      },
    );
  }
  return {
    group,
    scenario: 'reset or cut on connect, in headers, in bodies, in the request',
    happened: `${ended}/${faults.length} ended and are tried again, none hangs; the slowest took ${Math.round(slowestMs)} ms`,
    goal: 'all end within the time to connect',
    isMet: ended === faults.length && slowestMs < 5_000,
  };
}

function throughLine(scenario: string, faults: readonly Fault[]): Promise<FaultRow> {
  return withServer(
    () => startEraServer({ eras: 'modern' }),
    async (server) => {
      const proxy = await startFaultProxy(Number(new URL(server.url).port));
      proxy.setFaults(...faults);
      const kit = createFaultPool(
        { a: address(proxy.through(server.url)) },
        { connectMs: 30_000, callMs: 30_000 },
      );
      kit.pool.startAll();
      const startedAt = performance.now();
      const state = await kit
        .left('a', 'connecting')
        .then(() => kit.reached('a', 'ready', 'waiting'));
      const readyMs = performance.now() - startedAt;
      const answer =
        state.kind === 'ready' ? await (await kit.session('a')).callTool(echo, never) : undefined;
      const callMs = performance.now() - startedAt - readyMs;
      await kit.close();
      await proxy.close();
      const isSame = answer?.ok === true && JSON.stringify(answer.value).includes(text);
      return {
        group,
        scenario,
        happened: `ready in ${Math.round(readyMs)} ms, a call of ${text.length} characters in ${Math.round(callMs)} ms, ${isSame ? 'what came is what was sent' : 'not the same'}`,
        goal: 'connects, and what comes is what was sent',
        isMet: isSame,
      };
    },
  );
}

function tooLarge(scenario: string, start: () => Promise<LoopbackServer>): Promise<FaultRow> {
  return withServer(start, async (server) => {
    const before = process.memoryUsage().rss;
    const trial = await tryOnce(address(server.url));
    const grownMb = (process.memoryUsage().rss - before) / 1024 / 1024;
    return {
      group,
      scenario,
      happened: `${trial.code} after ${Math.round(trial.tookMs)} ms; ${Math.round(grownMb)} MiB more memory`,
      goal: 'RESPONSE_TOO_LARGE, ≤ 100 MiB (the server shares our process here)',
      isMet: trial.code === 'RESPONSE_TOO_LARGE' && grownMb <= 100,
    };
  });
}

async function retryAfter(): Promise<FaultRow> {
  const date = new Date(Date.now() + 60_000).toUTCString();
  const cases = [
    [429, '7', 7],
    [503, '7', 7],
    [429, date, 60],
    [503, '999999999', 300],
    [429, '-5', 30],
    [429, 'soon', 30],
  ] as const;
  const waits: string[] = [];
  let right = 0;
  for (const [status, header, seconds] of cases) {
    const trial = await trialOf(() => startStatusServer(status, { 'retry-after': header }))();
    const { state } = trial;
    const waitS =
      state.kind === 'waiting' ? (state.nextAttemptAt - state.failure.at) / 1_000 : Number.NaN;
    if (waitS >= seconds - 2 && waitS <= seconds + 2) right += 1;
    waits.push(`${status} “${header === date ? 'date in 60 s' : header}” ${waitS.toFixed(1)} s`);
  }
  return {
    group,
    scenario: '429 and 503 with Retry-After',
    happened: `${right}/${cases.length} waits as asked, within 1 s to 5 min (${waits.join('; ')})`,
    goal: 'all honoured and clamped',
    isMet: right === cases.length,
  };
}

function alwaysUnauthorized(): Promise<FaultRow> {
  return withServer(
    () => startStatusServer(401),
    async (server) => {
      const kit = createFaultPool({ a: address(server.url) });
      kit.pool.startAll();
      const state = await kit.reached('a', 'needs-sign-in', 'failed', 'waiting');
      for (let call = 0; call < 20; call += 1) await kit.pool.acquire('a', never);
      const requests = server.seen.length;
      await kit.close();
      return {
        group,
        scenario: 'always 401, and 20 calls meanwhile',
        happened: `${state.kind}; ${requests} requests in all, 0 browsers opened`,
        goal: 'needs-sign-in, ≤ 3 requests, 0 browsers',
        isMet: state.kind === 'needs-sign-in' && requests <= 3,
      };
    },
  );
}

function named(): Promise<FaultRow> {
  return codesRow(group, 'what is wrong with an address', [
    ['self-signed certificate', 'TLS_UNTRUSTED', trialOf(() => startTlsServer())],
    [
      'old TLS only',
      'TLS_FAILED',
      trialOf(() => startTlsServer({ minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1' })),
    ],
    ['sign-in page of a network', 'NOT_MCP', trialOf(startPortalServer)],
    ['proxy wants a sign-in', 'PROXY_REFUSED', trialOf(() => startStatusServer(407))],
    ['bad gateway', 'GATEWAY_ERROR', trialOf(() => startStatusServer(502))],
    ['nothing there', 'HTTP_NOT_FOUND', trialOf(() => startStatusServer(404))],
    ['forbidden', 'HTTP_FORBIDDEN', trialOf(() => startStatusServer(403))],
    [
      'no such host',
      'HOST_NOT_FOUND',
      () => tryOnce(address('http://no-such-host.invalid/mcp'), { connectMs: 20_000 }),
    ],
    [
      'nobody listens',
      'CONNECTION_REFUSED',
      async () => {
        const server = await startHangingServer();
        await server.close();
        return tryOnce(address(server.url));
      },
    ],
  ]);
}

async function eras(): Promise<FaultRow> {
  const found: string[] = [];
  let right = 0;
  const expect = (what: string, era: string, trial: Trial) => {
    const got = trial.state.kind === 'ready' ? trial.state.era : trial.code;
    if (got === era) right += 1;
    found.push(`${what}: ${got} in ${Math.round(trial.tookMs)} ms`);
  };
  for (const [kind, era] of [
    ['modern', 'modern'],
    ['legacy', 'legacy'],
    ['both', 'modern'],
  ] as const) {
    expect(kind, era, await trialOf(() => startEraServer({ eras: kind }))());
  }
  const sse = await withServer(startLegacySseServer, ({ url }) => tryOnce(address(url, 'sse')));
  expect('HTTP+SSE', 'legacy', sse);
  return {
    group,
    scenario: 'servers of either era, both, and the old HTTP+SSE',
    happened: `${right}/4 eras found (${found.join('; ')})`,
    goal: 'all found',
    isMet: right === 4,
  };
}
