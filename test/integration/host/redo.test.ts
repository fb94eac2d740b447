import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

async function start(): Promise<TestHost> {
  const started = await startTestHost();
  onTestFinished(() => started.remove());
  return started;
}

const keyed = {
  title: 'Keyed',
  enabled: false,
  transport: {
    type: 'streamable-http' as const,
    url: 'https://keyed.example/mcp',
    headers: { 'X-Key': { kind: 'secret' as const, value: 'canary-header' } },
  },
  variables: [{ name: 'TOKEN', sensitive: true }],
};
const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };

/** A server with a secret and a value, the sample, and a second profile that has one of its own. */
async function furnish({ client, reached }: TestHost): Promise<void> {
  await client.servers.create({ draft: keyed });
  await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'canary-value' });
  await client.servers.create({ draft: sample });
  await client.profiles.create({ draft: { title: 'Work' } });
  const scope = { kind: 'private' as const, profiles: ['work'] };
  await client.servers.create({ draft: { ...keyed, title: 'Of work', scope } });
  await reached('sample', 'ready');
}

async function importFrom({ client }: TestHost, settings: unknown, action: 'add' | 'replace') {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-redo-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'settings.json');
  await writeFile(path, JSON.stringify({ mcpServers: settings }));
  const finds = await client.import.read({ kind: 'file', path });
  const plan = await client.import.plan({ findIds: (finds ?? []).map(({ id }) => id) });
  const choices = plan.items.map(({ id }) => ({ itemId: id, action }));
  await client.import.apply({ planId: plan.planId, choices });
  // What it held is known by now, as after an import whose file is gone.
  await rm(path);
}

const program = {
  command: process.execPath,
  args: ['-e', 'setTimeout(() => {}, 60000)'],
  env: { API_KEY: 'canary-imported-key-0123456789' },
};

interface Kind {
  readonly kind: string;
  do(running: TestHost): Promise<unknown>;
}

const work = { kind: 'private' as const, profiles: ['work'] };
const kinds: readonly Kind[] = [
  { kind: 'server-removed', do: ({ client }) => client.servers.remove({ name: 'keyed' }) },
  {
    kind: 'server-made-private',
    do: ({ client }) => client.servers.setAccess({ name: 'sample', scope: work }),
  },
  {
    kind: 'server-shared',
    do: ({ client }) => client.servers.setAccess({ name: 'of-work', scope: { kind: 'shared' } }),
  },
  {
    kind: 'access-changed',
    do: ({ client }) =>
      client.servers.setAccess({
        name: 'of-work',
        scope: { kind: 'private', profiles: ['personal', 'work'] },
      }),
  },
  {
    kind: 'servers-removed',
    do: ({ client }) => client.manyServers.remove({ names: ['keyed', 'sample', 'gone'] }),
  },
  {
    kind: 'servers-turned-off',
    do: ({ client }) =>
      client.manyServers.setEnabled({ names: ['keyed', 'sample'], enabled: false }),
  },
  {
    kind: 'servers-turned-on',
    do: ({ client }) =>
      client.manyServers.setEnabled({ names: ['keyed', 'sample'], enabled: true }),
  },
  {
    kind: 'servers-access-changed',
    do: ({ client }) => client.manyServers.setAccess({ names: ['keyed', 'sample'], scope: work }),
  },
  { kind: 'profile-removed', do: ({ client }) => client.profiles.remove({ id: 'work' }) },
  {
    kind: 'servers-imported',
    do: (running) => importFrom(running, { notes: program, other: program }, 'add'),
  },
  {
    kind: 'servers-imported',
    do: (running) => importFrom(running, { keyed: program }, 'replace'),
  },
];

/** What a person has: all servers and profiles, and where secrets lie, without names that change. */
async function homeOf({ host, folder }: TestHost) {
  const { value } = JSON.parse(await readFile(join(folder, 'data', 'vault.json'), 'utf8')) as {
    value: { records: Record<string, unknown> };
  };
  const { value: file } = JSON.parse(
    await readFile(join(folder, 'data', 'servers.json'), 'utf8'),
  ) as { value: { servers: Record<string, unknown>[] } };
  const untimed = file.servers.map(
    ({ updatedAt: _at, createdAt: _since, inspection: _found, ...server }) => server,
  );
  const servers = JSON.stringify(untimed).replace(/"secretId":"[^"]+"/g, '"secretId":""');
  return {
    servers: JSON.parse(servers) as unknown,
    profiles: host.snapshot().profiles,
    shown: host.snapshot().servers.map(({ name, enabled }) => [name, enabled]),
    secrets: Object.keys(value.records).length,
  };
}

async function undo({ client, host }: TestHost) {
  return client.undo.run({ id: host.snapshot().undoable?.id ?? '' });
}
async function redo({ client, host }: TestHost) {
  return client.undo.redo({ id: host.snapshot().redoable?.id ?? '' });
}

describe('what was taken back', () => {
  test.each(kinds)('is done again, and taken back again: $kind', async (one) => {
    const running = await start();
    await furnish(running);
    const before = await homeOf(running);
    await one.do(running);
    const after = await homeOf(running);
    expect(after).not.toEqual(before);
    for (let round = 0; round < 2; round += 1) {
      expect(await undo(running)).toMatchObject({ kind: one.kind });
      expect(await homeOf(running)).toEqual({ ...before, secrets: expect.any(Number) as number });
      expect(running.host.snapshot().redoable).toMatchObject({ kind: one.kind });
      expect(await redo(running)).toMatchObject({ kind: one.kind });
      expect(await homeOf(running)).toEqual({ ...after, secrets: expect.any(Number) as number });
      expect(running.host.snapshot()).toMatchObject({
        undoable: { kind: one.kind },
        redoable: null,
      });
    }
    await undo(running);
    expect(await homeOf(running)).toEqual(before);
  });

  test('and is a program comes back as it was first imported: off, and never agreed to', async () => {
    const running = await start();
    const { client, host, reached } = running;
    await importFrom(running, { notes: program }, 'add');
    await client.servers.setEnabled({ name: 'notes', enabled: true });
    const { consent } = await client.servers.launchPreview({ name: 'notes' });
    await client.servers.consent({ name: 'notes', consent });
    await waitFor('the program', () => host.pool.status('notes')?.kind === 'connecting');
    await undo(running);
    await waitFor('its end', () => host.pool.status('notes') === undefined);
    await redo(running);
    expect(host.servers.viewOf('notes')).toMatchObject({ enabled: false });
    await client.servers.setEnabled({ name: 'notes', enabled: true });
    expect(await reached('notes', 'needs-setup')).toMatchObject({ missing: [{ kind: 'consent' }] });
  });

  test('is not done again once something of it was changed', async () => {
    const running = await start();
    const { client, host } = running;
    await furnish(running);
    const outdated = { code: 'UNDO_OUTDATED' };

    await client.servers.remove({ name: 'keyed' });
    await undo(running);
    await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'another' });
    await expect(redo(running)).rejects.toMatchObject(outdated);
    expect(host.snapshot().redoable).toBeNull();

    await client.servers.setAccess({ name: 'keyed', scope: work });
    await undo(running);
    await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'third' });
    await expect(redo(running)).rejects.toMatchObject(outdated);

    await client.profiles.remove({ id: 'work' });
    await undo(running);
    await client.servers.setAccess({ name: 'sample', scope: work });
    await undo(running);
    const { id } = (await client.undo.last({})) ?? { id: '' };
    expect(id).toBe('');
    await client.profiles.activate({ id: 'work' });
    await expect(redo(running)).resolves.toMatchObject({ kind: 'server-made-private' });

    await importFrom(running, { keyed: program }, 'replace');
    await undo(running);
    await client.variables.set({ name: 'keyed', variable: 'TOKEN', value: 'fourth' });
    await expect(redo(running)).rejects.toMatchObject(outdated);
  });

  test('is no longer there once something else was done', async () => {
    const running = await start();
    const { client, host } = running;
    await furnish(running);
    await client.servers.remove({ name: 'keyed' });
    await undo(running);
    await client.servers.remove({ name: 'sample' });
    expect(host.snapshot().redoable).toBeNull();
    await expect(client.undo.redo({ id: 'none' })).rejects.toMatchObject({ code: 'UNDO_OUTDATED' });
  });

  test('a profile that has got a server of its own since is not removed by it', async () => {
    const running = await start();
    const { client, host } = running;
    await furnish(running);
    await client.profiles.remove({ id: 'work' });
    await undo(running);
    await client.servers.create({ draft: { ...keyed, title: 'Fresh', scope: work } });
    await expect(redo(running)).rejects.toMatchObject({ code: 'UNDO_OUTDATED' });
    expect(host.snapshot().profiles.all.map(({ id }) => id)).toEqual(['personal', 'work']);
  });
});
