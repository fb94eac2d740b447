import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Client } from '@modelcontextprotocol/client';

import { addAgreed } from './add-agreed.ts';
import type { SaysToCalls } from './allowing-person.ts';
import { compiledBridge, connectApp, runBridge, scriptBridge, untilDoorIsOpen } from './bridge.ts';
import { connectHttpApp, startHttpDoor } from './http-door.ts';
import type { HttpDoorHost } from './http-door.ts';
import { agreedTool } from './pin-kit.ts';

/** What came of a call. */
export interface CallEnd {
  readonly text: string;
  readonly isError: boolean;
}

/** Every path by which somebody who is not at the window calls a tool. */
export const callWays = [
  'the socket',
  'the socket, modern',
  'one server',
  'HTTP',
  'modern HTTP',
  'a search',
  'the terminal',
] as const;
/** One of {@link callWays}. */
export type CallWay = (typeof callWays)[number];

/** A whole host with its doors open, a server that counts its calls, and an app for each way. */
export interface ApprovalWorld extends AsyncDisposable {
  readonly running: HttpDoorHost;
  /** How many calls have reached the server. */
  uses(): Promise<number>;
  call(way: CallWay, tool: string): Promise<CallEnd>;
  connect(app: string): Promise<Client>;
}

/** The tools of the server; both say that they only read. */
export const worldTools = ['look', 'find'] as const;

/** Starts one; `says` is the person at the window. */
export async function startApprovalWorld(says: SaysToCalls): Promise<ApprovalWorld> {
  const bridge = compiledBridge ?? scriptBridge;
  const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
  const fixture = join(root, 'test/fixtures/servers/stdio/drifting.mjs');
  const running = await startHttpDoor({ saysToCalls: says });
  const file = join(running.folder, 'drifting.json');
  const tools = worldTools.map((name) => ({ ...agreedTool, name }));
  await writeFile(file, JSON.stringify({ version: '1.0.0', tools }));
  await untilDoorIsOpen(running.folder);
  await addAgreed(running.client, {
    title: 'Drifting',
    transport: { type: 'stdio', command: process.execPath, args: [fixture, file] },
  });
  await running.reached('drifting', 'ready');
  await running.client.settings.update({ toolSearchApps: ['searcher'] });
  const open: Client[] = [];
  const app = async (options: Parameters<typeof connectApp>[2]) => {
    const client = await connectApp(bridge, running.folder, options);
    open.push(client);
    return client;
  };
  const ways = await callersOf(running, app, open);
  return {
    running,
    uses: async () =>
      (await readFile(`${file}.uses`, 'utf8').catch(() => '')).split('\n').length - 1,
    call: (way, tool) =>
      way === 'the terminal' ? byTerminal(running.folder, tool) : ways[way](tool),
    connect: (name) => app({ app: name }),
    async [Symbol.asyncDispose]() {
      await Promise.all(open.map((client) => client.close().catch(() => undefined)));
      await running.remove();
    },
  };
}

type Call = (tool: string) => Promise<CallEnd>;

async function callersOf(
  running: HttpDoorHost,
  app: (options: Parameters<typeof connectApp>[2]) => Promise<Client>,
  open: Client[],
): Promise<Readonly<Record<Exclude<CallWay, 'the terminal'>, Call>>> {
  const http = async (era: 'legacy' | 'modern') => {
    const client = await connectHttpApp(running, { era });
    open.push(client);
    return client;
  };
  const plain = (client: Client, prefix = 'drifting_'): Call => {
    return async (tool) => endOf(client, `${prefix}${tool}`, { what: 'a' });
  };
  const searcher = await app({ app: 'searcher' });
  return {
    'the socket': plain(await app({ app: 'one' })),
    'the socket, modern': plain(await app({ app: 'two', era: 'modern' })),
    'one server': plain(await app({ app: 'three', args: ['--server', 'drifting'] }), ''),
    HTTP: plain(await http('legacy')),
    'modern HTTP': plain(await http('modern')),
    'a search': async (tool) =>
      endOf(searcher, 'call_read_tool', { name: `drifting_${tool}`, arguments: { what: 'a' } }),
  };
}

async function endOf(client: Client, name: string, args: object): Promise<CallEnd> {
  const called = await client.callTool({ name, arguments: { ...args } });
  return { text: JSON.stringify(called.content), isError: called.isError === true };
}

async function byTerminal(folder: string, tool: string): Promise<CallEnd> {
  const bridge = compiledBridge ?? scriptBridge;
  const { code, out, err } = await runBridge(bridge, folder, ['call', 'drifting', tool, '{}']);
  return { text: out + err, isError: code !== 0 };
}
