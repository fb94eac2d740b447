import { readFile, rm, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, onTestFinished, test } from 'vitest';

import { saveFile } from '../../../src/main/node/documents/save-file.ts';
import { waitFor } from '../../support/processes.ts';
import { startTestHost } from '../../support/test-host.ts';
import type { TestHost } from '../../support/test-host.ts';

const sample = { transport: { type: 'built-in' as const, id: 'sample' as const }, enabled: false };

async function start(options: Parameters<typeof startTestHost>[0] = {}): Promise<TestHost> {
  const running = await startTestHost(options);
  onTestFinished(() => running.remove());
  return running;
}

/** Three servers; the first and the third are favorites of one profile, the second of another. */
async function furnish({ client }: TestHost): Promise<void> {
  for (const title of ['One', 'Two', 'Three']) {
    await client.servers.create({ draft: { ...sample, title } });
  }
  await client.profiles.create({ draft: { title: 'Work' } });
  await client.profiles.setFavorites({ names: ['one', 'three'], isFavorite: true });
  await client.profiles.activate({ id: 'work' });
  await client.profiles.setFavorites({ names: ['two'], isFavorite: true });
  await client.profiles.activate({ id: 'personal' });
}

const favorites = ({ host }: TestHost) =>
  host.snapshot().profiles.all.map((one) => [one.id, ...(one.favorites ?? [])]);
const furnished = [
  ['personal', 'one', 'three'],
  ['work', 'two'],
];
const pathOf = (folder: string) => join(folder, 'data', 'profiles.json');

/** Writes the file as a person does with an editor: the checksum stays what it was. */
async function edit(folder: string, change: (text: string) => string): Promise<void> {
  const text = await readFile(pathOf(folder), 'utf8');
  const next = change(text);
  expect(next).not.toBe(text);
  await writeFile(pathOf(folder), next);
}

const byHand = (text: string): string =>
  text.replace(
    /"favorites":\s*\[\s*"one",\s*"three"\s*\]/,
    '"favorites": [7, "No name!", "two", "gone"]',
  );

/** A host whose exports go to `file`. */
async function exporting() {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-favorites-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'home.json');
  const old = await start({
    saveText: async (_, text) => {
      const saved = await saveFile(file, text);
      return saved.ok ? { ok: true, value: true } : saved;
    },
  });
  return { file, old };
}

async function imported({ client }: TestHost, file: string): Promise<void> {
  const finds = (await client.import.read({ kind: 'file', path: file })) ?? [];
  const plan = await client.import.plan({ findIds: finds.map(({ id }) => id) });
  const choices = plan.items.map(({ id: itemId }) => ({ itemId, action: 'add' as const }));
  await client.import.apply({ planId: plan.planId, choices });
}

describe('favorites', () => {
  test('are there after a restart, and after what was written into the file between runs', async () => {
    const first = await start();
    await furnish(first);
    expect(favorites(first)).toEqual(furnished);
    await first.close();
    const second = await start({ folder: first.folder });
    expect(favorites(second)).toEqual(furnished);
    await second.close();
    await edit(first.folder, byHand);
    const third = await start({ folder: first.folder });
    expect(favorites(third)).toEqual([
      ['personal', 'two', 'gone'],
      ['work', 'two'],
    ]);
    await third.close();
    await edit(first.folder, (text) => text.replace(/"favorites":\s*\[[^\]]*\]/, '"favorites": 7'));
    const fourth = await start({ folder: first.folder });
    expect(favorites(fourth)).toEqual([['personal'], ['work', 'two']]);
  });

  test('follow what is written into the file while it runs', async () => {
    const running = await start();
    await furnish(running);
    await edit(running.folder, byHand);
    await waitFor('the favorites', () => favorites(running)[0]?.includes('gone') === true);
    expect(favorites(running)[0]).toEqual(['personal', 'two', 'gone']);
    // One of that name is new, and nobody has said anything about it.
    await running.client.servers.create({ draft: { ...sample, title: 'Gone' } });
    expect(favorites(running)[0]).toEqual(['personal', 'two']);
  });

  test('leave with an export and arrive with an import, under the names of there', async () => {
    const { file, old } = await exporting();
    await furnish(old);
    await old.client.profiles.activate({ id: 'work' });
    await old.client.profiles.setFavorites({ names: ['one'], isFavorite: true });
    await old.client.moving.export({ passphrase: null });
    const next = await start();
    await next.client.servers.create({ draft: { ...sample, title: 'One' } });
    await imported(next, file);
    expect(favorites(next)).toEqual([
      ['personal', 'one-2', 'three'],
      ['work', 'one-2', 'two'],
    ]);
  });

  test('come back with a backup, and with the undo of a removal of several', async () => {
    const running = await start();
    const { client, host } = running;
    await furnish(running);
    await client.manyServers.remove({ names: ['one', 'two'] });
    expect(favorites(running)).toEqual([['personal', 'three'], ['work']]);
    await client.undo.run({ id: host.snapshot().undoable?.id ?? '' });
    expect(favorites(running)).toEqual([
      ['personal', 'three', 'one'],
      ['work', 'two'],
    ]);
    await client.profiles.setFavorites({ names: ['one', 'three'], isFavorite: false });
    const [backup] = await client.moving.backups({});
    await client.moving.restore({ id: backup?.id ?? '' });
    expect(favorites(running)).toEqual(furnished);
  });

  test('one removal after another keeps one backup, with what was a favorite', async () => {
    const running = await start();
    await furnish(running);
    const count = async () => (await running.client.moving.backups({})).length;
    await running.client.servers.remove({ name: 'one' });
    const before = await count();
    await running.client.servers.remove({ name: 'three' });
    expect(await count()).toBe(before);
  });
});

const order = ({ host }: TestHost, id = 'personal') =>
  host.snapshot().profiles.all.find((one) => one.id === id)?.order;

describe('the order by hand', () => {
  test('is there after a restart, a removal of several that is undone, and a restore', async () => {
    const first = await start();
    await furnish(first);
    await first.client.profiles.setOrder({ names: ['two', 'one', 'three'] });
    await first.close();
    const second = await start({ folder: first.folder });
    expect(order(second)).toEqual(['two', 'one', 'three']);
    const { client, host } = second;
    await client.manyServers.remove({ names: ['one', 'two'] });
    expect(order(second)).toEqual(['three']);
    await client.undo.run({ id: host.snapshot().undoable?.id ?? '' });
    expect(order(second)).toEqual(['two', 'one', 'three']);
    await client.profiles.setOrder({ names: null });
    const [backup] = await client.moving.backups({});
    await client.moving.restore({ id: backup?.id ?? '' });
    expect(order(second)).toEqual(['two', 'one', 'three']);
  });

  test('follows the file, without what is no name', async () => {
    const running = await start();
    await furnish(running);
    await running.client.profiles.setOrder({ names: ['two', 'one', 'three'] });
    await edit(running.folder, (text) =>
      text.replace(/"order":\s*\[[^\]]*\]/, '"order": ["three", null, "No name!", "one", "three"]'),
    );
    await waitFor('the order', () => order(running)?.[0] === 'three');
    expect(order(running)).toEqual(['three', 'one']);
  });

  test('arrives with an import where nobody has set anything up, and changes no list that somebody has', async () => {
    const { file, old } = await exporting();
    await furnish(old);
    await old.client.profiles.setOrder({ names: ['two', 'one', 'three'] });
    await old.client.moving.export({ passphrase: null });
    const fresh = await start();
    await imported(fresh, file);
    expect(order(fresh)).toEqual(['two', 'one', 'three']);
    const used = await start();
    await used.client.servers.create({ draft: { ...sample, title: 'One' } });
    await imported(used, file);
    expect(order(used)).toBeUndefined();
  });
});
