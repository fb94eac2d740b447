import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { connectApp, scriptBridge, untilDoorIsOpen } from '../../support/bridge.ts';
import { passingServerLaunch } from '../../support/real-servers.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

let first: TestHost;

/** A Patchbay on the same folder whose door is open. */
async function opened(folder?: string): Promise<TestHost> {
  const host = await startTestHost({ servesApps: true, ...(folder !== undefined && { folder }) });
  host.host.start();
  await host.host.started;
  await untilDoorIsOpen(host.folder);
  return host;
}

/** What an app that comes now is listed. */
async function listed(folder: string): Promise<readonly string[]> {
  const app = await connectApp(scriptBridge, folder, { app: 'lister' });
  try {
    return (await app.listTools()).tools.map(({ name }) => name);
  } finally {
    await app.close();
  }
}

beforeAll(async () => {
  first = await opened();
  const { command, args } = passingServerLaunch({});
  const transport = { type: 'stdio' as const, command, args: [...args] };
  const name = await addAgreed(first.client, { title: 'Passing', transport });
  await first.reached(name, 'ready');
  await first.client.servers.update({
    name,
    draft: { title: 'Passing', transport, start: 'manual' },
  });
}, 60_000);

afterAll(() => first.remove());

test('where no app ever came the first list waits for no file either, and nothing was agreed to', async () => {
  await first.close();
  const second = await opened(first.folder);
  const pins = () => readdir(join(first.folder, 'data', 'pins')).catch(() => []);
  expect(await pins()).toEqual([]);
  await rm(join(first.folder, 'data', 'catalogs'), { recursive: true });
  expect(await listed(first.folder)).toContain('passing_echo');
  await second.close();
  expect(await pins()).not.toEqual([]);
});

test('where apps came before, the list is there when the door opens, and waits for no file', async () => {
  const earlier = await opened(first.folder);
  // What it offers was read again and is kept again.
  await earlier.client.connections.connect({ name: 'passing' });
  await earlier.reached('passing', 'ready');
  const before = await listed(first.folder);
  expect(before).toContain('passing_echo');
  await earlier.close();
  const second = await opened(first.folder);
  // Whatever is read from here on is not there.
  await rm(join(first.folder, 'data', 'catalogs'), { recursive: true });
  await rm(join(first.folder, 'data', 'pins'), { recursive: true });
  expect(await listed(first.folder)).toEqual(before);
  await second.close();
});
