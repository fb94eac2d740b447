import { readFile } from 'node:fs/promises';
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

const keyed = (title: string) => ({
  title,
  enabled: false,
  transport: {
    type: 'streamable-http' as const,
    url: 'https://keyed.example/mcp',
    headers: { 'X-Key': { kind: 'secret' as const, value: `canary-${title}` } },
  },
});
const sample = { title: 'Sample', transport: { type: 'built-in' as const, id: 'sample' as const } };

async function furnish({ client, reached }: TestHost): Promise<void> {
  for (const title of ['One', 'Two', 'Three']) {
    await client.servers.create({ draft: keyed(title) });
  }
  await client.servers.create({ draft: sample });
  await client.profiles.create({ draft: { title: 'Work' } });
  await reached('sample', 'ready');
}

const shown = ({ host }: TestHost) =>
  host
    .snapshot()
    .servers.map(({ name }) => name)
    .sort();

async function secretsIn({ folder }: TestHost): Promise<number> {
  const text = await readFile(join(folder, 'data', 'vault.json'), 'utf8');
  const { value } = JSON.parse(text) as { value: { records: Record<string, unknown> } };
  return Object.keys(value.records).length;
}

async function undo({ client, host }: TestHost) {
  return client.undo.run({ id: host.snapshot().undoable?.id ?? '' });
}

describe('several servers at once', () => {
  test('are removed in one step, after one backup, and one undo brings all of them back', async () => {
    const running = await start();
    const { client, host, reached } = running;
    await furnish(running);
    const { length: backups } = await client.moving.backups({});
    const secrets = await secretsIn(running);
    const names = ['one', 'three', 'sample'];
    expect(await client.manyServers.remove({ names })).toEqual({ changed: 3 });
    expect(shown(running)).toEqual(['two']);
    expect(host.pool.status('sample')).toBeUndefined();
    const kept = await client.moving.backups({});
    expect(kept.length - backups).toBe(1);
    expect(kept[0]).toMatchObject({ reason: 'removal', servers: 4 });
    expect(host.snapshot().undoable).toMatchObject({
      kind: 'servers-removed',
      title: 'One, Three, Sample',
    });

    await undo(running);
    expect(shown(running)).toEqual(['one', 'sample', 'three', 'two']);
    expect(host.snapshot().undoable).toBeNull();
    expect(await secretsIn(running)).toBe(secrets);
    await reached('sample', 'ready');
  });

  test('one whose name was given away comes back beside the new one', async () => {
    const running = await start();
    const { client } = running;
    await furnish(running);
    await client.manyServers.remove({ names: ['one', 'two'] });
    await client.servers.create({ draft: { ...sample, title: 'One' } });
    await undo(running);
    expect(shown(running)).toEqual(['one', 'one-2', 'sample', 'three', 'two']);
  });

  test('are turned on and off for the profile in use alone, and only what changed turns back', async () => {
    const running = await start();
    const { client, host, reached } = running;
    await furnish(running);
    const isOn = (name: string) =>
      host.snapshot().servers.find((one) => one.name === name)?.enabled;
    const off = { names: ['one', 'sample'], enabled: false };
    expect(await client.manyServers.setEnabled(off)).toEqual({ changed: 1 });
    await waitFor('its end', () => host.pool.status('sample')?.kind === 'disabled');
    await client.profiles.activate({ id: 'work' });
    expect(isOn('sample')).toBe(true);
    // It was done for another profile, which has it off by its own choice.
    await client.servers.setEnabled({ name: 'sample', enabled: false });
    await expect(undo(running)).rejects.toMatchObject({ code: 'UNDO_OUTDATED' });
    expect(isOn('sample')).toBe(false);
    await client.profiles.activate({ id: 'personal' });

    await client.manyServers.setEnabled({ names: ['one', 'two', 'sample'], enabled: true });
    await reached('sample', 'ready');
    await client.servers.setEnabled({ name: 'two', enabled: false });
    await undo(running);
    expect([isOn('one'), isOn('two'), isOn('sample')]).toEqual([false, false, false]);
  });

  test('are given to a profile in one step; those somebody changed since keep that', async () => {
    const running = await start();
    const { client, host } = running;
    await furnish(running);
    const { length: backups } = await client.moving.backups({});
    const work = { kind: 'private' as const, profiles: ['work'] };
    await client.manyServers.setAccess({ names: ['one', 'two', 'sample'], scope: work });
    expect(shown(running)).toEqual(['three']);
    expect(await client.moving.backups({})).toHaveLength(backups + 1);
    const { id } = host.snapshot().undoable ?? { id: '' };
    const both = { kind: 'private' as const, profiles: ['personal', 'work'] };
    await client.servers.setAccess({ name: 'two', scope: both });
    await client.undo.run({ id });
    const scopeOf = (name: string) =>
      host.snapshot().servers.find((one) => one.name === name)?.scope;
    expect(scopeOf('one')).toEqual({ kind: 'shared' });
    expect(scopeOf('sample')).toEqual({ kind: 'shared' });
    expect(scopeOf('two')).toEqual(both);
    await running.reached('sample', 'ready');
  });

  test('names that are unknown, or of another profile, change nothing and leave nothing to undo', async () => {
    const running = await start();
    const { client, host } = running;
    await furnish(running);
    const work = { kind: 'private' as const, profiles: ['work'] };
    await client.servers.create({ draft: { ...keyed('Hidden'), scope: work } });
    const names = ['hidden', 'none'];
    expect(await client.manyServers.remove({ names })).toEqual({ changed: 0 });
    expect(await client.manyServers.setEnabled({ names, enabled: true })).toEqual({ changed: 0 });
    const everybody = { kind: 'shared' as const };
    expect(await client.manyServers.setAccess({ names, scope: everybody })).toEqual({ changed: 0 });
    expect(host.snapshot().undoable).toBeNull();
    await client.profiles.activate({ id: 'work' });
    expect(shown(running)).toContain('hidden');
  });
});
