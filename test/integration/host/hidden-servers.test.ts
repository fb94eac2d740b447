import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { contract } from '../../../src/shared/contract/contract.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const name = 'mine';
const draft = {
  title: 'Mine',
  transport: { type: 'built-in' as const, id: 'sample' as const },
  variables: [{ name: 'TOKEN' }],
  scope: { kind: 'private' as const, profiles: ['personal'] },
};
const { scope: _scope, ...edit } = draft;
const place = { kind: 'variable', name: 'TOKEN', profile: 'work' } as const;

/** Every call that names a server, and what it is given besides. */
const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'servers.get': {},
  'servers.preview': { draft },
  'servers.update': { draft: edit },
  'servers.setEnabled': { enabled: true },
  'servers.remove': {},
  'servers.inspect': {},
  'servers.reinspect': {},
  'servers.consent': { consent: 'x' },
  'servers.allowRecipients': { recipients: ['x'] },
  'servers.launchPreview': {},
  'servers.setHandle': { handle: 'x' },
  'servers.report': {},
  'connections.connect': {},
  'connections.disconnect': {},
  'connections.reinitialize': {},
  'connections.status': {},
  'connections.history': {},
  'doctor.examine': {},
  'gateway.appConnections': {},
  'catalog.get': {},
  'catalog.search': { kind: 'tools' },
  'catalog.refresh': {},
  'catalog.callTool': { tool: 'echo', args: {} },
  'catalog.readResource': { uri: 'sample://greeting' },
  'catalog.getPrompt': { prompt: 'p', args: {} },
  'catalog.complete': {
    ref: { type: 'ref/prompt', name: 'p' },
    argument: { name: 'a', value: '' },
  },
  'variables.set': { variable: 'TOKEN', value: 'x' },
  'variables.clear': { variable: 'TOKEN' },
  'variables.flags': {},
  'signIn.begin': {},
  'signIn.link': {},
  'signIn.cancel': {},
  'signIn.account': {},
  'signIn.label': { label: 'mine' },
  'signIn.service': {},
  'signIn.reusable': {},
  'signIn.reuse': { of: 'other', digest: 'x' },
  'signIn.signOut': {},
  'vault.enter': { server: name, place, value: 'x' },
  'approvals.get': {},
  'approvals.choose': { choice: 'always' },
  'approvals.believe': { isBelieved: true },
  'approvals.forget': { caller: 'x' },
  'cautions.of': {},
  'pins.get': {},
  'pins.accept': { ids: ['x'] },
  'pins.acceptAll': { all: 'x' },
  'pins.keep': {},
  'logs.tail': {},
  'logs.dropped': {},
  'logs.clear': {},
  'logs.save': {},
};

/**
 * The pages about all profiles name servers of all of them: _Manage profiles_ gives them to the one
 * in use, _Secrets_ removes what is stored for any.
 */
const aboutAllProfiles = ['servers.setAccess', 'vault.remove', 'vault.removeStrays'];
/** What it is told of is the window's own, and only read back. */
const ofTheWindow = ['app.place'];

type Procedure = (input: unknown) => Promise<unknown>;

function procedureAt(client: TestHost['client'], path: string): Procedure {
  const [area = '', call = ''] = path.split('.');
  return Reflect.get(Reflect.get(client, area) as object, call) as Procedure;
}

let running: TestHost;

beforeAll(async () => {
  running = await startTestHost();
  const { client, reached } = running;
  await client.servers.create({ draft });
  await client.variables.set({ name, variable: 'TOKEN', value: 'of-personal' });
  await reached(name, 'ready');
  await client.profiles.create({ draft: { title: 'Work' } });
  await client.profiles.activate({ id: 'work' });
});

afterAll(() => running.remove());

/** The names of all calls whose input names a server. */
function callsByName(): readonly string[] {
  return Object.entries(contract).flatMap(([area, calls]) =>
    Object.entries(calls).flatMap(([call, procedure]) => {
      const { inputSchema } = procedure['~orpc'] as { inputSchema?: { shape?: object } };
      const shape = Object.keys(inputSchema?.shape ?? {});
      return shape.includes('name') || shape.includes('server') ? [`${area}.${call}`] : [];
    }),
  );
}

describe('a server that is private to another profile', () => {
  test('is asked about by all calls that name one', () => {
    expect(callsByName().toSorted()).toEqual(
      [...Object.keys(inputs), ...aboutAllProfiles, ...ofTheWindow].toSorted(),
    );
  });

  test.each(Object.entries(inputs))('is not there for %s', async (path, more) => {
    const procedure = procedureAt(running.client, path);
    const answer = (async () => {
      const answered = await procedure({ name, ...more });
      const stream = answered as AsyncIterable<unknown> | undefined;
      // A call that answers with a stream refuses with its first event.
      if (stream !== undefined && Symbol.asyncIterator in stream) {
        for await (const event of stream) return event;
      }
      return answered;
    })();
    await expect(answer).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is as it was after all that', async () => {
    const { client, host } = running;
    expect(host.snapshot().servers).toEqual([]);
    expect(await client.servers.list({})).toMatchObject({ items: [], total: 0 });
    expect(await client.catalog.search({ kind: 'tools' })).toMatchObject({ items: [], total: 0 });
    await client.profiles.activate({ id: 'personal' });
    await running.reached(name, 'ready');
    expect(host.snapshot().servers).toMatchObject([{ name, title: 'Mine', enabled: true }]);
    expect(await client.variables.flags({ name })).toEqual({ TOKEN: true });
  });
});

describe('the title of a server that another profile has', () => {
  test('tells nothing: the same title is free', async () => {
    const { client } = running;
    await client.profiles.activate({ id: 'work' });
    const { scope } = draft;
    const own = await client.servers.create({
      draft: { ...draft, scope: { ...scope, profiles: ['work'] } },
    });
    expect(own).toMatchObject({ name: 'mine-2', title: 'Mine' });
    const second = await client.servers.create({ draft: { ...draft, scope: { kind: 'shared' } } });
    expect(second.title).toBe('Mine 3');
  });

  test('tells nothing in an import either', async () => {
    const { client, host } = running;
    const text = JSON.stringify({ mcpServers: { Secret: { url: 'https://secret.invalid/mcp' } } });
    await client.profiles.activate({ id: 'personal' });
    await client.servers.create({
      draft: { ...draft, title: 'Secret', start: 'manual' },
    });
    await client.profiles.activate({ id: 'work' });
    const finds = (await client.import.read({ kind: 'text', text })) ?? [];
    const { planId, items } = await client.import.plan({ findIds: finds.map(({ id }) => id) });
    expect(items).toMatchObject([{ state: { kind: 'new' }, newTitle: 'Secret' }]);
    const choices = items.map(({ id }) => ({ itemId: id, action: 'add' as const, asText: [] }));
    await client.import.apply({ planId, choices });
    expect(host.snapshot().servers.map(({ title }) => title)).toContain('Secret');
  });
});

describe('a server that both have', () => {
  test('has a log and a history of its own for each', async () => {
    const { client, reached } = running;
    await client.profiles.activate({ id: 'personal' });
    const shared = { title: 'Both', transport: draft.transport };
    await client.servers.create({ draft: shared });
    await reached('both', 'ready');
    const events = await client.catalog.callTool({
      name: 'both',
      tool: 'echo',
      args: { text: 'of personal' },
    });
    for await (const event of events) void event;
    const logOf = async () => (await client.logs.tail({ name: 'both' })).length;
    const kinds = async () =>
      (await client.connections.history({ name: 'both' })).map(({ kind }) => kind);
    const lines = await logOf();
    expect(lines).toBeGreaterThan(0);
    expect((await kinds()).length).toBeGreaterThan(1);

    await client.profiles.activate({ id: 'work' });
    expect(await logOf()).toBe(0);
    expect(await kinds()).toEqual(['ready']);
    await client.logs.clear({ name: 'both' });
    await client.profiles.activate({ id: 'personal' });
    expect(await logOf()).toBe(lines);
    expect(await kinds()).toEqual(expect.arrayContaining(['unknown', 'ready']));
  });
});
