import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createBundles } from '../../../src/main/node/import/bundles.ts';
import { zipArchive } from '../../support/zip-archive.ts';
import type { ZipEntry } from '../../support/zip-archive.ts';

let folder: string;
let count = 0;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'patchbay-bundles-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const manifest: ZipEntry = { name: 'manifest.json', data: '{"name":"notes"}' };
const bundles = () =>
  createBundles({ folder: join(folder, 'data', 'bundles'), id: () => `id-${(count += 1)}` });

async function bundle(...entries: readonly ZipEntry[]): Promise<string> {
  const file = join(folder, 'notes.mcpb');
  await writeFile(file, zipArchive([manifest, ...entries]));
  return file;
}

const unpacked = () => readdir(join(folder, 'data')).catch(() => []);

describe('a bundle on the disk', () => {
  test('is looked into without being unpacked, then unpacked as a whole', async () => {
    const file = await bundle(
      { name: 'server/' },
      { name: 'server/index.js', data: 'x'.repeat(300_000) },
      { name: 'bin/run', data: '#!/bin/sh', mode: 0o100755 },
    );
    const opened = await bundles().open(file);
    if (!opened.ok) throw new Error(opened.error.detail);
    const { manifest: text, origin } = opened.value;
    expect(text).toBe('{"name":"notes"}');
    expect(origin.folder).toMatch(/\/data\/bundles\/notes-[0-9a-f]{16}$/);
    expect(await unpacked()).toEqual([]);

    expect(await bundles().unpack(origin)).toEqual({ ok: true, value: undefined });
    expect((await readFile(join(origin.folder, 'server/index.js'), 'utf8')).length).toBe(300_000);
    expect((await stat(join(origin.folder, 'bin/run'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(origin.folder, 'server/index.js'))).mode & 0o777).toBe(0o600);
    expect(await readdir(join(folder, 'data', 'bundles'))).toHaveLength(1);
    expect(await bundles().unpack(origin)).toEqual({ ok: true, value: undefined });
  });

  test.each<[string, ZipEntry]>([
    ['climbs out', { name: '../evil.js' }],
    ['climbs out from below', { name: 'server/../../evil.js' }],
    ['is absolute', { name: '/tmp/evil.js' }],
    ['has a drive', { name: 'C:/evil.js' }],
    ['climbs as Windows does', { name: '..\\evil.js' }],
    ['is a device of Windows', { name: 'server/NUL.js' }],
    ['ends in a dot', { name: 'server./a.js' }],
    ['has a blank folder', { name: 'server//a.js' }],
    ['is a symbolic link', { name: 'link', data: '/etc/passwd', mode: 0o120777 }],
    ['is a pipe', { name: 'pipe', mode: 0o010644 }],
    ['is there twice', { name: 'MANIFEST.json' }],
  ])('with an entry that %s is refused before anything is written', async (_what, entry) => {
    const opened = await bundles().open(await bundle(entry));
    expect(opened).toMatchObject({ ok: false, error: { code: 'BUNDLE_UNSAFE' } });
    expect(await unpacked()).toEqual([]);
  });

  test('that grows without end is refused', async () => {
    const bomb = { name: 'zeros', data: Buffer.alloc(32 * 1024 * 1024) };
    const opened = await bundles().open(await bundle(bomb));
    expect(opened).toMatchObject({ ok: false, error: { code: 'BUNDLE_TOO_LARGE' } });
  });

  test('that changed since it was read is not unpacked', async () => {
    const file = await bundle({ name: 'a.js', data: 'one' });
    const opened = await bundles().open(file);
    if (!opened.ok) throw new Error(opened.error.detail);
    await writeFile(file, zipArchive([manifest, { name: 'a.js', data: 'two' }]));
    expect(await bundles().unpack(opened.value.origin)).toMatchObject({
      error: { code: 'BUNDLE_CHANGED' },
    });
    expect(await unpacked()).toEqual([]);
  });

  test.each([
    ['no archive', async (file: string) => writeFile(file, 'PK nothing')],
    ['cut off', async (file: string) => writeFile(file, zipArchive([manifest]).subarray(0, 60))],
    ['without a manifest', async (file: string) => writeFile(file, zipArchive([{ name: 'a' }]))],
    ['not there', async () => undefined],
  ])('that is %s is refused', async (_what, write) => {
    const file = join(folder, 'x.mcpb');
    await write(file);
    expect(await bundles().open(file)).toMatchObject({ error: { code: 'BUNDLE_UNREADABLE' } });
  });

  test('whose data is not what it says leaves nothing half unpacked', async () => {
    const file = await bundle({ name: 'a.js', data: 'a'.repeat(1_000) });
    const bytes = await readFile(file);
    const at = bytes.indexOf('a.js') + 4;
    bytes.fill(0xff, at, at + 6);
    await writeFile(file, bytes);
    const opened = await bundles().open(file);
    if (!opened.ok) throw new Error(opened.error.detail);
    expect((await bundles().unpack(opened.value.origin)).ok).toBe(false);
    expect(await readdir(join(folder, 'data', 'bundles'))).toEqual([]);
  });

  test('is removed once no server starts from it, like what was never finished', async () => {
    const opened = await bundles().open(await bundle());
    if (!opened.ok) throw new Error(opened.error.detail);
    const { origin } = opened.value;
    await bundles().unpack(origin);
    await appendFile(join(folder, 'data', 'bundles', '.unpacking-id-0'), '');
    await bundles().prune((place) => place === origin.folder);
    expect(await readdir(join(folder, 'data', 'bundles'))).toHaveLength(1);
    await bundles().prune(() => false);
    expect(await readdir(join(folder, 'data', 'bundles'))).toEqual([]);
  });
});
