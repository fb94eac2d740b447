import { afterAll, beforeAll, expect, test } from 'vitest';

import { compiledBridge, connectApp, scriptBridge, untilDoorIsOpen } from '../../support/bridge.ts';
import { referenceServer } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let running: TestHost;
const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };
const { command, args } = referenceServer('everything');

const appOf = (profile: string) =>
  connectApp(compiledBridge ?? scriptBridge, running.folder, {
    app: `for ${profile}`,
    args: ['--profile', profile],
  });

const toolsOf = async (app: Awaited<ReturnType<typeof appOf>>) =>
  (await app.listTools()).tools.map(({ name }) => name);

/** A shared program that shows its environment, with a value of each profile in it. */
async function addKeyed() {
  const draft = {
    title: 'Keyed',
    transport: {
      type: 'stdio' as const,
      command,
      args: [...args],
      env: { OWN: { kind: 'text' as const, text: '{{OWN}}' } },
    },
    variables: [{ name: 'OWN', sensitive: true }],
  };
  const { consent } = (await running.client.servers.preview({ draft })).preview ?? {};
  await running.client.servers.create({ draft, consent });
}

beforeAll(async () => {
  running = await startTestHost({ servesApps: true });
  const { client, host, reached } = running;
  host.start();
  await host.started;
  await untilDoorIsOpen(running.folder);
  await client.profiles.create({ draft: { title: 'Work' } });
  const mine = (profile: string) => ({
    draft: { ...sample, title: 'Mine', scope: { kind: 'private' as const, profiles: [profile] } },
  });
  await client.servers.create({ draft: sample });
  await client.servers.create(mine('personal'));
  await addKeyed();
  await client.variables.set({ name: 'keyed', variable: 'OWN', value: 'canary-of-personal' });
  await reached('keyed', 'ready');
  await client.profiles.activate({ id: 'work' });
  await client.servers.create(mine('work'));
  await client.variables.set({ name: 'keyed', variable: 'OWN', value: 'canary-of-work' });
  await Promise.all([reached('keyed', 'ready'), reached('mine-2', 'ready')]);
});

afterAll(() => running.remove());

test('apps of two profiles are served at once: own servers, own values, and one run of the same', async () => {
  const { client, host } = running;
  const [personal, work] = await Promise.all([appOf('personal'), appOf('work')]);
  const of = async (app: typeof work) => {
    const answer = await app.callTool({ name: 'keyed_get-env', arguments: {} });
    return JSON.stringify(answer);
  };
  expect(await toolsOf(work)).toEqual(expect.arrayContaining(['sample_echo', 'mine-2_echo']));
  expect(await toolsOf(personal)).toEqual(expect.arrayContaining(['sample_echo', 'mine_echo']));
  expect(await toolsOf(personal)).not.toContain('mine-2_echo');

  const shared = host.pool.status('sample');
  const atWindow = host.pool.status('keyed');
  const [toPersonal, toWork] = await Promise.all([of(personal), of(work)]);
  expect(toPersonal).toContain('OWN');
  expect(toWork).toContain('OWN');
  expect(toPersonal).not.toMatch(/canary/);
  expect(toWork).not.toMatch(/canary/);
  await personal.callTool({ name: 'sample_echo', arguments: { text: 'x' } });
  await personal.callTool({ name: 'mine_echo', arguments: { text: 'x' } });
  expect(host.pool.status('sample')).toEqual(shared);
  expect(host.pool.status('keyed')).toEqual(atWindow);

  await client.servers.setEnabled({ name: 'sample', enabled: false });
  expect(await toolsOf(work)).not.toContain('sample_echo');
  const still = await personal.callTool({ name: 'sample_echo', arguments: { text: 'still' } });
  expect(JSON.stringify(still)).toContain('still');
  await client.servers.setEnabled({ name: 'sample', enabled: true });
  await Promise.all([personal.close(), work.close()]);
});

test('a profile that is renamed is served on; one that is removed is offered nothing more', async () => {
  const { client } = running;
  const app = await appOf('personal');
  await client.profiles.update({ id: 'personal', draft: { title: 'Home' } });
  const answer = await app.callTool({ name: 'mine_echo', arguments: { text: 'here' } });
  expect(JSON.stringify(answer)).toContain('here');
  await client.profiles.remove({ id: 'personal' });
  expect(await toolsOf(app)).toEqual([]);
  await expect(app.callTool({ name: 'mine_echo', arguments: { text: 'x' } })).rejects.toThrow();
  await app.close();
});
