import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';
import type { DocumentFs } from '../../../src/main/node/documents/document-store-fs.ts';
import { createFaultyDocumentFs } from '../../support/faulty-document-fs.ts';

const codes = { EIO: 'IO_ERROR', ENOSPC: 'DISK_FULL', EACCES: 'ACCESS_DENIED', EROFS: 'READ_ONLY' };
const faults = Object.keys(codes).flatMap((code) =>
  [false, true].map((isPersistent) => ({
    code: code as keyof typeof codes,
    kind: isPersistent ? 'for good' : 'once',
    isPersistent,
  })),
);

describe('document store under faults', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-faults-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (fs?: DocumentFs) =>
    createDocumentStore({
      path,
      schemaVersion: 1,
      schema: z.string(),
      migrations: {},
      ...(fs === undefined ? {} : { fs }),
    });

  /** Runs `trial` with the fault at operation 1, 2, 3 and so on, until one is not met any more. */
  const atEveryOperation = async (trial: (call: number) => Promise<boolean>) => {
    let call = 1;
    for (;;) {
      path = join(folder, `trial-${call}`, 'document.json');
      if (!(await trial(call))) break;
      call += 1;
    }
    // A save has more than a dozen operations; fewer would mean that faults are not met.
    expect(call).toBeGreaterThan(8);
  };

  test.each(faults)(
    'keeps the old or the new state when a save meets $code $kind',
    async (fault) => {
      await atEveryOperation(async (call) => {
        const first = open();
        for (const text of ['oldest', 'older', 'old']) await first.save(text);
        const fs = createFaultyDocumentFs();
        const store = open(fs);
        await store.load();
        fs.failAt(call, fault.code, fault.isPersistent);
        const saved = await store.save('new');
        const where = `operation ${call}`;
        if (!saved.ok) expect(saved.error.code, where).toBe(codes[fault.code]);

        const found = await open().load();
        expect(found.status, where).toBe('loaded');
        const value = found.status === 'loaded' ? found.value : '';
        const isNew = saved.ok || saved.error.isUncertain === true;
        expect(value, where).toBe(isNew ? 'new' : 'old');
        const names = await readdir(join(path, '..'));
        expect(
          names.filter((name) => /tmp|damaged/.test(name)),
          where,
        ).toEqual([]);

        const hasFailed = fs.hasFailed();
        fs.heal();
        expect((await store.save('newest')).ok, where).toBe(true);
        expect(await open().load(), where).toEqual({ status: 'loaded', value: 'newest' });
        return hasFailed;
      });
    },
  );

  test.each(faults)('loses nothing when a recovery meets $code $kind', async (fault) => {
    await atEveryOperation(async (call) => {
      const first = open();
      for (const text of ['older', 'old', 'damaged']) await first.save(text);
      await writeFile(path, 'garbage');
      const fs = createFaultyDocumentFs();
      fs.failAt(call, fault.code, fault.isPersistent);
      const store = open(fs);
      await store.load();
      const saved = await store.save('new');
      const where = `operation ${call}`;

      const found = await open().load();
      const value = 'value' in found ? found.value : '';
      expect(saved.ok ? ['new'] : ['old', 'new'], where).toContain(value);
      const names = await readdir(join(path, '..'));
      const texts = await Promise.all(
        names.map((name) => readFile(join(path, '..', name), 'utf8')),
      );
      expect(texts, where).toContain('garbage');
      return fs.hasFailed();
    });
  });

  test('writes everything even when the system takes three bytes at a time', async () => {
    path = join(folder, 'document.json');
    const text = 'x'.repeat(5_000);
    expect((await open(createFaultyDocumentFs(3)).save(text)).ok).toBe(true);
    expect(await open().load()).toEqual({ status: 'loaded', value: text });
  });

  test('reports a write that makes no progress instead of trying for ever', async () => {
    path = join(folder, 'document.json');
    expect(await open(createFaultyDocumentFs(0)).save('x')).toMatchObject({
      error: { code: 'IO_ERROR' },
    });
    expect(await open().load()).toEqual({ status: 'absent' });
  });

  test('copies generations where the file system knows no hard links', async () => {
    path = join(folder, 'document.json');
    const real = createFaultyDocumentFs();
    const link = () => Promise.reject(Object.assign(new Error('no links'), { code: 'EPERM' }));
    const store = open({ ...real, link });
    await store.save('old');
    await store.save('new');
    await writeFile(path, 'garbage');
    expect(await open({ ...real, link }).load()).toMatchObject({
      status: 'restored',
      value: 'old',
    });
    expect(await open().load()).toEqual({ status: 'loaded', value: 'old' });
  });
});
