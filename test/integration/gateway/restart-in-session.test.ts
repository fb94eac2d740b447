import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Client, LoggingLevel } from '@modelcontextprotocol/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { bridges, connectApp, untilDoorIsOpen } from '../../support/bridge.ts';
import { waitFor } from '../../support/processes.ts';
import { passingServerLaunch, startPassingServerOverHttp } from '../../support/real-servers.ts';
import type { ListeningServer } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let folder: string;
let running: TestHost;
let far: ListeningServer;
const names = ['near', 'far'] as const;
const uriOf = (name: string): string => `patchbay+${name}:note://one`;

async function start(): Promise<void> {
  running = await startTestHost({ servesApps: true, folder });
  running.host.start();
  await running.host.started;
  await untilDoorIsOpen(folder);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-restart-'));
  far = await startPassingServerOverHttp({ ERA: 'legacy' });
  await start();
  const { command, args } = passingServerLaunch({});
  const env = { ERA: { kind: 'text' as const, text: 'legacy' } };
  const near = { type: 'stdio' as const, command, args: [...args], env };
  const { client, reached } = running;
  await reached(await addAgreed(client, { title: 'Near', transport: near }), 'ready');
  const transport = { type: 'streamable-http' as const, url: far.url, headers: {} };
  await reached(await addAgreed(client, { title: 'Far', transport }), 'ready');
}, 60_000);
afterEach(async () => {
  await running.remove();
  await far.kill();
  await rm(folder, { recursive: true, force: true });
});

describe.each(bridges)('Patchbay is restarted under a session (%s)', (_name, bridge) => {
  const listening = async (app: string, era: 'legacy' | 'modern') => {
    const updated: string[] = [];
    const levels: LoggingLevel[] = [];
    const prepare = (one: Client): void => {
      one.setNotificationHandler('notifications/resources/updated', ({ params }) => {
        updated.push(params.uri);
      });
      one.setNotificationHandler('notifications/message', ({ params }) => {
        levels.push(params.level);
      });
    };
    return { client: await connectApp(bridge, folder, { app, era, prepare }), updated, levels };
  };

  test('an app of the legacy era goes on hearing of what it had asked for, as loud as it wanted', async () => {
    const { client, updated, levels } = await listening('asks', 'legacy');
    const other = await listening('does not ask', 'legacy');
    await client.setLoggingLevel('error');
    for (const name of names) await client.subscribeResource({ uri: uriOf(name) });
    await running.close();
    await start();
    for (const name of names) {
      await running.reached(name, 'ready');
      const touched = () =>
        other.client.callTool({ name: `${name}_touch`, arguments: { uri: 'note://one' } });
      // It is asked for anew once its server is there, which may take a moment.
      await waitFor(`${name} to be heard of`, async () => {
        await touched();
        return updated.includes(uriOf(name));
      });
      const said: LoggingLevel[] = ['info', 'warning', 'error'];
      await client.callTool({ name: `${name}_log`, arguments: { levels: said, who: 'asks' } });
      await waitFor('the error', () => levels.length > 0);
      expect(levels.splice(0)).toEqual(['error']);
    }
    expect(other.updated).toEqual([]);
    await client.unsubscribeResource({ uri: uriOf('far') });
    updated.length = 0;
    for (const name of ['far', 'near']) {
      await other.client.callTool({ name: `${name}_touch`, arguments: { uri: 'note://one' } });
    }
    await waitFor('near', () => updated.length > 0);
    expect(new Set(updated)).toEqual(new Set([uriOf('near')]));
    await Promise.all([client.close(), other.client.close()]);
  });

  test('an app of the modern era hears that it listens no more, and may listen again', async () => {
    const { client, updated } = await listening('listens', 'modern');
    const uri = uriOf('near');
    const before = await client.listen({ resourceSubscriptions: [uri] });
    await running.close();
    await before.closed;
    await start();
    await running.reached('near', 'ready');
    await client.listen({ resourceSubscriptions: [uri] });
    await waitFor('it to be heard of', async () => {
      await client.callTool({ name: 'near_touch', arguments: { uri: 'note://one' } });
      return updated.includes(uri);
    });
    await client.close();
  });
});
