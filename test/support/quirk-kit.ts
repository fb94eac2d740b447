import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

import type { JsonObject, ToolResult } from '../../src/shared/domain/catalog.ts';
import type { ConnectionState } from '../../src/shared/domain/connection-state.ts';
import type { Failure } from '../../src/shared/domain/failure.ts';
import { addAgreed } from './add-agreed.ts';
import type { TestHost } from './test-host.ts';

// A bundle of it lies elsewhere.
const folder = join(process.env['PATCHBAY_ROOT'] ?? process.cwd(), 'test/fixtures/quirk-servers');

/** A quirk server that was added to a host. */
interface QuirkServer extends AsyncDisposable {
  readonly name: string;
}

/** How a quirk server is reached. */
export type QuirkDoor = 'stdio' | 'streamable-http' | 'sse' | 'websocket';

/** Times of its own, ms. */
export interface QuirkTimes {
  readonly connectMs?: number;
  readonly callMs?: number;
}

/** A file that is a server over stdio, or one that prints its address, and how it is started. */
export interface ServerFile {
  readonly door: QuirkDoor;
  /** Where it is started. */
  readonly folder: string;
  readonly file: string;
  readonly args: readonly string[];
  readonly times?: QuirkTimes | undefined;
}

/** Starts a server's file, or has the host start it, and adds it. */
export async function addServerFile(
  { client }: TestHost,
  { door, folder: cwd, file, args, times: timeouts = {} }: ServerFile,
): Promise<QuirkServer> {
  const path = join(cwd, file);
  const title = [file, ...args].join(' ');
  if (door === 'stdio') {
    const command = process.execPath;
    const transport = { type: 'stdio' as const, command, args: [path, ...args], cwd };
    return {
      name: await addAgreed(client, { title, transport, timeouts }),
      [Symbol.asyncDispose]: idle,
    };
  }
  const program = spawn(process.execPath, [path, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(program, 'exit');
  const stop = async () => {
    program.kill();
    await ended;
  };
  try {
    const [url] = (await once(createInterface({ input: program.stdout }), 'line')) as [string];
    const name = await addAgreed(client, { title, transport: { type: door, url }, timeouts });
    return { name, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const idle = () => Promise.resolve();

/** Calls a tool, with a text if nothing else is said; the answer's first text, or the failure's code. */
export async function callQuirkTool(
  { client }: TestHost,
  name: string,
  tool: string,
  args: JsonObject = { text: 'hello' },
): Promise<string> {
  try {
    const events = await client.catalog.callTool({ name, tool, args });
    for await (const event of events) {
      if (event.kind === 'result') return firstText(event.result);
    }
    return 'no result';
  } catch (error) {
    return codeOf(error);
  }
}

function firstText({ content }: Pick<ToolResult, 'content'>): string {
  const [first] = content;
  const text = first?.['text'];
  if (typeof text === 'string') return text;
  return first === undefined ? 'nothing' : String(first['type']);
}

function codeOf(error: unknown): string {
  const { code, data, message } = error as {
    readonly code?: unknown;
    readonly data?: { readonly failure?: Failure };
    readonly message?: string;
  };
  return data?.failure?.code ?? (typeof code === 'string' ? code : String(message));
}

/** A server that does something odd, and what a person should see of it. */
export interface Quirk {
  readonly what: string;
  readonly door: QuirkDoor;
  readonly command: readonly [string, ...string[]];
  readonly times?: QuirkTimes;
  /** Tools to call once it is ready, one after the other. */
  readonly calls?: readonly string[];
  /** A part of what is seen; see {@link SeenQuirk}. */
  readonly right: Partial<Record<keyof SeenQuirk, unknown>>;
}

/** What is seen of a server. */
export interface SeenQuirk {
  /** Where it came to rest: ready, or the first state with a failure. */
  readonly state: ConnectionState['kind'];
  readonly failure: Failure | undefined;
  readonly era: string | undefined;
  /** The transport that was used in place of the one in the settings. */
  readonly reachedBy: string | undefined;
  readonly tools: readonly string[];
  readonly prompts: readonly string[];
  readonly resources: readonly string[];
  readonly notices: readonly string[];
  /** What each call answered, or the code of its failure. */
  readonly calls: readonly string[];
  /** The state after the calls. */
  readonly finally: ConnectionState['kind'] | undefined;
}

/** Adds a quirk server, waits for what becomes of it, makes its calls, and takes it away again. */
export function seeQuirk(running: TestHost, quirk: Quirk): Promise<SeenQuirk> {
  const [file, ...args] = quirk.command;
  const { door, times, calls = [] } = quirk;
  return seeServerFile(
    running,
    { door, folder, file: `${file}.mjs`, args, times },
    calls.map((tool) => (name) => callQuirkTool(running, name, tool)),
  );
}

/** The same for any file; each call is given the name under which the server was added. */
export async function seeServerFile(
  running: TestHost,
  file: ServerFile,
  calls: readonly ((name: string) => Promise<string>)[],
): Promise<SeenQuirk> {
  await using server = await addServerFile(running, file);
  const { name } = server;
  const settled = ['ready', 'waiting', 'cooling', 'failed', 'needs-sign-in'] as const;
  const state = await running.reached(name, ...settled);
  const answers: string[] = [];
  if (state.kind === 'ready') for (const call of calls) answers.push(await call(name));
  const catalog = await running.client.catalog.get({ name });
  const seen = {
    state: state.kind,
    failure: 'failure' in state ? state.failure : undefined,
    era: state.kind === 'ready' ? state.era : undefined,
    reachedBy: state.kind === 'ready' ? state.reachedBy : undefined,
    tools: namesOf(catalog?.tools),
    prompts: namesOf(catalog?.prompts),
    resources: namesOf(catalog?.resources),
    notices: (catalog?.notices ?? []).map(({ kind, reason }) => `${kind}: ${reason}`),
    calls: answers,
    finally: running.host.pool.status(name)?.kind,
  };
  await running.client.servers.remove({ name });
  return seen;
}

function namesOf(items: readonly { readonly name: string }[] = []): readonly string[] {
  return items.map(({ name }) => name);
}
