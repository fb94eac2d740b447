import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Interface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';

import { indexTools } from '../src/main/gateway/find-tools/tool-index.ts';
import type { FindableTool } from '../src/main/gateway/find-tools/tool-index.ts';
import { labelledQueries } from '../test/fixtures/find-tools/labelled-queries.ts';
import { realQueries } from '../test/fixtures/find-tools/real-queries.ts';
import { recallAt, trialTools } from '../test/support/find-tools-trial.ts';
import { socketIn, untilDoorIsOpen } from '../test/support/bridge.ts';
import { realTools } from '../test/support/real-tools.ts';
import { buildProgram } from '../test/support/node-program.ts';
import { differenceFigure, durationOf, limitFigure, median } from './figure.ts';
import type { Figure } from './figure.ts';
import { homeWithMany } from './saved-home.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const servers = 100;
const toolsEach = 20;
const lists = 50;
/** From the last list to the reading of the memory, as that of the window's main process is read. */
const restMs = 6_000;
const manyTools = 10_000;

/** What an app's list costs with many servers, and finding a tool among many. */
export async function appCatalog(): Promise<Figure[]> {
  return [...(await listing()), ...(await finding())];
}

async function listing(): Promise<Figure[]> {
  const home = await homeWithMany(servers, toolsEach);
  const built = await mkdtemp(join(tmpdir(), 'patchbay-bench-catalog-'));
  const entry = join(root, 'test/fixtures/host/serve-saved.ts');
  const program = await buildProgram(entry, built, 'serve-saved');
  const without = await running(program, home, 'none');
  const busyWithout = await without.memory();
  await delay(restMs);
  const memoryWithout = await without.memory();
  await without.end();
  // Nobody ever looked at them, and all of it is agreed to now.
  const firstEver = await listingRun(program, home);
  const later = await listingRun(program, home);
  await rm(home, { recursive: true, force: true });
  await rm(built, { recursive: true, force: true });
  const what = `tools/list of ${String(servers)} servers with ${String(toolsEach)} tools each`;
  const memory = 'memory of a Patchbay whose app has listed them';
  const above = (name: string, bytes: number, reference: number): Figure =>
    differenceFigure(name, 'MiB', bytes / 2 ** 20, reference / 2 ** 20, 40);
  return [
    limitFigure(`${what}, median`, 'ms', median(later.times), 10),
    limitFigure(`${what}, the first after a start`, 'ms', later.first, 100),
    limitFigure(`${what}, the first that any app ever asked for`, 'ms', firstEver.first, 100),
    above(`${memory}, at rest, above one without apps`, later.atRest, memoryWithout),
    above(`${memory}, right after ${String(lists)} lists`, later.busy, busyWithout),
  ];
}

/** Starts a Patchbay, has an app list everything, and looks at the memory. */
async function listingRun(program: string, home: string) {
  const host = await running(program, home, 'apps');
  await untilDoorIsOpen(home);
  const app = await greeted(socketIn(home));
  const times: number[] = [];
  const first = await durationOf(() => app.list());
  for (let count = 0; count < lists; count += 1) times.push(await durationOf(() => app.list()));
  const busy = await host.memory();
  await delay(restMs);
  const atRest = await host.memory();
  app.end();
  await host.end();
  return { first, times, busy, atRest };
}

async function finding(): Promise<Figure[]> {
  const trial = await trialTools();
  const index = await indexTools(trial);
  const many = await indexTools(Array.from({ length: manyTools }, (_, at) => varied(trial, at)));
  const times: number[] = [];
  const busy: number[] = [];
  for (const [query] of [...labelledQueries, ...labelledQueries]) {
    const before = process.cpuUsage();
    times.push(await durationOf(() => Promise.resolve(many.find(query, 8))));
    const { user, system } = process.cpuUsage(before);
    busy.push((user + system) / 1_000);
  }
  const real = await realTools();
  const missed = (count: number): number => 100 * (1 - recallAt(index, count).recall);
  const of = `of ${String(labelledQueries.length)} queries over ${String(trial.length)} tools`;
  return [
    limitFigure(`find_tools among ${String(manyTools)} tools, median`, 'ms', median(times), 5),
    // The same without the time in which other programs had the processor.
    limitFigure(
      `find_tools among ${String(manyTools)} tools, of the processor`,
      'ms',
      median(busy),
      5,
    ),
    limitFigure(`find_tools: the right tool is not the first, ${of}`, '%', missed(1), 40),
    limitFigure(`find_tools: it is not among the first five, ${of}`, '%', missed(5), 12),
    ...(typeof real === 'string' ? [] : await findingReal(real)),
  ];
}

/** The set that nothing was fitted to, over the lists of servers from npm. */
async function findingReal(tools: readonly FindableTool[]): Promise<Figure[]> {
  const index = await indexTools(tools);
  const missed = (count: number): number => {
    const found = realQueries.filter(([query, ...right]) =>
      index.find(query, count).some((name) => right.includes(name)),
    );
    return 100 * (1 - found.length / realQueries.length);
  };
  const of = `of ${String(realQueries.length)} queries nothing was fitted to, over ${String(tools.length)} tools of real servers`;
  return [
    limitFigure(`find_tools: the right tool is not the first, ${of}`, '%', missed(1), 40),
    limitFigure(`find_tools: it is not among the first five, ${of}`, '%', missed(5), 12),
  ];
}

/** A tool of the trial, as one of many servers that are alike. */
function varied(trial: readonly FindableTool[], at: number): FindableTool {
  const tool = trial[at % trial.length];
  if (tool === undefined) throw new Error('there are no tools');
  const round = Math.floor(at / trial.length);
  const server = `${tool.server}${String(round)}`;
  const item = { ...tool.item, description: `${String(tool.item['description'])} (${server})` };
  return { ...tool, name: `${server}_${tool.own}`, server, item };
}

/** A Patchbay in a process of its own. */
async function running(program: string, home: string, apps: 'apps' | 'none') {
  const child = spawn(process.execPath, ['--expose-gc', program, home, apps], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout);
  await nextLine(lines);
  return {
    async memory(): Promise<number> {
      const line = nextLine(lines);
      child.stdin.write('memory\n');
      return Number(await line);
    },
    end: () => ended(child),
  };
}

const nextLine = (lines: Interface): Promise<string> =>
  new Promise((resolve) => lines.once('line', resolve));

function ended(child: ChildProcess): Promise<unknown> {
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.stdin?.end();
  return exit;
}

/** An app at the door, as bare as one can be: what is measured is the gateway. */
async function greeted(path: string) {
  const socket = connect(path);
  const lines = createInterface(socket);
  let id = 0;
  const say = (message: object): void => void socket.write(`${JSON.stringify(message)}\n`);
  const answer = async (): Promise<string> => {
    for (;;) {
      const line = await nextLine(lines);
      if (line.includes(`"id":${String(id)}`)) return line;
    }
  };
  const ask = (method: string, params: object): Promise<string> => {
    id += 1;
    const answered = answer();
    say({ jsonrpc: '2.0', id, method, params });
    return answered;
  };
  say({ patchbay: 1, app: 'bench', server: '', profile: '' });
  await ask('initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'bench', version: '1.0.0' },
  });
  say({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return {
    async list(): Promise<void> {
      const line = await ask('tools/list', {});
      const count = line.split('"inputSchema"').length - 1;
      if (count !== servers * toolsEach) throw new Error(`${String(count)} tools were listed`);
    },
    end: () => socket.destroy(),
  };
}
