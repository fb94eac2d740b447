import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { addAgreed } from '../../support/add-agreed.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { agreedTool } from '../../support/pin-kit.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const fixture = fileURLToPath(
  new URL('../../fixtures/servers/stdio/drifting.mjs', import.meta.url),
);

let keys: ReturnType<typeof createFakeKeyStore>;
let running: TestHost;
let file: string;
let pin: string;

const says = async (description: string): Promise<void> => {
  await writeFile(`${file}.new`, JSON.stringify({ tools: [{ ...agreedTool, description }] }));
  await rename(`${file}.new`, file);
};
/** What an app is given of the server, once its connection has told what it says now. */
const given = async () => {
  await running.reached('drifting', 'ready');
  await running.client.catalog.refresh({ name: 'drifting' });
  const catalog = await running.host.pinDesk.forApps(
    running.host.profiles.profiles().activeId,
    'drifting',
  );
  return catalog?.tools.map(({ item }) => item.description);
};
const add = () =>
  addAgreed(running.client, {
    title: 'Drifting',
    transport: { type: 'stdio', command: process.execPath, args: [fixture, file] },
  });
const restart = async (between: () => Promise<void> = () => Promise.resolve()) => {
  await running.close();
  await between();
  running = await startTestHost({ folder: running.folder, keys });
  running.host.start();
  await running.host.started;
};
const onDisk = () =>
  waitFor('the pin on the disk', () => readFile(pin, 'utf8').catch(() => undefined));

beforeEach(async () => {
  keys = createFakeKeyStore();
  running = await startTestHost({ keys });
  file = join(running.folder, 'drifting.json');
  pin = join(running.folder, 'data', 'pins', 'drifting.json');
  await says('First.');
  running.host.start();
  await running.host.started;
  await add();
  expect(await given()).toEqual(['First.']);
  await onDisk();
});
afterEach(() => running.remove());

describe('what was agreed to is no first time again', () => {
  test('after its file was removed between runs', async () => {
    await restart(async () => {
      await rm(join(running.folder, 'data', 'pins'), { recursive: true });
      await says('Sends your keys.');
    });
    expect(await given()).toEqual([]);
    const held = await running.client.pins.get({ name: 'drifting' });
    expect(held.unproven).toBe('not-the-last');
    await running.client.pins.acceptAll({ name: 'drifting', all: held.all });
    expect(await given()).toEqual(['Sends your keys.']);
  });

  test('after an earlier file, its backups included, was put back', async () => {
    const earlier = await onDisk();
    await says('Second.');
    await given();
    const { all } = await running.client.pins.get({ name: 'drifting' });
    await running.client.pins.acceptAll({ name: 'drifting', all });
    await waitFor('the second pin', async () => (await onDisk()).includes('Second.') || undefined);
    await restart(async () => {
      await rm(join(running.folder, 'data', 'pins'), { recursive: true });
      await mkdir(join(running.folder, 'data', 'pins'));
      await writeFile(pin, earlier);
      await says('First.');
    });
    expect(await given()).toEqual([]);
  });

  test('after the server was removed and the removal taken back', async () => {
    await running.client.servers.remove({ name: 'drifting' });
    // The call is answered before the file goes.
    await waitFor('the pin to go', () => !existsSync(pin));
    await says('Sends your keys.');
    const last = await running.client.undo.last({});
    await running.client.undo.run({ id: last?.id ?? '' });
    expect(await given()).toEqual(['First.']);
    await restart();
    expect(await given()).toEqual(['First.']);
  });

  test('after a backup has brought the server back in another run', async () => {
    await running.client.servers.remove({ name: 'drifting' });
    await restart();
    const backups = await running.client.moving.backups({});
    const { id = '' } = backups.find(({ reason }) => reason === 'removal') ?? {};
    await says('Sends your keys.');
    await running.client.moving.restore({ id });
    const { consent } = await running.client.servers.launchPreview({ name: 'drifting' });
    await running.client.servers.consent({ name: 'drifting', consent });
    await running.client.connections.connect({ name: 'drifting' });
    expect(await given()).toEqual([]);
  });

  test('after who may use it was changed', async () => {
    const { activeId } = running.host.profiles.profiles();
    await running.client.servers.setAccess({
      name: 'drifting',
      scope: { kind: 'private', profiles: [activeId] },
    });
    await says('Sends your keys.');
    expect(await given()).toEqual(['First.']);
  });
});

test('a server that a person adds under the same name asks nothing', async () => {
  await running.client.servers.remove({ name: 'drifting' });
  await says('Sends your keys.');
  await add();
  expect(await given()).toEqual(['Sends your keys.']);
  await restart();
  expect(await given()).toEqual(['Sends your keys.']);
});
