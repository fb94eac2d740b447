import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';
import { waitFor } from '../../support/processes.ts';

async function start(options?: Parameters<typeof startTestHost>[0]): Promise<TestHost> {
  const started = await startTestHost(options);
  onTestFinished(() => (options?.folder === undefined ? started.remove() : started.close()));
  return started;
}

const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };
const only = (...profiles: string[]) => ({ kind: 'private' as const, profiles });

const stateOf = ({ host }: TestHost, name: string) => host.pool.status(name)?.kind;
const isOn = ({ host }: TestHost, name: string) =>
  host.snapshot().servers.find((server) => server.name === name)?.enabled;

/** A shared server and two profiles; Personal is in use. */
async function startWithTwo(): Promise<TestHost> {
  const running = await start();
  await running.client.servers.create({ draft: sample });
  await running.reached('sample', 'ready');
  await running.client.profiles.create({ draft: { title: 'Work' } });
  return running;
}

const turn = ({ client }: TestHost, enabled: boolean, name = 'sample') =>
  client.servers.setEnabled({ name, enabled });

describe('on and off', () => {
  test('can be said again once the second profile is gone, and lasts over a restart', async () => {
    const running = await startWithTwo();
    await turn(running, false);
    await running.reached('sample', 'disabled');
    await running.client.profiles.remove({ id: 'work' });
    expect(isOn(running, 'sample')).toBe(false);
    await turn(running, true);
    await running.reached('sample', 'ready');
    await turn(running, false);
    await running.reached('sample', 'disabled');
    await running.close();
    const next = await start({ folder: running.folder });
    next.host.start();
    await next.host.started;
    expect(stateOf(next, 'sample')).toBe('disabled');
  });

  test('is each profile’s own, whatever another edits', async () => {
    const running = await startWithTwo();
    const { client, reached } = running;
    await turn(running, false);
    await client.servers.update({ name: 'sample', draft: { ...sample, title: 'Renamed' } });
    expect(isOn(running, 'sample')).toBe(false);
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'sample')).toBe(true);
    await reached('sample', 'ready');

    await turn(running, false);
    await client.profiles.activate({ id: 'personal' });
    await turn(running, true);
    await client.servers.update({ name: 'sample', draft: { ...sample, title: 'Again' } });
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'sample')).toBe(false);
    expect(stateOf(running, 'sample')).toBe('disabled');
  });

  test('is no part of an edit, whatever an edit says', async () => {
    const running = await startWithTwo();
    await turn(running, false);
    const draft = { ...sample, enabled: true, scope: only('work') };
    await running.client.servers.update({ name: 'sample', draft });
    expect(running.host.snapshot().servers[0]).toMatchObject({
      enabled: false,
      scope: { kind: 'shared' },
    });
  });

  test('stays off for whom alone a server is kept, and in everybody’s list again later', async () => {
    const running = await startWithTwo();
    const { client } = running;
    await turn(running, false);
    await client.servers.setAccess({ name: 'sample', scope: only('personal') });
    expect(isOn(running, 'sample')).toBe(false);
    await turn(running, true);
    await running.reached('sample', 'ready');
    await turn(running, false);
    await client.servers.setAccess({ name: 'sample', scope: { kind: 'shared' } });
    expect(isOn(running, 'sample')).toBe(false);
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'sample'), 'Work had it on').toBe(true);
  });

  test('of one of two holders of a private server is not the other’s', async () => {
    const running = await startWithTwo();
    const { client } = running;
    await client.servers.setAccess({ name: 'sample', scope: only('personal', 'work') });
    await turn(running, false);
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'sample')).toBe(true);
    await turn(running, false);
    await client.profiles.activate({ id: 'personal' });
    await turn(running, true);
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'sample')).toBe(false);
  });

  test('of a new profile is off where it is off for all others', async () => {
    const running = await startWithTwo();
    const { client } = running;
    await turn(running, false);
    await client.profiles.activate({ id: 'work' });
    await turn(running, false);
    const { id } = await client.profiles.create({ draft: { title: 'Travel' } });
    await client.profiles.activate({ id });
    expect(isOn(running, 'sample')).toBe(false);
  });

  test('of a new server is nobody’s of before, also where its name was another’s', async () => {
    const running = await startWithTwo();
    const { client, folder } = running;
    await turn(running, false);
    await client.profiles.activate({ id: 'work' });
    await running.close();
    // Somebody takes the server out by hand; what Personal said about it is left.
    const path = join(folder, 'data', 'servers.json');
    const file = JSON.parse(await readFile(path, 'utf8')) as { value: { servers: unknown[] } };
    await writeFile(path, JSON.stringify({ ...file, value: { servers: [] } }));

    const next = await start({ folder });
    expect(next.host.snapshot().servers).toEqual([]);
    await next.client.servers.create({ draft: sample });
    await next.client.profiles.activate({ id: 'personal' });
    expect(isOn(next, 'sample')).toBe(true);
  });
});

describe('an import', () => {
  const url = (port: number) => `http://127.0.0.1:${String(port)}/mcp`;
  const text = (port: number) =>
    JSON.stringify({ mcpServers: { notes: { type: 'http', url: url(port) } } });

  const replace = async ({ client }: TestHost) => {
    const finds = (await client.import.read({ kind: 'text', text: text(9) })) ?? [];
    const { planId, items } = await client.import.plan({ findIds: finds.map(({ id }) => id) });
    const choices = items.map(({ id }) => ({ itemId: id, action: 'replace' as const, asText: [] }));
    return client.import.apply({ planId, choices });
  };

  test('in the place of a server is off for everybody, and taken back it is as it was', async () => {
    const running = await start();
    const { client } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({
      draft: {
        title: 'notes',
        transport: { type: 'streamable-http', url: url(1) },
        enabled: false,
      },
    });
    await turn(running, true, 'notes');
    const { undoId } = await replace(running);
    expect(isOn(running, 'notes')).toBe(false);
    expect(stateOf(running, 'notes')).toBe('disabled');
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'notes')).toBe(false);
    await client.profiles.activate({ id: 'personal' });
    await client.import.undo({ undoId });
    expect(isOn(running, 'notes')).toBe(true);
    await client.profiles.activate({ id: 'work' });
    expect(isOn(running, 'notes'), 'Work never turned it on').toBe(false);
  });

  test('changes nobody’s access, and neither does taking it back', async () => {
    const running = await start();
    const { client, host } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    await client.servers.create({
      draft: {
        title: 'notes',
        transport: { type: 'streamable-http', url: url(1) },
        scope: only('personal', 'work'),
      },
    });
    const { undoId } = await replace(running);
    expect(host.snapshot().servers[0]).toMatchObject({ scope: only('personal', 'work') });
    await client.servers.setAccess({ name: 'notes', scope: only('personal') });
    await client.import.undo({ undoId });
    expect(host.snapshot().servers[0]).toMatchObject({
      scope: only('personal'),
      transport: { url: url(1) },
    });
  });
});

describe('a copy of a profile', () => {
  test('is one step with one backup, however many private servers it has', async () => {
    const running = await start();
    const { client, host } = running;
    await client.profiles.create({ draft: { title: 'Work' } });
    for (let index = 0; index < 12; index += 1) {
      const title = `Private ${String(index)}`;
      await client.servers.create({ draft: { ...sample, title, scope: only('work') } });
    }
    await client.servers.create({ draft: { ...sample, title: 'Going' } });
    await client.servers.remove({ name: 'going' });
    const before = await client.moving.backups({});
    const draft = { title: 'Copy', icon: 'heart', color: 'red' } as const;
    const copy = await client.profiles.duplicate({ id: 'work', draft });
    expect(copy).toMatchObject(draft);
    const after = await client.moving.backups({});
    expect(after.length).toBeLessThanOrEqual(before.length + 1);
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    await client.profiles.activate({ id: copy.id });
    expect(host.snapshot().servers).toHaveLength(12);
    await waitFor('all of them', () =>
      Object.values(host.pool.statusAll()).every(({ kind }) => kind === 'ready'),
    );
  });
});
