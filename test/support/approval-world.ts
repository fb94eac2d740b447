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
/** How an app calls a tool; what is absent is as usual. */
export interface CalledAs {
  /** The whole name. */
  readonly name?: string;
  readonly args?: object;
}
/** One of {@link callWays}. */
export type CallWay = (typeof callWays)[number];

/** A whole host with its doors open, a server that counts its calls, and an app for each way. */
export interface ApprovalWorld extends AsyncDisposable {
  readonly running: HttpDoorHost;
  /** How many calls have reached the server. */
  uses(): Promise<number>;
  /** The arguments of the last call that did. */
  lastArguments(): Promise<unknown>;
  /** Calls a tool of the server, by the name it has there if `as` says no other. */
  call(way: CallWay, tool: string, as?: CalledAs): Promise<CallEnd>;
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
    lastArguments: async () =>
      JSON.parse((await readFile(`${file}.arguments`, 'utf8')).trimEnd().split('\n').at(-1) ?? ''),
    call: (way, tool, as = {}) =>
      way === 'the terminal' ? byTerminal(running.folder, tool, as) : ways[way](tool, as),
    connect: (name) => app({ app: name }),
    async [Symbol.asyncDispose]() {
      await Promise.all(open.map((client) => client.close().catch(() => undefined)));
      await running.remove();
    },
  };
}

type Call = (tool: string, as: CalledAs) => Promise<CallEnd>;

const usualArgs = { what: 'a' };

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
    return (tool, { name = `${prefix}${tool}`, args = usualArgs }) => endOf(client, name, args);
  };
  const searcher = await app({ app: 'searcher' });
  return {
    'the socket': plain(await app({ app: 'one' })),
    'the socket, modern': plain(await app({ app: 'two', era: 'modern' })),
    'one server': plain(await app({ app: 'three', args: ['--server', 'drifting'] }), ''),
    HTTP: plain(await http('legacy')),
    'modern HTTP': plain(await http('modern')),
    'a search': (tool, { name = `drifting_${tool}`, args = usualArgs }) =>
      endOf(searcher, 'call_read_tool', { name, arguments: args }),
  };
}

async function endOf(client: Client, name: string, args: object): Promise<CallEnd> {
  const called = await client.callTool({ name, arguments: { ...args } });
  return { text: JSON.stringify(called.content), isError: called.isError === true };
}

async function byTerminal(
  folder: string,
  tool: string,
  { name = tool, args = {} }: CalledAs,
): Promise<CallEnd> {
  const bridge = compiledBridge ?? scriptBridge;
  const { code, out, err } = await runBridge(bridge, folder, [
    ...['call', 'drifting', name],
    JSON.stringify(args),
  ]);
  return { text: out + err, isError: code !== 0 };
}
