import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import type { ServerDraftInput } from '../src/shared/domain/server.ts';
import { durationOf, limitFigure, median, ratioFigure } from './figure.ts';
import type { Figure } from './figure.ts';
import { hostToClose, hostWith } from './our-host.ts';
import { rawHttp } from './raw-sdk.ts';
import type { RawConnection } from './raw-sdk.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const manyServers = join(root, 'test/fixtures/servers/http/many-servers.mjs');

/** What one start of all servers has cost: the times, ms, and the heap once all are ready, bytes. */
interface Growth {
  readonly readyMs: number;
  readonly closeMs: number;
  readonly heap: number;
}

/** What grows with the number of servers, each beside as many clients of the bare SDK. */
export async function growing(rounds: number): Promise<Figure[]> {
  const few = await grown(100, rounds);
  const many = await grown(1_000, rounds);
  return [
    readiness(100, few),
    readiness(1_000, many),
    limitFigure('closing with 1000 servers ready', 'ms', middle(many.ours, 'closeMs'), 500),
    ratioFigure(
      'heap for each ready server',
      'KiB',
      heapEach(few.ours, many.ours),
      heapEach(few.reference, many.reference),
      2,
    ),
  ];
}

/** Saving servers one after the other: what one more costs where there are many already. */
export async function savingOneByOne(rounds: number): Promise<Figure[]> {
  const [few, many] = [10, 1_000];
  const amongFew: number[] = [];
  const amongMany: number[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const times = await savingTimes(many + few);
    if (round === -1) continue;
    amongFew.push(...times.slice(few, 2 * few));
    amongMany.push(...times.slice(many));
  }
  return [
    ratioFigure(
      `one more server saved where there are ${String(many)}; the reference: where there are ${String(few)}`,
      'ms',
      median(amongMany),
      median(amongFew),
      1.5,
    ),
  ];
}

async function savingTimes(count: number): Promise<number[]> {
  const running = await hostWith([]);
  const times: number[] = [];
  for (const draft of draftsOf(Array.from({ length: count }, () => 'https://mcp.example.com/'))) {
    times.push(await durationOf(() => running.save(draft)));
  }
  await running.close();
  return times;
}

type Side = readonly Growth[];

async function grown(count: number, rounds: number): Promise<{ ours: Side; reference: Side }> {
  const ours: Growth[] = [];
  const reference: Growth[] = [];
  for (let round = -1; round < rounds; round += 1) {
    const raw = await withServers(count, rawGrowth);
    const own = await withServers(count, ourGrowth);
    if (round === -1) continue;
    reference.push(raw);
    ours.push(own);
  }
  return { ours, reference };
}

const middle = (side: Side, what: keyof Growth): number => median(side.map((one) => one[what]));

const heapEach = (few: Side, many: Side): number =>
  (middle(many, 'heap') - middle(few, 'heap')) / 900 / 1_024;

function readiness(count: number, { ours, reference }: { ours: Side; reference: Side }): Figure {
  return ratioFigure(
    `${String(count)} fast HTTP servers of 10 tools from nothing to ready`,
    'ms',
    middle(ours, 'readyMs'),
    middle(reference, 'readyMs'),
    1.5,
  );
}

/** Runs this many servers in a process of their own. */
async function withServers<T>(
  count: number,
  use: (urls: readonly string[]) => Promise<T>,
): Promise<T> {
  const child = spawn(process.execPath, [manyServers, String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = new Promise((resolve) => child.once('exit', resolve));
  const line = new Promise<string>((resolve) =>
    createInterface(child.stdout).once('line', resolve),
  );
  try {
    return await use(JSON.parse(await line) as readonly string[]);
  } finally {
    child.stdin.end();
    await exit;
  }
}

async function rawGrowth(urls: readonly string[]): Promise<Growth> {
  const connections: RawConnection[] = [];
  const readyMs = await durationOf(async () => {
    connections.push(...(await Promise.all(urls.map((url) => rawHttp(url)))));
  });
  const heap = await settledHeap();
  const closeMs = await durationOf(() => Promise.all(connections.map((each) => each.close())));
  return { readyMs, closeMs, heap };
}

async function ourGrowth(urls: readonly string[]): Promise<Growth> {
  const { running, remove } = await hostToClose(draftsOf(urls));
  const readyMs = await durationOf(() => running.startAll());
  const heap = await settledHeap();
  const closeMs = await durationOf(() => running.close());
  await remove();
  return { readyMs, closeMs, heap };
}

const draftsOf = (urls: readonly string[]): readonly ServerDraftInput[] =>
  urls.map((url, index) => ({
    title: `Fast ${String(index)}`,
    transport: { type: 'streamable-http', url },
  }));

/** The heap once what is only passing has passed, bytes. */
async function settledHeap(): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What is gathered for one save is saved by then, and what follows a session's start is done.
  await delay(5_000);
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
