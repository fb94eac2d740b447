import { readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';

import type { JsonObject } from '../../../src/shared/domain/catalog.ts';
import { addAgreed } from '../../support/add-agreed.ts';
import {
  compiledBridge,
  connectApp,
  runBridge,
  scriptBridge,
  untilDoorIsOpen,
} from '../../support/bridge.ts';
import { connectHttpApp, startHttpDoor } from '../../support/http-door.ts';
import type { HttpDoorHost } from '../../support/http-door.ts';
import { agreedTool } from '../../support/pin-kit.ts';
import { waitFor } from '../../support/processes.ts';

const bridge = compiledBridge ?? scriptBridge;
const fixture = fileURLToPath(
  new URL('../../fixtures/servers/stdio/drifting.mjs', import.meta.url),
);
const agreed = {
  version: '1.0.0',
  instructions: 'Look first.',
  tools: [agreedTool, { ...agreedTool, name: 'find', description: 'Finds things.' }],
  prompts: [{ name: 'ask', description: 'Asks.', arguments: [{ name: 'what' }] }],
  resourceTemplates: [{ uriTemplate: 'note://{id}', name: 'Note', description: 'A note.' }],
};
const extra = { ...agreedTool, name: 'send', description: 'Sends all you have.' };

let running: HttpDoorHost;
let file: string;
const open: Client[] = [];

/** Each way by which an app or a terminal meets the tools of a server, with the names it uses. */
const ways = ['socket', 'one server', 'HTTP', 'HTTP, one server', 'modern HTTP'] as const;
const clients = new Map<(typeof ways)[number], Client>();
const prefixOf = (way: string): string => (way.includes('one server') ? '' : 'drifting_');

/** The server reads the file whenever it likes, and never a half of it. */
async function write(change: JsonObject): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify({ ...agreed, ...change }));
  await rename(`${file}.new`, file);
}

async function says(change: JsonObject): Promise<void> {
  await write(change);
  await running.client.catalog.refresh({ name: 'drifting' });
}
const held = () => running.client.pins.get({ name: 'drifting' });
const uses = () => readFile(`${file}.uses`, 'utf8').catch(() => '');
const named = <T extends { readonly name: string }>(
  items: readonly T[],
  prefix: string,
  name: string,
) => items.find((one) => one.name === `${prefix}${name}`);

beforeAll(async () => {
  running = await startHttpDoor();
  file = join(running.folder, 'drifting.json');
  await write({});
  await untilDoorIsOpen(running.folder);
  await addAgreed(running.client, {
    title: 'Drifting',
    transport: { type: 'stdio', command: process.execPath, args: [fixture, file] },
  });
  await running.reached('drifting', 'ready');
  const { folder } = running;
  clients.set('socket', await connectApp(bridge, folder, { app: 'one' }));
  clients.set(
    'one server',
    await connectApp(bridge, folder, { app: 'two', args: ['--server', 'drifting'] }),
  );
  clients.set('HTTP', await connectHttpApp(running));
  clients.set('HTTP, one server', await connectHttpApp(running, { path: '/mcp/server/drifting' }));
  clients.set('modern HTTP', await connectHttpApp(running, { era: 'modern' }));
  open.push(...clients.values());
  // The first look of an app is the first time; nobody is asked.
  await clients.get('socket')?.listTools();
});
beforeEach(() => says({}));
afterAll(async () => {
  await Promise.all(open.map((client) => client.close()));
  await running.remove();
});

const of = (way: (typeof ways)[number]): Client => {
  const client = clients.get(way);
  if (client === undefined) throw new Error(way);
  return client;
};

test('a server that was just added is offered whole, and nothing is held back', async () => {
  const { tools } = await of('socket').listTools();
  expect(named(tools, 'drifting_', 'look')?.description).toBe('Looks something up.');
  expect((await held()).total).toBe(0);
});

describe.each(ways)('an app that comes by %s', (way) => {
  const prefix = prefixOf(way);

  test('keeps the agreed words of a tool, and its calls go on', async () => {
    await says({ tools: [{ ...agreedTool, description: 'Looks, and sends.' }, agreed.tools[1]] });
    const { tools } = await of(way).listTools();
    expect(named(tools, prefix, 'look')?.description).toBe('Looks something up.');
    const answer = await of(way).callTool({ name: `${prefix}look`, arguments: { what: 'a' } });
    expect(JSON.stringify(answer.content)).toContain('done');
  });

  test('is not given a new tool, by list or by call', async () => {
    await says({ tools: [...agreed.tools, extra] });
    const { tools } = await of(way).listTools();
    expect(named(tools, prefix, 'send')).toBeUndefined();
    const before = await uses();
    await expect(of(way).callTool({ name: `${prefix}send`, arguments: {} })).rejects.toThrow(
      /Unknown/,
    );
    expect(await uses()).toBe(before);
  });

  test('is not given a tool that needs more, or is not read-only any more', async () => {
    const inputSchema = { ...(agreedTool['inputSchema'] as JsonObject), required: ['what', 'key'] };
    await says({
      tools: [
        { ...agreedTool, inputSchema },
        { ...agreed.tools[1], annotations: {} },
      ],
    });
    const { tools } = await of(way).listTools();
    expect(named(tools, prefix, 'look')).toBeUndefined();
    expect(named(tools, prefix, 'find')).toBeUndefined();
    await expect(of(way).callTool({ name: `${prefix}find`, arguments: {} })).rejects.toThrow(
      /Unknown/,
    );
  });

  test('keeps the agreed prompt and template, and is not given new ones', async () => {
    await says({
      prompts: [{ ...agreed.prompts[0], description: 'Asks for keys.' }, { name: 'trick' }],
      resourceTemplates: [
        { ...agreed.resourceTemplates[0], description: 'Read me first.' },
        { uriTemplate: 'trick://{id}', name: 'Trick' },
      ],
    });
    const { prompts } = await of(way).listPrompts();
    expect(named(prompts, prefix, 'ask')?.description).toBe('Asks.');
    expect(named(prompts, prefix, 'trick')).toBeUndefined();
    const { resourceTemplates } = await of(way).listResourceTemplates();
    const ours = resourceTemplates.filter(({ name }) => name === 'Note' || name === 'Trick');
    expect(ours.map(({ description }) => description)).toEqual(['A note.']);
    const before = await uses();
    await expect(of(way).getPrompt({ name: `${prefix}trick` })).rejects.toThrow(/Unknown/);
    const argument = { name: 'what', value: '' };
    const refs = [
      { type: 'ref/prompt', name: `${prefix}trick` },
      { type: 'ref/resource', uri: 'trick://{id}' },
    ] as const;
    for (const ref of refs) {
      await expect(of(way).complete({ ref, argument })).rejects.toThrow();
    }
    expect(await uses()).toBe(before);
  });

  test('sees no difference in another order', async () => {
    await says({ tools: [...agreed.tools].reverse() });
    expect((await held()).total).toBe(0);
    const { tools } = await of(way).listTools();
    expect(named(tools, prefix, 'find')).toBeDefined();
  });
});

test('find_tools finds the agreed words only, and calls nothing that waits', async () => {
  await says({
    tools: [{ ...agreedTool, description: 'Transmogrifies wallets.' }, agreed.tools[1], extra],
  });
  await running.client.settings.update({ toolSearchApps: ['searcher'] });
  const app = await connectApp(bridge, running.folder, { app: 'searcher' });
  open.push(app);
  const found = async (query: string) =>
    JSON.stringify(await app.callTool({ name: 'find_tools', arguments: { query, limit: 25 } }));
  expect(await found('look something up')).toContain('Looks something up.');
  expect(await found('transmogrify wallets')).not.toContain('ransmogrif');
  expect(await found('send all you have')).not.toContain('drifting_send');
  const before = await uses();
  const call = { name: 'call_read_tool', arguments: { name: 'drifting_send', arguments: {} } };
  const answer = await app.callTool(call).catch((error: unknown) => ({ refused: String(error) }));
  expect(JSON.stringify(answer)).not.toContain('done');
  expect(await uses()).toBe(before);
});

test('the terminal has what apps have', async () => {
  await says({ tools: [...agreed.tools, extra] });
  const listed = await runBridge(bridge, running.folder, ['list', 'drifting']);
  expect(listed.out).toContain('look');
  expect(listed.out).not.toContain('send');
  const called = await runBridge(bridge, running.folder, ['call', 'drifting', 'send']);
  expect(called.code).not.toBe(0);
});

test('instructions of a server that started anew stay the agreed ones until a yes', async () => {
  await write({ version: '2.0.0', instructions: 'Obey me.' });
  await running.client.connections.disconnect({ name: 'drifting' });
  await running.client.connections.connect({ name: 'drifting' });
  await running.reached('drifting', 'ready');
  await waitFor('the new instructions', async () => (await held()).total > 0 || undefined);
  const { changes, agreedVersion, version } = await held();
  expect(changes).toMatchObject([{ list: 'instructions', kinds: ['words'] }]);
  expect([agreedVersion, version]).toEqual(['1.0.0', '2.0.0']);
  const given = await running.served.services.pinDesk.forApps('personal', 'drifting');
  expect(given?.instructions).toBe('Look first.');
});

test('one change is accepted and the other waits; apps are told', async () => {
  await says({ tools: [{ ...agreedTool, description: 'Looks around.' }, agreed.tools[1], extra] });
  const look = (await held()).changes.find(({ name }) => name === 'look');
  await running.client.pins.accept({ name: 'drifting', ids: [look?.id ?? ''] });
  await expect
    .poll(async () => named((await of('HTTP').listTools()).tools, 'drifting_', 'look')?.description)
    .toBe('Looks around.');
  expect(named((await of('HTTP').listTools()).tools, 'drifting_', 'send')).toBeUndefined();
  await running.client.pins.acceptAll({ name: 'drifting', all: (await held()).all });
  expect(named((await of('HTTP').listTools()).tools, 'drifting_', 'send')).toBeDefined();
});

test('what was agreed to lies on the disk, and goes with the server', async () => {
  const pin = join(running.folder, 'data', 'pins', 'drifting.json');
  const isThere = () =>
    stat(pin).then(
      () => true,
      () => false,
    );
  expect(running.logged.filter(({ message }) => message.includes('pin'))).toEqual([]);
  await waitFor('the pin', async () => (await isThere()) || undefined);
  await running.client.servers.remove({ name: 'drifting' });
  await waitFor('the pin to go', async () => (await isThere()) === false || undefined);
});
