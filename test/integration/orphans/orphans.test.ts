import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import { reapOrphans } from '../../../src/main/node/orphans/reap-orphans.ts';
import { entryLine, headerLine, parseRoster } from '../../../src/main/node/orphans/roster-file.ts';
import { systemStartMarks } from '../../../src/main/node/orphans/start-mark.ts';
import { startWatchdog } from '../../../src/main/node/orphans/watchdog.ts';
import { createProcessLister } from '../../../src/main/node/processes/process-tree-rows.ts';
import type { ProcessRow } from '../../../src/main/node/processes/process-tree-rows.ts';
import {
  findProcess,
  killAll,
  livingDescendants,
  survivorsOf,
  waitFor,
  waitForExit,
} from '../../support/processes.ts';

const marks = systemStartMarks();
const list = createProcessLister();
const fixtures = join(import.meta.dirname, '../../fixtures');
const server = (name: string) => [process.execPath, join(fixtures, `servers/stdio/${name}.mjs`)];
/** A shell that waits for a server which ignores the end of its input and SIGTERM. */
const wrapper = ['sh', '-c', '"$0" "$1"; true', ...server('stubborn')];
const troublesome = [server('stubborn'), wrapper, server('parent-of-detached')];

let programFolder: string;
let program: string;
let folder: string;
let logged: string[];
const started: ProcessRow[] = [];

beforeAll(async () => {
  programFolder = await mkdtemp(join(tmpdir(), 'patchbay-orphans-'));
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true },
    build: {
      ssr: join(fixtures, 'orphans/run-servers.ts'),
      outDir: programFolder,
      rollupOptions: { output: { entryFileNames: 'main.mjs' } },
    },
  });
  program = join(programFolder, 'main.mjs');
});
afterAll(() => rm(programFolder, { recursive: true, force: true }));
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-roster-'));
  logged = [];
});
afterEach(async () => {
  await killAll(started.splice(0));
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  /** Itself, its watchdog if it has one, and all programs. */
  readonly family: readonly ProcessRow[];
}

/** A Patchbay as far as its programs go, with all of them answering. */
async function run(
  guard: 'watched' | 'alone',
  programs: readonly string[][],
  home = folder,
): Promise<Run> {
  const args = [program, home, guard, ...programs.map((words) => JSON.stringify(words))];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  expect(line).toMatch(/^running/);
  const pid = child.pid ?? 0;
  const self = await findProcess(pid);
  const family = [...(self ? [self] : []), ...(await livingDescendants(pid))];
  started.push(...family);
  return { child, family };
}

async function kill({ child }: Run): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

const reap = (home = folder, lister = list) =>
  reapOrphans({
    folder: home,
    bootMark: marks.boot,
    list: lister,
    logger: {
      info: () => undefined,
      warn: (message) => void logged.push(message),
      error: (message) => void logged.push(message),
    },
  });

/** A process that has nothing to do with Patchbay. */
async function bystander(): Promise<ProcessRow> {
  const child = spawn('sleep', ['1000'], { detached: true, stdio: 'ignore' });
  const row = await waitFor('the bystander', () => findProcess(child.pid ?? 0));
  started.push(row);
  return row;
}

/** A roster of a Patchbay that is no more. */
async function leaveRoster(lines: string, boot = marks.boot): Promise<string> {
  const path = join(folder, 'left.roster');
  await mkdir(folder, { recursive: true });
  await writeFile(path, headerLine({ pid: 2 ** 30, startMark: '1' }, boot) + lines);
  return path;
}

const entryOf = (row: ProcessRow, startMark = row.startedAt) =>
  entryLine({ pid: row.pid, startMark, isLeader: true });

describe('programs of a Patchbay that is killed', () => {
  test('end under its watchdog, whatever they ignore and wherever they have gone', async () => {
    const running = await run('watched', troublesome);
    // Itself, the watchdog, and five programs of three servers.
    expect(running.family).toHaveLength(7);
    await kill(running);
    const killedAtMs = performance.now();
    await waitForExit(running.family);
    console.info(`all gone after ${Math.round(performance.now() - killedAtMs)} ms`);
    expect(await reap()).toBe(0);
    expect(await readdir(folder)).toEqual([]);
  });

  test('end also when it is killed the moment the first of them is there', async () => {
    // It is deaf sooner than a program of Node's could be.
    const deaf = ['sh', '-c', 'trap "" TERM HUP; while :; do sleep 1000; done'];
    const args = [program, folder, 'watched', JSON.stringify(deaf)];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'ignore', 'inherit'] });
    const gone = once(child, 'exit');
    const entries = await waitFor('the first program', async () => {
      const [name = ''] = await readdir(folder);
      const text = await readFile(join(folder, name), 'utf8').catch(() => '');
      const known = parseRoster(text)?.entries ?? [];
      return known.length > 0 && known;
    });
    const pids = entries.map(({ pid }) => pid);
    const programs = (await list()).filter(({ pid }) => pids.includes(pid));
    started.push(...programs);
    child.kill('SIGKILL');
    await gone;
    expect(programs).toHaveLength(1);
    await waitForExit(programs);
  });

  test('end at the next start when the watchdog was killed as well', async () => {
    const running = await run('watched', troublesome);
    const [watchdog] = await commandsOf(running.family, 'patchbay-watchdog');
    process.kill(watchdog?.pid ?? 0, 'SIGKILL');
    await kill(running);
    expect((await survivorsOf(running.family)).length).toBeGreaterThan(0);
    expect(await reap()).toBeGreaterThan(0);
    expect(await survivorsOf(running.family)).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
    expect(await reap()).toBe(0);
  });

  test('are told apart by data folder', async () => {
    const other = join(folder, 'other');
    const [mine, theirs] = await Promise.all([
      run('alone', [server('stubborn')]),
      run('alone', [server('stubborn')], other),
    ]);
    await Promise.all([kill(mine), kill(theirs)]);
    expect(await reap()).toBe(1);
    expect(await survivorsOf(mine.family)).toEqual([]);
    expect(await survivorsOf(theirs.family)).toHaveLength(1);
    expect(await reap(other)).toBe(1);
  });

  test('are left alone while it lives', async () => {
    const running = await run('alone', [server('stubborn')]);
    expect(await reap()).toBe(0);
    expect(await survivorsOf(running.family)).toEqual(running.family);
    expect(await readdir(folder)).toHaveLength(1);
    await kill(running);
    expect(await reap()).toBe(1);
  });
});

describe('a Patchbay that ends properly', () => {
  test('leaves neither programs nor watchdog nor roster', async () => {
    const running = await run('watched', troublesome);
    const gone = once(running.child, 'exit');
    running.child.stdin?.end();
    await gone;
    await waitForExit(running.family);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a roster', () => {
  test('names each process with its start', async () => {
    const running = await run('alone', [wrapper]);
    const [name = ''] = await readdir(folder);
    const text = await readFile(join(folder, name), 'utf8');
    const [self, ...below] = running.family;
    const lines = below.map((row) => `${row.parentPid === self?.pid ? '+' : 'm'} ${row.pid} `);
    for (const [index, line] of lines.entries()) {
      expect(text).toContain(line + (below[index]?.startedAt ?? ''));
    }
    await kill(running);
    await reap();
  });

  test('never ends a process that has got the pid of an old one', async () => {
    const row = await bystander();
    const path = await leaveRoster(entryOf(row, String(Number(row.startedAt) - 1)));
    await watchdogOver(path);
    expect(await reap()).toBe(0);
    expect(await survivorsOf([row])).toEqual([row]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('stays while nobody can say what runs, and is used once somebody can', async () => {
    const row = await bystander();
    await leaveRoster(entryOf(row));
    expect(await reap(folder, () => Promise.resolve([]))).toBe(0);
    expect(await readdir(folder)).toEqual(['left.roster']);
    expect(logged).toContain('running programs could not be listed, none were ended');
    expect(await reap()).toBe(1);
    expect(await survivorsOf([row])).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('means nothing after the computer was started again', async () => {
    const row = await bystander();
    await leaveRoster(entryOf(row), 'another-boot');
    expect(await reap()).toBe(0);
    expect(await survivorsOf([row])).toEqual([row]);
  });

  test('is used as far as it is whole, and runs nothing it holds', async () => {
    const [listed, cut] = [await bystander(), await bystander()];
    const trap = join(folder, 'trap');
    const damage = `\0\0\n+ $(touch${'\t'}${trap}) 1\n+ 1;touch ${trap}\n- x\n\n+ -1 5\nm 0 1\n`;
    const path = await leaveRoster(damage + entryOf(listed) + entryOf(cut).slice(0, -2));
    await watchdogOver(path);
    await waitForExit([listed]);
    expect(await reap()).toBe(0);
    expect(await survivorsOf([cut])).toEqual([cut]);
    expect(await readdir(folder)).toEqual([]);
  });

  test('without its first line ends nothing and is dropped', async () => {
    const row = await bystander();
    await writeFile(join(folder, 'x.roster'), `patchbay-ros\n${entryOf(row)}`);
    expect(await reap()).toBe(0);
    expect(await survivorsOf([row])).toEqual([row]);
    expect(logged).toEqual(['a damaged list of running programs was dropped']);
    expect(await readdir(folder)).toEqual([]);
  });
});

/** Lets a watchdog whose Patchbay has gone do all it wants to do. */
async function watchdogOver(path: string): Promise<void> {
  const watchdog = startWatchdog(path);
  await watchdog.dispose();
  await waitFor('the watchdog to end', () => !watchdog.isRunning);
}

async function commandsOf(rows: readonly ProcessRow[], word: string) {
  const found = await Promise.all(
    rows.map(async (row) => {
      const command = await readFile(`/proc/${row.pid}/cmdline`, 'utf8').catch(() => '');
      return command.includes(word) ? [row] : [];
    }),
  );
  return found.flat();
}
