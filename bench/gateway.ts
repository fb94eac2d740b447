import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Client } from '@modelcontextprotocol/client';

import { bridges, connectApp } from '../test/support/bridge.ts';
import type { BridgeProgram } from '../test/support/bridge.ts';
import { buildProgram } from '../test/support/node-program.ts';
import { approvalCost } from './approval-cost.ts';
import { everything } from './connecting.ts';
import { durationOf, limitFigure, median, percentile, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { rawStdio } from './raw-sdk.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const turns = 100;
const callsInTurn = 20;
const callers = 16;
const callsOfCaller = 400;

/** An app's calls through bridge and gateway against the bare SDK on the same kind of process. */
export async function appCalls(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-gateway-'));
  const closeHost = await startHost(folder);
  const raw = await rawStdio(process.execPath, [everything]);
  const figures: Figure[] = [];
  for (const [name, bridge] of bridges)
    figures.push(...(await ofBridge(name, bridge, folder, raw.client)));
  await raw.close();
  await closeHost();
  await rm(folder, { recursive: true, force: true });
  return figures;
}

async function ofBridge(
  name: string,
  bridge: BridgeProgram,
  folder: string,
  direct: Client,
): Promise<Figure[]> {
  const app = await connectApp(bridge, folder, { app: 'bench' });
  const echo = (client: Client, tool: string) => async () =>
    void (await client.callTool({ name: tool, arguments: { message: 'hello' } }));
  const ours = echo(app, 'everything_echo');
  const reference = echo(direct, 'echo');
  for (let warmUp = 0; warmUp < 200; warmUp += 1) await ours().then(reference);
  const times: Record<'ours' | 'reference', number[]> = { ours: [], reference: [] };
  // In short turns, whose order changes, so that whatever else the machine does meets both alike.
  for (let turn = 0; turn < turns; turn += 1) {
    for (const which of turn % 2 === 0
      ? (['reference', 'ours'] as const)
      : (['ours', 'reference'] as const)) {
      for (let call = 0; call < callsInTurn; call += 1) {
        times[which].push(await durationOf(which === 'ours' ? ours : reference));
      }
    }
  }
  const perSecond = await throughputOf(ours);
  const rest =
    name === 'C'
      ? [...(await bridgeMemory(folder)), ...(await approvalCost(median(times.ours)))]
      : [];
  await app.close();
  const label = `an app's call through the bridge (${name})`;
  return [
    ratioFigure(`${label}, median`, 'ms', median(times.ours), median(times.reference), 3),
    ratioFigure(
      `${label}, 99th percentile`,
      'ms',
      percentile(times.ours, 99),
      percentile(times.reference, 99),
      3,
    ),
    ratioFigure(
      `${label}, ${String(callers)} at once, for 1,000 calls`,
      'ms',
      1_000_000 / perSecond,
      1_000_000 / (await throughputOf(reference)),
      3,
    ),
    ...rest,
  ];
}

/** Calls a second when many are under way at once. */
async function throughputOf(call: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  const caller = async () => {
    for (let count = 0; count < callsOfCaller; count += 1) await call();
  };
  await Promise.all(Array.from({ length: callers }, caller));
  return (callers * callsOfCaller * 1_000) / (performance.now() - startedAt);
}

/** What the bridge holds for itself, as the system counts it. */
async function bridgeMemory(folder: string): Promise<Figure[]> {
  const pid = await pidOf(join(folder, 'gateway', 'socket'));
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
  const kib = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? Number.NaN);
  return [limitFigure('memory of the bridge in C (PSS)', 'MiB', kib / 1024, 2)];
}

async function pidOf(argument: string): Promise<string> {
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes('patchbay-bridge\0') && command.includes(argument)) return pid;
  }
  throw new Error('the bridge does not run');
}

/** A Patchbay in a process of its own, as the app is one. */
async function startHost(folder: string): Promise<() => Promise<void>> {
  const entry = join(root, 'test/fixtures/host/serve-apps.ts');
  const program = await buildProgram(entry, join(folder, 'program'), 'serve-apps');
  const child = spawn(process.execPath, [program, folder, process.execPath, everything], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.once('data', () => resolve());
    child.once('exit', () => reject(new Error('the host ended')));
  });
  return async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    await ended;
  };
}
