import { execFile, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort, passingServerLaunch } from '../test/support/real-servers.ts';

/** A gateway of somebody else, with one program behind it. */
export interface RunningPeer {
  readonly name: string;
  readonly url: string;
  /** It speaks the older transport alone (2024-11-05, HTTP with SSE). */
  readonly isSse: boolean;
  /** What it calls the echo of that program. */
  readonly echo: string;
  readonly pid: number;
  end(): Promise<void>;
}

interface Peer {
  readonly version: string;
  readonly args: (port: number, config: string) => readonly string[];
  readonly path: string;
  readonly echo: string;
  readonly isSse?: boolean;
}

const { command, args } = passingServerLaunch({});
const shell = [command, ...args].map((word) => `"${word}"`).join(' ');

/** Those that npm has; they are fetched when they are measured and no dependencies. */
const peers: Readonly<Record<string, Peer>> = {
  supergateway: {
    version: '4.0.0',
    args: (port) => [
      ...['--stdio', shell, '--outputTransport', 'streamableHttp', '--stateful'],
      ...['--port', String(port), '--logLevel', 'none'],
    ],
    path: '/mcp',
    echo: 'echo',
  },
  'mcp-proxy': {
    version: '6.7.19',
    args: (port) => ['--host', '127.0.0.1', '--port', String(port), '--', command, ...args],
    path: '/mcp',
    echo: 'echo',
  },
  'mcp-hub': {
    version: '4.2.1',
    args: (port, config) => ['--port', String(port), '--config', config],
    path: '/mcp',
    echo: 'passing__echo',
    isSse: true,
  },
};

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const cache = join(root, '.cache', 'peers');
const run = promisify(execFile);
const maxFetchMs = 5 * 60_000;

/** Fetches and starts each peer in turn; one that cannot be had or started is said and left out. */
export async function* runningPeers(): AsyncGenerator<RunningPeer> {
  for (const [name, peer] of Object.entries(peers)) {
    try {
      yield await started(name, peer);
    } catch (error) {
      process.stdout.write(`  ${name} is not measured: ${String(error).slice(0, 200)}\n`);
    }
  }
}

async function started(name: string, peer: Peer): Promise<RunningPeer> {
  const folder = await fetched(name, peer.version);
  const config = join(folder, 'servers.json');
  await writeFile(config, JSON.stringify({ mcpServers: { passing: { command, args } } }));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [await programIn(folder, name), ...peer.args(port, config)],
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  const url = `http://127.0.0.1:${String(port)}${peer.path}`;
  const { echo, isSse = false } = peer;
  return { name, url, isSse, echo, pid: child.pid ?? 0, end: () => ended(child) };
}

/** With all that it has started; some leave their programs behind. */
async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  else return;
  await gone;
}

async function fetched(name: string, version: string): Promise<string> {
  const folder = join(cache, `${name}-${version}`);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (isThere) return folder;
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'];
    await run('npm', ['install', '--prefix', work, ...flags, `${name}@${version}`], {
      timeout: maxFetchMs,
    });
    await rename(work, folder);
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function programIn(folder: string, name: string): Promise<string> {
  const at = join(folder, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(at, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  return join(at, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
}
