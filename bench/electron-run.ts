import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { attachToPage } from './cdp.ts';
import type { PageSession } from './cdp.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
/** The built app; another folder can be named to compare two builds. */
export const ourApp = process.env['PATCHBAY_BENCH_APP'] ?? root;
/** The app that does nothing. */
export const emptyApp = join(root, 'bench/empty-app');

/** An Electron app that was started directly, so that nothing holds it back. */
export interface ElectronRun {
  /** When the process was asked for, epoch milliseconds. */
  readonly spawnedAt: number;
  readonly pid: number;
  /** Resolves when this many servers were told to be ready. */
  ready(count: number): Promise<void>;
  /** Attaches to its window; only do so when what is measured is over. */
  page(): Promise<PageSession>;
  /** Resident memory of the main process, MiB. */
  mainMemory(): Promise<number>;
  /** Ends it and resolves when its main process is gone. */
  close(): Promise<void>;
}

/** Starts an app folder on the prepared Electron with `home` as its data folder. */
export async function runElectron(appFolder: string, home: string): Promise<ElectronRun> {
  const executable = await preparedElectron();
  const isRoot = process.getuid?.() === 0;
  const args = [...(isRoot ? ['--no-sandbox'] : []), '--remote-debugging-port=0', appFolder];
  const spawnedAt = performance.timeOrigin + performance.now();
  const child = spawn(executable, args, {
    env: { ...process.env, PATCHBAY_HOME: home, PATCHBAY_HEADLESS: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const port = debuggingPort(child);
  port.catch(() => undefined);
  const told = readyNames(child);
  return {
    spawnedAt,
    pid: child.pid ?? 0,
    ready: (count) => told.reached(count),
    page: async () => attachToPage(await port),
    mainMemory: () => residentMiB(child.pid ?? 0),
    async close() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

function debuggingPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
      const found = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(text)?.[1];
      if (found !== undefined) resolve(Number(found));
    });
    child.once('exit', () => reject(new Error(`the app ended: ${text}`)));
  });
}

// The app prints a line for each change of a server's state, e.g. `sample: ready (7 tools)`.
function readyNames(child: ChildProcess): { reached(count: number): Promise<void> } {
  const names = new Set<string>();
  let onChange = () => {};
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const name = /^(.+): ready \(/.exec(line)?.[1];
      if (name !== undefined) names.add(name);
    }
    onChange();
  });
  return {
    reached: (count) =>
      new Promise((resolve, reject) => {
        onChange = () => (names.size >= count ? resolve() : undefined);
        child.once('exit', () => reject(new Error('the app ended before its servers were ready')));
        onChange();
      }),
  };
}

async function residentMiB(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function preparedElectron(): Promise<string> {
  const text = await readFile(join(root, '.cache', 'electron.json'), 'utf8');
  return (JSON.parse(text) as { executable: string }).executable;
}
