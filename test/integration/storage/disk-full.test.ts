import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';

const canMount = process.platform === 'linux' && process.getuid?.() === 0;

// Mounting a small disk is a privilege; the fault tests cover the same ground for everybody.
describe.runIf(canMount)('document store on a disk that is really full', () => {
  let disk: string;

  beforeAll(async () => {
    disk = await mkdtemp(join(tmpdir(), 'patchbay-disk-'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', disk]);
  });
  afterAll(async () => {
    execFileSync('umount', [disk]);
    await rm(disk, { recursive: true });
  });

  test('says so, keeps the old state, leaves nothing behind, and works again with space', async () => {
    const path = join(disk, 'document.json');
    const open = () =>
      createDocumentStore({ path, schemaVersion: 1, schema: z.string(), migrations: {} });
    const store = open();
    const old = 'o'.repeat(100_000);
    expect((await store.save(old)).ok).toBe(true);
    const { bavail, bsize } = await statfs(disk);
    await writeFile(join(disk, 'ballast'), Buffer.alloc(bavail * bsize - 65_536));

    const large = 'n'.repeat(100_000);
    expect(await store.save(large)).toEqual({
      ok: false,
      error: { code: 'DISK_FULL', detail: 'ENOSPC' },
    });
    expect((await readdir(disk)).sort()).toEqual(['ballast', 'document.json']);
    expect(await open().load()).toEqual({ status: 'loaded', value: old });

    await rm(join(disk, 'ballast'));
    expect((await store.save(large)).ok).toBe(true);
    expect(await open().load()).toEqual({ status: 'loaded', value: large });
  });
});
