import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

import { address, createFaultPool, never, program } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { heapMb } from './heap.ts';

const group = 'At rest';
const eraServer = `${process.env['PATCHBAY_ROOT'] ?? process.cwd()}/test/fixtures/servers/modern/era-server.mjs`;
/** By then the garbage of the start is collected, which is no cost of being there. */
const settledMs = 60_000;
/** In this time each program is asked for a sign of life once. */
const watchedMs = 120_000;

/** What servers cost while nobody uses them, and what a thousand reconnects leave behind. */
export function atRest(): Scenario[] {
  return [() => reconnects(1_000), () => idle(30)];
}

async function idle(count: number): Promise<FaultRow> {
  const launches = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`s${index}`, program('plain')]),
  );
  const kit = createFaultPool(launches, { connectMs: 60_000 });
  kit.pool.startAll();
  await Promise.all(Object.keys(launches).map((name) => kit.reached(name, 'ready')));
  await delay(settledMs);
  const before = process.cpuUsage();
  const startedAt = performance.now();
  await delay(watchedMs);
  const { user, system } = process.cpuUsage(before);
  const percent = (user + system) / 10 / (performance.now() - startedAt);
  await kit.close();
  return {
    group,
    scenario: `${count} ready programs, nobody uses them, in their second and third minute (each is asked for a sign of life every two minutes)`,
    happened: `${percent.toFixed(2)} % of a core in our process`,
    goal: '≤ 0.3 % of a core',
    isMet: percent <= 0.3,
  };
}

async function reconnects(count: number): Promise<FaultRow> {
  // In a process of its own: what it remembers is not ours.
  const server = spawn(process.execPath, [eraServer, 'http'], {
    env: { ...process.env, ERA: 'modern' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [line] = (await once(createInterface(server.stdout), 'line')) as [string];
  const port = line.replace('listening on ', '');
  const kit = createFaultPool({ a: address(`http://127.0.0.1:${port}/mcp`) });
  const round = async () => {
    await kit.pool.acquire('a', never);
    await kit.pool.disconnect('a');
  };
  for (let warm = 0; warm < 200; warm += 1) await round();
  const before = heapMb();
  for (let done = 0; done < count; done += 1) await round();
  const grownMb = heapMb() - before;
  await kit.close();
  server.kill('SIGKILL');
  return {
    group,
    scenario: `${count} reconnects over HTTP`,
    happened: `${grownMb.toFixed(1)} MiB more heap after garbage was collected`,
    goal: '≤ 5 MiB',
    isMet: grownMb <= 5,
  };
}
