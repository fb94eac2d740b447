import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { AppRights, ToolRight } from '../../../src/shared/domain/app-rights.ts';
import { unlimited } from '../../../src/shared/domain/usual-rights.ts';
import type { ApprovalAnswer } from '../../../src/shared/domain/approval.ts';
import { callWays, startApprovalWorld } from '../../support/approval-world.ts';
import type { ApprovalWorld } from '../../support/approval-world.ts';

let world: ApprovalWorld;
let app: Client;
let answer: ApprovalAnswer | undefined;

const setFor = (caller: string, rights: Partial<AppRights>) =>
  world.running.client.appRights.set({ caller, rights: { ...unlimited, ...rights } });
const may = (rights: Partial<AppRights>, name = 'limited') => setFor(`app:${name}`, rights);
const names = async (client = app) => (await client.listTools()).tools.map(({ name }) => name);
const call = (name: string) => app.callTool({ name, arguments: { what: 'a', text: 'a' } });

beforeAll(async () => {
  world = await startApprovalWorld(() => answer);
  app = await world.connect('limited');
});
afterAll(() => world[Symbol.asyncDispose]());
beforeEach(async () => {
  answer = 'once';
  await may({});
});

test('an app sees and calls what its set names, and nothing when none of it is there', async () => {
  expect(await names()).toEqual(expect.arrayContaining(['drifting_look', 'sample_echo']));
  await may({ servers: ['sample'] });
  const left = await names();
  expect(left).toContain('sample_echo');
  expect(left.filter((name) => name.startsWith('drifting_'))).toEqual([]);
  const before = await world.uses();
  await expect(call('drifting_look')).rejects.toThrow(/Unknown/);
  expect(await world.uses()).toBe(before);
  for (const servers of [[], ['gone']]) {
    await may({ servers });
    expect(await names()).toEqual([]);
    const { resources } = await app.listResources();
    expect(resources).toEqual([]);
  }
});

test('addresses of a server that is not in the set are not read', async () => {
  const { resources } = await app.listResources();
  const [first] = resources;
  const uri = first?.uri ?? '';
  await app.readResource({ uri });
  await may({ servers: ['drifting'] });
  await expect(app.readResource({ uri })).rejects.toThrow();
});

test('an app that asked for one server, and a search, go by the same', async () => {
  await may({ servers: ['sample'] }, 'three');
  await expect(world.call('one server', 'look')).rejects.toThrow(/Unknown/);
  await may({ servers: ['sample'] }, 'searcher');
  expect((await world.call('a search', 'look')).text).toContain('no such tool');
  await may({}, 'three');
  await may({}, 'searcher');
  expect((await world.call('one server', 'look')).isError).toBe(false);
});

const toolsOfDrifting = (...tools: readonly ToolRight[]): Partial<AppRights> => ({
  servers: ['drifting'],
  tools: [{ server: 'drifting', tools: [...tools] }],
});

test('of a server whose tools are stated only those are seen and called, by every way', async () => {
  const ways = { one: 'the socket', two: 'the socket, modern', three: 'one server' } as const;
  const rights = toolsOfDrifting({ tool: 'look' });
  for (const name of ['limited', 'searcher', ...Object.keys(ways)]) await may(rights, name);
  await setFor('command', rights);
  const [token] = (await world.running.client.gateway.status({})).tokens;
  await setFor(`token:${token?.id ?? ''}`, rights);
  expect(await names()).toEqual(['drifting_look']);
  const before = await world.uses();
  for (const way of callWays) {
    expect((await world.call(way, 'look')).isError, way).toBe(false);
    const found = await world.call(way, 'find').catch(() => ({ isError: true }));
    expect(found.isError, way).toBe(true);
  }
  expect(await world.uses()).toBe(before + callWays.length);
  for (const name of ['searcher', ...Object.keys(ways)]) await may({}, name);
  await setFor('command', {});
  await setFor(`token:${token?.id ?? ''}`, {});
});

test('a tool is called by the name a person gave it, and by no other', async () => {
  await may(
    toolsOfDrifting({ tool: 'look', name: 'peek' }, { tool: 'find', name: 'drifting_look' }),
  );
  expect(await names()).toEqual(['peek', 'drifting_find']);
  await expect(call('drifting_look')).rejects.toThrow(/Unknown/);
  const before = await world.uses();
  expect((await call('peek')).isError).not.toBe(true);
  expect(await world.uses()).toBe(before + 1);
  await may(toolsOfDrifting({ tool: 'look', name: 'peek' }), 'searcher');
  const searcher = await world.connect('searcher');
  const found = await searcher.callTool({ name: 'find_tools', arguments: { query: 'look' } });
  expect(JSON.stringify(found.content)).toContain('peek');
  await may({}, 'searcher');
});

test('an argument that is set is not the app’s to see or to send, and is shown whole', async () => {
  const fixed = { text: 'set by me' };
  await may({
    servers: ['sample'],
    tools: [{ server: 'sample', tools: [{ tool: 'echo', fixed }] }],
  });
  const { tools } = await app.listTools();
  expect(JSON.stringify(tools)).not.toContain('"text"');
  const refused = await app.callTool({ name: 'sample_echo', arguments: { text: 'mine' } });
  expect(JSON.stringify(refused)).toContain('ARGUMENT_SET');
  answer = undefined;
  const { approvals } = world.running.client;
  await approvals.choose({ name: 'sample', choice: 'ask', tools: ['echo'] });
  const waiting = app.callTool({ name: 'sample_echo', arguments: {} });
  const snapshot = () => world.running.client.app.snapshot({});
  await expect.poll(async () => (await snapshot()).approvals.length).toBe(1);
  const [pending] = (await snapshot()).approvals;
  const { ids, calls } = await approvals.waiting({ id: pending?.id ?? '' });
  expect(calls).toMatchObject([{ fixed: ['text'] }]);
  expect(JSON.parse(calls[0]?.text ?? '')).toEqual(fixed);
  await approvals.answer({ calls: ids, answer: 'once' });
  expect(JSON.stringify((await waiting).content)).toContain('set by me');
});

test('an app that asks itself is not asked about, but for what was refused', async () => {
  answer = 'no';
  expect((await call('drifting_look')).isError).toBe(true);
  await may({ leavesAsking: true });
  const before = await world.uses();
  expect((await call('drifting_look')).isError).not.toBe(true);
  const { approvals } = world.running.client;
  await approvals.choose({ name: 'drifting', choice: 'never', tools: ['look'] });
  expect(JSON.stringify(await call('drifting_look'))).toContain('APPROVAL_NEVER');
  await approvals.choose({ name: 'drifting', choice: 'ask', tools: ['look'] });
  expect(await world.uses()).toBe(before + 1);
});

test('an app is served as the profile a person stated, beside the one in use', async () => {
  const { client } = world.running;
  const { id } = await client.profiles.create({ draft: { title: 'Work' } });
  const active = world.running.host.profiles.profiles().activeId;
  await client.servers.setAccess({
    name: 'drifting',
    scope: { kind: 'private', profiles: [active] },
  });
  expect(await names()).toContain('drifting_look');
  await may({ profile: id });
  expect(await names()).not.toContain('drifting_look');
  await expect(call('drifting_look')).rejects.toThrow(/Unknown/);
  expect((await world.call('the socket', 'look')).isError).toBe(false);
  await client.profiles.remove({ id });
  expect(await names()).toEqual([]);
  await client.servers.setAccess({ name: 'drifting', scope: { kind: 'shared' } });
});

test('a revoked app gets nothing at once, and is told that its lists are others', async () => {
  let told = 0;
  app.setNotificationHandler('notifications/tools/list_changed', () => void (told += 1));
  await may({ isBlocked: true });
  await expect(call('drifting_look')).rejects.toThrow(/Unknown/);
  await expect.poll(() => told).toBeGreaterThan(0);
  expect(await names()).toEqual([]);
});

test('a call that waits for a yes is not made when the app lost the server meanwhile', async () => {
  answer = undefined;
  const waiting = call('drifting_look');
  const refused = expect(waiting).rejects.toThrow(/Unknown/);
  const pending = async () => (await world.running.client.app.snapshot({})).approvals;
  await expect.poll(async () => (await pending()).length).toBe(1);
  await may({ servers: ['sample'] });
  const before = await world.uses();
  const { ids } = await world.running.client.approvals.waiting({
    id: (await pending())[0]?.id ?? '',
  });
  await world.running.client.approvals.answer({ calls: ids, answer: 'once' });
  await refused;
  expect(await world.uses()).toBe(before);
});
