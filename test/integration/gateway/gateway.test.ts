import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import {
  compiledBridge,
  connectApp,
  scriptBridge,
  socketIn,
  untilDoorIsOpen,
} from '../../support/bridge.ts';
import type { BridgeProgram } from '../../support/bridge.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let bridge: BridgeProgram;
let running: TestHost;
const apps: Client[] = [];

const app = async (
  ...options: Parameters<typeof connectApp> extends [unknown, unknown, infer O] ? [O] : never
) => {
  const client = await connectApp(bridge, running.folder, ...options);
  apps.push(client);
  return client;
};

async function start(folder?: string): Promise<TestHost> {
  const host = await startTestHost({
    servesApps: true,
    seedSample: true,
    ...(folder && { folder }),
  });
  host.host.start();
  await host.host.started;
  await untilDoorIsOpen(host.folder);
  await host.reached('sample', 'ready');
  return host;
}

beforeAll(async () => {
  bridge = compiledBridge ?? scriptBridge;
  running = await start();
  const { type, command, args, env } = referenceServer('everything');
  const draft = {
    title: 'Everything',
    transport: {
      type,
      command,
      args: [...args],
      env: Object.fromEntries(
        Object.entries(env).map(([key, text]) => [key, { kind: 'text' as const, text }]),
      ),
    },
  };
  const { consent } = (await running.client.servers.preview({ draft })).preview ?? {};
  await running.client.servers.create({ draft, consent });
  await running.reached('everything', 'ready');
});

afterAll(async () => {
  await Promise.all(apps.map((client) => client.close()));
  await running.remove();
});

describe('the door', () => {
  test('is for this user alone', async () => {
    const path = socketIn(running.folder);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(path))).mode & 0o777).toBe(0o700);
  });
});

describe.each(['legacy', 'modern'] as const)('an app of the %s era', (era) => {
  test('gets every tool of every server at once, and each listed name can be called', async () => {
    const client = await app({ app: 'lister', era });
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('sample_echo');
    expect(names).toContain('everything_echo');
    for (const name of ['sample_echo', 'everything_echo']) {
      const args = name === 'sample_echo' ? { text: 'hi' } : { message: 'hi' };
      const result = await client.callTool({ name, arguments: args });
      expect(JSON.stringify(result.content)).toContain('hi');
    }
  });

  test('is told by an error when there is no such tool, and no server is asked', async () => {
    const client = await app({ app: 'wrong', era });
    await expect(client.callTool({ name: 'everything_nothing', arguments: {} })).rejects.toThrow(
      /Unknown: everything_nothing/,
    );
  });

  test('reads a resource under the address it was listed with', async () => {
    const client = await app({ app: 'reader', era });
    const { resources } = await client.listResources();
    const listed = resources.find(({ uri }) => uri.startsWith('patchbay+everything:'));
    expect(listed).toBeDefined();
    const { contents } = await client.readResource({ uri: listed?.uri ?? '' });
    expect(contents[0]?.uri).toBe(listed?.uri);
  });

  test('gets prompts of every server', async () => {
    const client = await app({ app: 'prompter', era });
    const { prompts } = await client.listPrompts();
    const simple = prompts.find(({ name }) => name.startsWith('everything_simple'));
    const got = await client.getPrompt({ name: simple?.name ?? '' });
    expect(got.messages.length).toBeGreaterThan(0);
  });

  test('sees one server with untouched names when it asks for that one', async () => {
    const client = await app({ app: 'single', era, args: ['--server', 'everything'] });
    const { tools } = await client.listTools();
    const names = tools.map(({ name }) => name);
    expect(names).toContain('echo');
    expect(names.some((name) => name.includes('_echo'))).toBe(false);
    const { catalogs } = running.host;
    const kept = (await catalogs.get('everything'))?.tools.map(({ raw }) => raw);
    // The modern era has no word for tasks, so the wire of that era leaves it out.
    const asSent = kept?.map(({ execution, ...raw }) =>
      era === 'modern' ? raw : { ...raw, ...(execution !== undefined && { execution }) },
    );
    expect(tools).toEqual(asSent);
  });

  test('sees nothing of another profile than the one it asks for', async () => {
    const names = async (profile: string) => {
      const client = await app({ app: 'one profile', era, args: ['--profile', profile] });
      return (await client.listTools()).tools.map(({ name }) => name);
    };
    expect(await names('personal')).toContain('sample_echo');
    expect(await names('work')).toEqual([]);
  });

  test('sees nothing, not everything, when the one server it asks for is none', async () => {
    const client = await app({ app: 'gone', era, args: ['--server', 'nobody'] });
    expect((await client.listTools()).tools).toEqual([]);
  });
});

test('a call is cancelled at the server when the app cancels it, and the app goes on', async () => {
  const client = await app({ app: 'canceller' });
  const cancel = new AbortController();
  const calling = client.callTool(
    { name: 'everything_trigger-long-running-operation', arguments: { duration: 60, steps: 60 } },
    { signal: cancel.signal },
  );
  const refused = expect(calling).rejects.toThrow();
  await running.client.logs.tail({ name: 'everything' });
  cancel.abort();
  await refused;
  const after = await client.callTool({ name: 'sample_echo', arguments: { text: 'on' } });
  expect(JSON.stringify(after.content)).toContain('on');
});

test('progress reaches the app under its own token', async () => {
  const client = await app({ app: 'progress' });
  const seen: number[] = [];
  await client.callTool(
    { name: 'everything_trigger-long-running-operation', arguments: { duration: 1, steps: 3 } },
    { onprogress: ({ progress }) => void seen.push(progress) },
  );
  // The SDK's client drops a report that comes in one piece with the result.
  expect([1, 2, 3].slice(0, seen.length)).toEqual(seen);
  expect(seen.length).toBeGreaterThanOrEqual(2);
});

test('what an app did stands in the log of the server, with the name of the app', async () => {
  const client = await app({ app: 'noted app' });
  await client.callTool({ name: 'sample_echo', arguments: { text: 'x' } });
  const log = await running.client.logs.tail({ name: 'sample' });
  expect(log.some(({ text }) => /tools\/call echo · noted app · \d+ ms/.test(text))).toBe(true);
});
