import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Launch } from '../../src/main/sessions/session.ts';

/** A program of the fixtures, also for what runs from a bundle elsewhere. */
const fixture = (name: string): string => {
  const root = process.env['PATCHBAY_ROOT'];
  return root === undefined
    ? fileURLToPath(new URL(`../fixtures/servers/${name}`, import.meta.url))
    : join(root, 'test/fixtures/servers', name);
};
const require = createRequire(import.meta.url);
const eraServer = fixture('modern/era-server.mjs');

const passingServer = fixture('passing/passing-server.mjs');

type StdioLaunch = Extract<Launch, { readonly type: 'stdio' }>;

/** A server in a process of its own that listens on loopback. */
export interface ListeningServer {
  readonly url: string;
  readonly pid: number;
  /** Kills it; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** The launch of a reference server over stdio. */
export function referenceServer(
  name: 'everything' | 'filesystem' | 'memory' | 'sequential-thinking',
  args: readonly string[] = [],
  env: Readonly<Record<string, string>> = {},
): StdioLaunch {
  const file = require.resolve(`@modelcontextprotocol/server-${name}/dist/index.js`);
  return { type: 'stdio', command: process.execPath, args: [file, ...args], env };
}

/** The launch of the era server fixture over stdio; `env` says how it behaves. */
export function eraServerLaunch(env: Readonly<Record<string, string>>): StdioLaunch {
  return { type: 'stdio', command: process.execPath, args: [eraServer, 'stdio'], env };
}

/** Starts the era server fixture over HTTP. */
export const startEraServerOverHttp = (
  env: Readonly<Record<string, string>>,
): Promise<ListeningServer> => startOverHttp(eraServer, env);

/** The launch of the passing server fixture over stdio; `ERA` says what it speaks. */
export function passingServerLaunch(env: Readonly<Record<string, string>>): StdioLaunch {
  return { type: 'stdio', command: process.execPath, args: [passingServer, 'stdio'], env };
}

/** Starts the passing server fixture over HTTP. */
export const startPassingServerOverHttp = (
  env: Readonly<Record<string, string>>,
): Promise<ListeningServer> => startOverHttp(passingServer, env);

async function startOverHttp(
  fixture: string,
  env: Readonly<Record<string, string>>,
): Promise<ListeningServer> {
  const port = String(await freePort());
  const server = await listen([fixture, 'http'], { ...env, PORT: port }, /listening/);
  return { ...server, url: `http://127.0.0.1:${port}/mcp` };
}

/** Starts server-everything on a free port. */
export async function startEverything(
  transport: 'sse' | 'streamableHttp',
): Promise<ListeningServer> {
  const file = require.resolve('@modelcontextprotocol/server-everything/dist/index.js');
  const port = String(await freePort());
  const server = await listen(
    [file, transport],
    { PORT: port },
    /running on port|listening on port/,
  );
  const path = transport === 'sse' ? 'sse' : 'mcp';
  return { ...server, url: `http://127.0.0.1:${port}/${path}` };
}

async function listen(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ready: RegExp,
): Promise<Omit<ListeningServer, 'url'>> {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { pid } = child;
  if (pid === undefined) throw new Error('the server did not start');
  await new Promise<void>((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString('utf8');
      if (ready.test(said)) resolve();
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    void exited.then(() => reject(new Error(`the server ended: ${said}`)));
  });
  return {
    pid,
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** A port nobody uses right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
