import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';

import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { Client } from '@modelcontextprotocol/client';
import { expect, test } from '@playwright/test';

import { compiledBridge, connectApp, scriptBridge, untilDoorIsOpen } from '../support/bridge.ts';
import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { drawFrom } from '../support/random-edits.ts';
import { allowed } from './support/approving.ts';
import { commandsWith, fixtureFile } from './support/machine.ts';
import { addFrom, mcpServers } from './support/window.ts';

// Also measures for `npm run figures`, which lets it go on for longer: see bench/figures/soak.ts.
const minutes = Number(process.env['PATCHBAY_SOAK_MINUTES'] ?? 0.3);
const isWhole = minutes >= 5;
const programs = isWhole ? 20 : 4;
const addresses = isWhole ? 10 : 2;
const apps = isWhole ? 5 : 2;
// More often and the breakers open, which is as it should be, but leaves little to look at.
const faultMs = isWhole ? 10_000 : 2_000;
const sampleMs = isWhole ? 20_000 : 2_000;
const callMs = 100;
const patienceMs = 60_000;
const results = resolve('test-results');
const plain = fixtureFile('stdio', 'plain.mjs');
const bridge = compiledBridge ?? scriptBridge;

test.describe.configure({ timeout: 600_000 + 2 * minutes * 60_000 });

/** What the app holds at a moment; heaps after what nobody refers to any more was collected. */
interface Sample {
  readonly minute: number;
  readonly heapMiB: number;
  readonly pageHeapMiB: number;
  readonly pageListeners: number;
  readonly pageNodes: number;
  readonly workingSetMiB: number;
  readonly handles: number;
  readonly files: number;
  readonly listeners: number;
  readonly processes: number;
  readonly zombies: number;
}

let many: ChildProcess;
let home: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  home = await createHome();
});
test.afterAll(async () => {
  many.kill('SIGKILL');
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

/** What the page counts of itself. */
async function pageCounts() {
  const devtools = await launched.page.context().newCDPSession(launched.page);
  try {
    await devtools.send('Performance.enable');
    await devtools.send('HeapProfiler.collectGarbage');
    const { metrics } = await devtools.send('Performance.getMetrics');
    const count = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
    return {
      pageHeapMiB: count('JSHeapUsedSize') / 2 ** 20,
      pageListeners: count('JSEventListeners'),
      pageNodes: count('Nodes'),
    };
  } finally {
    await devtools.detach();
  }
}

/** What the main process counts of itself, and the kernel of it. */
async function sample(minute: number): Promise<Sample> {
  const page = await pageCounts();
  const own = await launched.app.evaluate(
    ({ app, BrowserWindow, ipcMain, powerMonitor, nativeTheme }) => {
      const windows = BrowserWindow.getAllWindows().flatMap((one) => [one, one.webContents]);
      const emitters = [
        ...[process, app, ipcMain, powerMonitor, nativeTheme],
        ...windows,
      ] as unknown as readonly NodeJS.EventEmitter[];
      // What is not collected yet would look like growth.
      process.getBuiltinModule('v8').setFlagsFromString('--expose-gc');
      const collect = process.getBuiltinModule('vm').runInNewContext('gc') as () => void;
      collect();
      const listeners = emitters.flatMap((one) =>
        one.eventNames().map((event) => one.listenerCount(event)),
      );
      return {
        heap: process.memoryUsage().heapUsed,
        workingSetKiB: app
          .getAppMetrics()
          .reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
        handles: process.getActiveResourcesInfo().length,
        listeners: listeners.reduce((sum, count) => sum + count, 0),
      };
    },
  );
  const family = (await launched.family()).map(({ pid }) => pid);
  return {
    minute,
    ...page,
    heapMiB: own.heap / 2 ** 20,
    workingSetMiB: own.workingSetKiB / 1024,
    handles: own.handles,
    files: (await readdir(`/proc/${String(launched.pid)}/fd`)).length,
    listeners: own.listeners,
    processes: family.length,
    zombies: await zombiesOf(new Set(family)),
  };
}

/** Ended programs that nobody has asked for their end yet (proc(5)), below any of these. */
async function zombiesOf(parents: ReadonlySet<number>): Promise<number> {
  let count = 0;
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (state === 'Z' && parents.has(Number(parent))) count += 1;
  }
  return count;
}

/** Starts servers at addresses of their own; they are stopped together, as a network stalls. */
async function startAddresses(): Promise<readonly string[]> {
  const script = fixtureFile('http', 'many-servers.mjs');
  many = spawn(process.execPath, [script, String(addresses)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: many.stdout as Readable });
  const [line] = (await once(lines, 'line')) as [string];
  return JSON.parse(line) as string[];
}

/** Apps that call and call, and are replaced when they are killed. */
class Apps {
  readonly #clients: Client[] = [];
  readonly tally = { calls: 0, answered: 0, refused: 0, hung: 0, replaced: 0 };

  async begin(tool: (app: number) => string): Promise<void> {
    for (let at = 0; at < apps; at += 1) {
      const client = await this.#connect(at);
      this.#clients.push(client);
      await allowed(launched.page, client.callTool({ name: tool(at), arguments: {} }));
    }
  }

  #connect = (at: number): Promise<Client> =>
    connectApp(bridge, home, { app: `App ${String(at)}`, era: at % 2 === 0 ? 'legacy' : 'modern' });

  async call(at: number, name: string): Promise<void> {
    this.tally.calls += 1;
    const call = this.#clients[at]?.callTool({ name, arguments: {} });
    const outcome = await Promise.race([
      call?.then(
        ({ isError }) => (isError === true ? 'refused' : 'answered'),
        () => 'refused' as const,
      ),
      delay(patienceMs, 'hung' as const, { ref: false }),
    ]);
    this.tally[outcome ?? 'refused'] += 1;
  }

  /** As if the app crashed: nobody says goodbye. */
  async replace(at: number): Promise<void> {
    const transport = this.#clients[at]?.transport;
    if (transport instanceof StdioClientTransport && transport.pid !== null) {
      process.kill(transport.pid, 'SIGKILL');
    }
    this.#clients[at] = await this.#connect(at);
    this.tally.replaced += 1;
  }

  async end(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.close()));
  }
}

const faults = ['kill', 'kill', 'kill', 'stall', 'app'] as const;
/** Said with the results, so that the same faults can be made to happen once more. */
const seed = Number(process.env['PATCHBAY_SOAK_SEED'] ?? Date.now() % 1_000_000);
const anyOf = drawFrom(seed);

async function oneFault(calling: Apps): Promise<string> {
  const fault = faults[anyOf(faults.length)] ?? 'kill';
  if (fault === 'kill') {
    const alive = await commandsWith(plain);
    const victim = alive[anyOf(alive.length)];
    if (victim !== undefined) process.kill(victim, 'SIGKILL');
  } else if (fault === 'stall') {
    many.kill('SIGSTOP');
    await delay(3_000);
    many.kill('SIGCONT');
  } else {
    await calling.replace(anyOf(apps));
  }
  return fault;
}

test('while programs die, networks stall and apps crash, nothing grows, hangs or is left over', async () => {
  const urls = await startAddresses();
  launched = await launchApp({ home });
  const entries = [
    ...Array.from({ length: programs }, (_, at) => ({
      title: `P${String(at)}`,
      entry: { command: 'node', args: [plain] },
    })),
    ...urls.map((url, at) => ({ title: `H${String(at)}`, entry: { url } })),
  ];
  await addFrom(
    launched.page,
    mcpServers(Object.fromEntries(entries.map(({ title, entry }) => [title, entry]))),
  );
  const foot = launched.page.locator('.pb-foot-text');
  const allReady = `${String(entries.length)} ready`;
  await expect(foot).toContainText(allReady, { timeout: 240_000 });
  await untilDoorIsOpen(home);

  const calling = new Apps();
  const toolOf = (at: number) => `p${String(at % programs)}_echo`;
  await calling.begin(toolOf);
  const happened: string[] = [];
  const samples: Sample[] = [];
  const startedAt = performance.now();
  const isOver = () => performance.now() - startedAt > minutes * 60_000;
  const every = async (pauseMs: number, work: () => Promise<unknown>): Promise<void> => {
    while (!isOver()) {
      await work();
      await delay(pauseMs);
    }
  };
  await Promise.all([
    ...Array.from({ length: apps }, (_, at) => every(callMs, () => calling.call(at, toolOf(at)))),
    every(faultMs, async () => happened.push(await oneFault(calling))),
    every(sampleMs, async () =>
      samples.push(await sample((performance.now() - startedAt) / 60_000)),
    ),
  ]);

  await expect(foot).toContainText(allReady, { timeout: 360_000 });
  samples.push(await sample((performance.now() - startedAt) / 60_000));
  await calling.end();
  const { tally } = calling;
  await mkdir(results, { recursive: true });
  await writeFile(
    join(results, 'soak.json'),
    JSON.stringify({
      minutes,
      seed,
      servers: entries.length,
      apps,
      faults: happened,
      tally,
      samples,
    }),
  );
  expect(happened.length).toBeGreaterThan(0);
  expect(tally.answered).toBeGreaterThan(0);
  expect(tally.hung).toBe(0);
  expect(samples.at(-1)?.zombies).toBe(0);
});
