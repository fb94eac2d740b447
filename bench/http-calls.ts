import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
} from '@modelcontextprotocol/client';

import { buildProgram } from '../test/support/node-program.ts';
import {
  freePort,
  passingServerLaunch,
  startPassingServerOverHttp,
} from '../test/support/real-servers.ts';
import { durationOf, median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { runningPeers } from './http-peers.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const turns = 30;
const callsInTurn = 20;
const callers = 16;
const callsOfCaller = 60;
const connectTries = 40;

type Era = 'legacy' | 'modern';
type Call = () => Promise<void>;

/** What calls a second may cost against the bare SDK server, which has no program behind it. */
const throughputGoal: Readonly<Record<Era, number>> = { modern: 1 / 0.6, legacy: 1 };

/** Calls over HTTP: through the gateway, to a bare SDK server, and through gateways of others. */
export async function httpCalls(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-http-'));
  const host = await startHost(folder);
  const bare = await startPassingServerOverHttp({ ERA: 'both' });
  const figures: Figure[] = [];
  for (const era of ['legacy', 'modern'] as const) {
    const ours = await echoAt(host.url, era, 'everything_echo', host.secret);
    const reference = await echoAt(bare.url, era, 'echo');
    figures.push(
      ...(await against(`an app's call over HTTP (${era})`, ours, reference, {
        median: 1.7,
        throughput: throughputGoal[era],
      })),
    );
  }
  await bare.kill();
  figures.push(...(await againstPeers(host)));
  await host.end();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

async function againstPeers(host: Awaited<ReturnType<typeof startHost>>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for await (const peer of runningPeers()) {
    try {
      const theirs = await echoAt(peer.url, peer.isSse ? 'sse' : 'legacy', peer.echo);
      const ours = await echoAt(host.url, 'legacy', 'everything_echo', host.secret);
      const label = `an app's call over HTTP (legacy) against ${peer.name}`;
      figures.push(...(await against(label, ours, theirs, { median: 1, throughput: 1 })));
      const [own, other] = [await residentMib(host.pid), await residentMib(peer.pid)];
      figures.push(ratioFigure(`memory of the process against ${peer.name}`, 'MiB', own, other, 1));
    } catch (error) {
      process.stdout.write(`  ${peer.name} is not measured: ${String(error).slice(0, 200)}\n`);
    } finally {
      await peer.end();
    }
  }
  return figures;
}

async function against(
  label: string,
  ours: Call,
  reference: Call,
  goal: { readonly median: number; readonly throughput: number },
): Promise<Figure[]> {
  const times: Record<'ours' | 'reference', number[]> = { ours: [], reference: [] };
  for (let warmUp = 0; warmUp < 50; warmUp += 1) await ours().then(reference);
  // In short turns, so that whatever else the machine does meets both alike.
  for (let turn = 0; turn < turns; turn += 1) {
    for (let call = 0; call < callsInTurn; call += 1) times.ours.push(await durationOf(ours));
    for (let call = 0; call < callsInTurn; call += 1) {
      times.reference.push(await durationOf(reference));
    }
  }
  const perThousand = async (call: Call): Promise<number> => {
    const ms = await durationOf(() =>
      Promise.all(
        Array.from({ length: callers }, async () => {
          for (let count = 0; count < callsOfCaller; count += 1) await call();
        }),
      ),
    );
    return (ms * 1_000) / (callers * callsOfCaller);
  };
  return [
    ratioFigure(`${label}, median`, 'ms', median(times.ours), median(times.reference), goal.median),
    ratioFigure(
      `${label}, ${String(callers)} at once, for 1,000 calls`,
      'ms',
      await perThousand(ours),
      await perThousand(reference),
      goal.throughput,
    ),
  ];
}

/** Calls one echo at an address; whoever listens there may need a moment to begin. */
async function echoAt(
  address: string,
  era: Era | 'sse',
  tool: string,
  secret?: string,
): Promise<Call> {
  const client = await connected(address, era, secret);
  return async () => {
    const { content } = await client.callTool({ name: tool, arguments: { value: 'hello' } });
    if (!JSON.stringify(content).includes('hello')) throw new Error(JSON.stringify(content));
  };
}

async function connected(address: string, era: Era | 'sse', secret?: string): Promise<Client> {
  const headers = { ...(secret !== undefined && { Authorization: `Bearer ${secret}` }) };
  const mode = era === 'modern' ? ({ pin: '2026-07-28' } as const) : 'legacy';
  for (let tries = 1; ; tries += 1) {
    const client = new Client(
      { name: 'bench', version: '1.0.0' },
      { versionNegotiation: { mode } },
    );
    try {
      await client.connect(
        era === 'sse'
          ? new SSEClientTransport(new URL(address))
          : new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers } }),
      );
      return client;
    } catch (error) {
      if (tries === connectTries) throw error;
      await delay(250);
    }
  }
}

async function residentMib(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8').catch(() => '');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1_024;
}

/** A Patchbay with an HTTP door in a process of its own, and the same program behind it. */
async function startHost(folder: string) {
  const entry = join(root, 'test/fixtures/host/serve-apps.ts');
  const program = await buildProgram(entry, join(folder, 'program'), 'serve-apps');
  const port = await freePort();
  const { command, args } = passingServerLaunch({});
  const child = spawn(process.execPath, [program, folder, command, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, HTTP_PORT: String(port) },
  });
  const line = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).once('line', resolve);
    child.once('exit', () => reject(new Error('the host ended')));
  });
  return {
    pid: child.pid ?? 0,
    url: `http://127.0.0.1:${String(port)}/mcp`,
    secret: line.split(' ')[1] ?? '',
    async end() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.stdin.end();
      await ended;
    },
  };
}
