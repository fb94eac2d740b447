import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { expect, onTestFinished, test } from 'vitest';

import { createOAuthBrowser } from '../../support/oauth-browser.ts';
import { startOAuthServer } from '../../support/oauth-server.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

/** A service that notes the keys it is sent, and knows nobody. */
async function startService() {
  const keys: unknown[] = [];
  const service = createServer((request, response) => {
    keys.push(request.headers['x-key'], request.headers['x-token']);
    response.writeHead(403).end();
  });
  await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void service.close());
  return { keys, url: `http://127.0.0.1:${String((service.address() as AddressInfo).port)}/mcp` };
}

const keyed = (url: string, profiles?: readonly string[]) => ({
  title: 'Keyed',
  start: 'manual' as const,
  transport: {
    type: 'streamable-http' as const,
    url,
    headers: {
      'X-Key': { kind: 'secret' as const, value: 'stored-key' },
      'X-Token': { kind: 'text' as const, text: '{{TOKEN}}' },
    },
  },
  variables: [{ name: 'TOKEN', sensitive: true }],
  ...(profiles && { scope: { kind: 'private' as const, profiles: [...profiles] } }),
});
const other = {
  title: 'Keyed',
  transport: { type: 'built-in' as const, id: 'sample' as const },
};

async function start(): Promise<TestHost> {
  const running = await startTestHost();
  onTestFinished(() => running.remove());
  await running.client.profiles.create({ draft: { title: 'Work' } });
  return running;
}

async function undoLast({ client }: TestHost): Promise<void> {
  const last = await client.undo.last({});
  await client.undo.run({ id: last?.id ?? '' });
}

/** What reaches the service when the server that came back is started. */
async function sentBy({ host, client }: TestHost, keys: readonly unknown[]) {
  const back = host.snapshot().servers.find(({ name }) => name !== 'keyed');
  expect(back?.name).toBe('keyed-2');
  await client.connections.connect({ name: 'keyed-2' });
  await waitFor('the service to be asked, or a question', () => {
    const kind = host.pool.status('keyed-2')?.kind;
    return keys.length > 0 || (kind !== undefined && kind !== 'connecting') || undefined;
  });
  return keys.slice(0, 2);
}

test('a private server whose name was given away comes back with its profile, and its key is good', async () => {
  const { keys, url } = await startService();
  const running = await start();
  const { client } = running;
  await client.profiles.activate({ id: 'work' });
  await client.servers.create({ draft: keyed(url, ['work']) });
  await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'of-work' });
  await client.profiles.activate({ id: 'personal' });
  await client.profiles.remove({ id: 'work' });
  await client.servers.create({ draft: other });
  await undoLast(running);
  await client.profiles.activate({ id: 'work' });
  expect(await sentBy(running, keys)).toEqual(['stored-key', 'of-work']);
});

test.each(['one', 'many'] as const)(
  'a server that was removed, %s at once, comes back under another name with its key',
  async (door) => {
    const { keys, url } = await startService();
    const running = await start();
    const { client } = running;
    await client.servers.create({ draft: keyed(url) });
    await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'mine' });
    await (door === 'one'
      ? client.servers.remove({ name: 'keyed' })
      : client.manyServers.remove({ names: ['keyed'] }));
    await client.servers.create({ draft: other });
    await undoLast(running);
    expect(await sentBy(running, keys)).toEqual(['stored-key', 'mine']);
  },
);

test('a sign-in that went with a profile is not for another server of that name', async () => {
  const server = await startOAuthServer();
  onTestFinished(() => server[Symbol.asyncDispose]());
  const running = await start();
  const { client, host, reached, opened } = running;
  const notes = {
    title: 'Notes',
    transport: { type: 'streamable-http' as const, url: server.mcpUrl },
  };
  await client.profiles.activate({ id: 'work' });
  await client.servers.create({
    draft: { ...notes, scope: { kind: 'private', profiles: ['work'] } },
  });
  await reached('notes', 'needs-sign-in');
  await client.signIn.begin({ name: 'notes' });
  await host.openLink((await createOAuthBrowser().visit(opened.at(-1) ?? '')).url);
  await reached('notes', 'ready');
  await client.profiles.activate({ id: 'personal' });
  await client.profiles.remove({ id: 'work' });
  await client.servers.create({ draft: notes });
  await undoLast(running);
  await client.profiles.activate({ id: 'work' });
  expect(host.snapshot().servers.map(({ name }) => name)).toEqual(['notes-2', 'notes']);
  expect(await client.signIn.account({ name: 'notes' })).toMatchObject({ account: null });
  expect(server.count('/token/revocation')).toBeGreaterThan(0);
});
