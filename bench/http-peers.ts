import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { fetched } from '../test/support/ai-apps/fetched.ts';
import { killAll, livingDescendants } from '../test/support/processes.ts';
import { freePort } from '../test/support/real-servers.ts';
import { fetchedPackage, programIn } from './peer-package.ts';

/** What a gateway of somebody else has behind it. */
export interface PeerProgram {
  readonly command: string;
  readonly args: readonly string[];
}

/** A gateway of somebody else, with one program behind it. */
export interface RunningPeer {
  readonly url: string;
  /** It speaks the older transport alone (2024-11-05, HTTP with SSE). */
  readonly isSse: boolean;
  /** What stands before the name of a tool. */
  readonly prefix: string;
  readonly pid: number;
  /** With all that it has started; some leave their programs behind. */
  end(): Promise<void>;
}

interface StartOfPeer {
  readonly port: number;
  /** The program behind it as one line of a shell, and as a file of settings. */
  readonly shell: string;
  readonly config: string;
  readonly program: PeerProgram;
}

/** A gateway of somebody else that npm has; it is fetched when it is measured and no dependency. */
export interface Peer {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** It needs a newer Node than ours. */
  readonly isNewer?: boolean;
  readonly args?: (start: StartOfPeer) => readonly string[];
  readonly isSse?: boolean;
  readonly prefix?: string;
}

/** The server's name in their settings. */
const behind = 'passing';

/** Each peer that was looked for; one without `args` was never to be had where this was written. */
export const peers: readonly Peer[] = [
  {
    name: 'supergateway',
    package: 'supergateway',
    version: '4.0.0',
    args: ({ port, shell }) => [
      ...['--stdio', shell, '--outputTransport', 'streamableHttp', '--stateful'],
      ...['--port', String(port), '--logLevel', 'none'],
    ],
  },
  {
    name: 'mcp-proxy',
    package: 'mcp-proxy',
    version: '6.7.19',
    args: ({ port, program: { command, args } }) => [
      ...['--host', '127.0.0.1', '--port', String(port), '--', command, ...args],
    ],
  },
  {
    name: 'mcp-hub',
    package: 'mcp-hub',
    version: '4.2.1',
    args: ({ port, config }) => ['--port', String(port), '--config', config],
    prefix: `${behind}__`,
    isSse: true,
  },
  {
    name: 'mcporter',
    package: 'mcporter',
    version: '0.12.3',
    isNewer: true,
    args: ({ port, config }) => ['--config', config, 'serve', '--http', String(port)],
    prefix: `${behind}__`,
  },
  { name: '1MCP', package: '@1mcp/agent', version: 'latest' },
  { name: 'MCPHub', package: '@samanhappy/mcphub', version: 'latest' },
];

/** Starts a peer with a program behind it; rejects with the reason where it cannot be had or started. */
export async function startPeer(peer: Peer, program: PeerProgram): Promise<RunningPeer> {
  const folder = await fetchedPackage(peer.package, peer.version);
  if (peer.args === undefined) throw new Error('it is not known how it is started');
  const home = join(folder, 'home');
  await mkdir(home, { recursive: true });
  const config = join(folder, 'servers.json');
  // `lifecycle` and `imports` are for mcporter, which otherwise serves nothing and reads other apps' files.
  const server = { ...program, lifecycle: 'keep-alive' };
  await writeFile(config, JSON.stringify({ mcpServers: { [behind]: server }, imports: [] }));
  const port = await freePort();
  const shell = [program.command, ...program.args].map((word) => `"${word}"`).join(' ');
  const words = peer.args({ port, shell, config, program });
  const node = peer.isNewer === true ? await newerNode() : process.execPath;
  const child = spawn(node, [await programIn(folder, peer.package), ...words], {
    stdio: 'ignore',
    env: { ...process.env, HOME: home },
  });
  const { isSse = false, prefix = '' } = peer;
  const path = `http://127.0.0.1:${String(port)}/mcp`;
  return { url: path, isSse, prefix, pid: child.pid ?? 0, end: () => ended(child) };
}

async function newerNode(): Promise<string> {
  const program = await fetched('node');
  if (program instanceof Error) throw program;
  return program;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const started = await livingDescendants(child.pid);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
  await killAll(started);
}
