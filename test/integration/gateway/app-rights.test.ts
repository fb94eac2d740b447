import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import type { AppRights } from '../../../src/shared/domain/app-rights.ts';
import { unlimited } from '../../../src/shared/domain/usual-rights.ts';
import type { ApprovalAnswer } from '../../../src/shared/domain/approval.ts';
import { startApprovalWorld } from '../../support/approval-world.ts';
import type { ApprovalWorld } from '../../support/approval-world.ts';

let world: ApprovalWorld;
let app: Client;
let answer: ApprovalAnswer | undefined;

const may = (rights: Partial<AppRights>, name = 'limited') =>
  world.running.client.appRights.set({ app: name, rights: { ...unlimited, ...rights } });
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
