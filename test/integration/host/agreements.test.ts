import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import type { KeyStore } from '../../../src/main/vault/key-store.ts';
import { createFakeKeyStore } from '../../support/fake-key-store.ts';
import { waitFor } from '../../support/processes.ts';
import { askForEverything, openDoorWorld } from '../../support/doors/trust-door.ts';
import type { FiledServer } from '../../support/doors/trust-door.ts';
import { createProgramStake } from '../../support/trust-stakes.ts';

async function open(keys: KeyStore) {
  const marker = await createProgramStake();
  onTestFinished(() => marker[Symbol.asyncDispose]());
  const world = await openDoorWorld(marker, { keys });
  onTestFinished(() => world[Symbol.asyncDispose]());
  const kindOf = () => world.running().host.pool.status('notes')?.kind;
  return { marker, world, kindOf };
}

const waiting = { missing: [{ kind: 'consent' }] };

describe('an agreement', () => {
  test('is asked about once, also after a restart', async () => {
    const { world, kindOf } = await open(createFakeKeyStore());
    await world.running().reached('notes', 'ready');
    await world.restart();
    await askForEverything(world);
    expect(kindOf()).toBe('ready');
  });

  test('counts until the end of the run where no key can be kept', async () => {
    const keys = createFakeKeyStore();
    keys.present = undefined;
    const { world } = await open(keys);
    await world.running().reached('notes', 'ready');
    await world.restart();
    await askForEverything(world);
    expect(world.running().host.pool.status('notes')).toMatchObject(waiting);
  });

  test('waits for a locked keyring, holds up nothing else, and goes on by itself', async () => {
    const keys = createFakeKeyStore();
    const { world } = await open(keys);
    const { client } = world.running();
    const sample = { type: 'built-in' as const, id: 'sample' as const };
    await client.servers.create({ draft: { title: 'Sample', transport: sample } });
    await world.running().reached('notes', 'ready');
    keys.unprotectError = { code: 'LOCKED', detail: 'dismissed' };
    await world.restart();
    const { host, reached } = world.running();
    await reached('sample', 'ready');
    expect(await reached('notes', 'needs-setup')).toMatchObject(waiting);
    keys.unprotectError = undefined;
    await world.running().client.vault.tryAgain({});
    await reached('notes', 'ready');
    expect(host.snapshot().vault.state).toBe('ready');
  });

  test('given under a locked keyring is kept as soon as that opens', async () => {
    const keys = createFakeKeyStore();
    const { world } = await open(keys);
    await world.running().reached('notes', 'ready');
    keys.unprotectError = { code: 'LOCKED', detail: 'dismissed' };
    await world.restart();
    const { client, reached } = world.running();
    await reached('notes', 'needs-setup');
    const { consent } = await client.servers.launchPreview({ name: 'notes' });
    await client.servers.consent({ name: 'notes', consent });
    await reached('notes', 'ready');
    keys.unprotectError = undefined;
    await world.running().client.vault.tryAgain({});
    await world.restart();
    await world.running().reached('notes', 'ready');
  });

  test.each<[string, (server: FiledServer, mark: string) => FiledServer]>([
    ['NODE_OPTIONS', (server, mark) => withEnv(server, 'NODE_OPTIONS', `--require ${mark}`)],
    ['PATH', (server) => withEnv(server, 'PATH', '/tmp')],
    ['HOME', (server) => withEnv(server, 'HOME', '/tmp')],
    [
      'a variable',
      (server, mark) => ({ ...server, variableValues: { FILE: { kind: 'text', text: mark } } }),
    ],
  ])('ends with another value of %s', async (_, change) => {
    const { world, marker } = await open(createFakeKeyStore());
    const path = join(world.folder, 'data', 'servers.json');
    const { transport } = marker.draft as { transport: { args: string[] } };
    await world.restart(async () => {
      const file = JSON.parse(await readFile(path, 'utf8')) as {
        value: { servers: FiledServer[] };
      };
      file.value.servers = file.value.servers.map((one) => change(one, transport.args[0] ?? ''));
      await writeFile(path, JSON.stringify(file));
    });
    await askForEverything(world);
    expect(world.running().host.pool.status('notes')).toMatchObject(waiting);
    expect(await marker.hasHappened()).toBe(false);
  });

  test('comes back with a removal that is taken back, and by no file', async () => {
    const { world } = await open(createFakeKeyStore());
    const { client, reached } = world.running();
    await reached('notes', 'ready');
    const path = join(world.folder, 'data', 'servers.json');
    const before = await readFile(path, 'utf8');
    await client.servers.remove({ name: 'notes' });
    const last = await client.undo.last({});
    await client.undo.run({ id: last?.id ?? '' });
    await reached('notes', 'ready');
    await client.servers.remove({ name: 'notes' });
    await writeFile(path, before);
    await waitFor('the file', () => world.running().host.servers.viewOf('notes'));
    await askForEverything(world);
    expect(world.running().host.pool.status('notes')).toMatchObject(waiting);
  });
});

function withEnv(server: FiledServer, name: string, text: string): FiledServer {
  const env = { [name]: { kind: 'text', text } };
  return { ...server, transport: { ...(server['transport'] as object), env } };
}
