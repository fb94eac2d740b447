import type { Client } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { allAbilities, startPassingHome } from '../../support/passing-home.ts';
import type { Era, PassingHome } from '../../support/passing-home.ts';
import { findProcess, waitFor } from '../../support/processes.ts';

let home: PassingHome;

beforeAll(async () => {
  home = await startPassingHome();
  await home.addServer('each', 'stdio', 'legacy');
  await home.addServer('together', 'stdio', 'legacy');
  await share('each', 'each-app');
}, 60_000);

afterAll(() => home[Symbol.asyncDispose]());

/** Saves another choice of how apps use a server. */
async function share(name: string, sharing: 'all-apps' | 'each-app'): Promise<void> {
  const { client } = home.host;
  const { title, transport } = await client.servers.get({ name });
  await client.servers.update({ name, draft: { title, transport, sharing } });
  await home.host.reached(name, 'ready');
}

const seen = (client: Client, handle: string) =>
  home.tell(client, `${handle}_seen`) as Promise<{ calls: number }>;

/** An app that answers a question with its own name. */
const appCalled = (era: Era, app: string): Promise<Client> =>
  home.app(era, {
    app,
    capabilities: allAbilities,
    prepare(client) {
      client.setRequestHandler('elicitation/create', () => ({
        action: 'accept',
        content: { name: app },
      }));
      client.setRequestHandler('roots/list', () => ({ roots: [{ uri: `file:///${app}` }] }));
    },
  });

const connectionsOf = (name: string) => home.host.client.gateway.appConnections({ name });

test.each(['legacy', 'modern'] as const)(
  'an app of the %s era finds nothing of another at a server that runs once for each',
  async (era) => {
    const one = await appCalled(era, 'one');
    const two = await appCalled(era, 'two');
    await seen(one, 'each');
    expect(await seen(one, 'each')).toMatchObject({ calls: 2 });
    expect(await seen(two, 'each')).toMatchObject({ calls: 1 });
    await one.close();
    await two.close();
  },
);

test('where nothing is said apps share one process', async () => {
  const one = await appCalled('legacy', 'one');
  const two = await appCalled('legacy', 'two');
  const before = await seen(one, 'together');
  expect(await seen(two, 'together')).toMatchObject({ calls: before.calls + 1 });
  expect(await connectionsOf('together')).toEqual([]);
  await one.close();
  await two.close();
});

test('the page of a server shows who has a process, and it ends with the app', async () => {
  const app = await appCalled('legacy', 'Codex');
  await seen(app, 'each');
  const [connection, ...others] = await connectionsOf('each');
  expect(connection).toMatchObject({ app: 'Codex', state: 'ready' });
  expect(others).toEqual([]);
  const { pid } = connection as { pid: number };
  expect(await findProcess(pid)).toBeDefined();
  await app.close();
  await waitFor('the process to end', async () => (await findProcess(pid)) === undefined);
  expect(await connectionsOf('each')).toEqual([]);
  expect(home.host.host.pool.status('each')?.kind).toBe('ready');
});

test('apps that ask without saying for whom wait for nobody, and each hears its own', async () => {
  const clients = await Promise.all(
    Array.from({ length: 6 }, (_, at) =>
      appCalled(at % 2 === 0 ? 'legacy' : 'modern', `asker-${String(at)}`),
    ),
  );
  const answers = await Promise.all(
    clients.map((client, at) =>
      home.tell(client, 'each_ask', { who: `asker-${String(at)}`, isBare: true, times: 1 }),
    ),
  );
  expect(answers).toMatchObject(
    clients.map((_, at) => ({ answer: { content: { name: `asker-${String(at)}` } } })),
  );
  await Promise.all(clients.map((client) => client.close()));
});

test('folders of an app are told to its own process, though the wire says not for whom', async () => {
  const app = await appCalled('legacy', 'folders');
  const ask = { who: '', kind: 'roots', isBare: true };
  expect(await home.tell(app, 'each_ask', ask)).toMatchObject({
    answer: { roots: [{ uri: 'file:///folders' }] },
  });
  expect(await home.tell(app, 'together_ask', ask)).toMatchObject({ answer: { roots: [] } });
  await app.close();
});

test('a server that is shared again ends the processes of apps, and goes on answering', async () => {
  await home.addServer('changed', 'stdio', 'legacy');
  await share('changed', 'each-app');
  const app = await appCalled('legacy', 'stays');
  await seen(app, 'changed');
  const [connection] = await connectionsOf('changed');
  const { pid } = connection as { pid: number };
  await share('changed', 'all-apps');
  await waitFor('the process to end', async () => (await findProcess(pid)) === undefined);
  expect(await seen(app, 'changed')).toMatchObject({ calls: 1 });
  expect(await connectionsOf('changed')).toEqual([]);
  await app.close();
});

test('a server that is turned off, or restarted by a person, ends the processes of apps too', async () => {
  const app = await appCalled('legacy', 'stays');
  await seen(app, 'each');
  const first = (await connectionsOf('each'))[0] as { pid: number };
  await home.host.client.connections.reinitialize({ name: 'each' });
  await waitFor('the process to end', async () => (await findProcess(first.pid)) === undefined);
  await home.host.reached('each', 'ready');
  expect(await seen(app, 'each')).toMatchObject({ calls: 1 });
  const second = (await connectionsOf('each'))[0] as { pid: number };
  await home.host.client.servers.setEnabled({ name: 'each', enabled: false });
  await waitFor('the process to end', async () => (await findProcess(second.pid)) === undefined);
  await home.host.client.servers.setEnabled({ name: 'each', enabled: true });
  await home.host.reached('each', 'ready');
  await app.close();
});
