import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';
import type { DocumentStoreOptions } from '../../../src/main/node/documents/document-store-options.ts';
import { systemDocumentFs } from '../../../src/main/node/documents/document-store-fs.ts';
import { createFaultyDocumentFs } from '../../support/faulty-document-fs.ts';

const schema = z.object({ text: z.string() });
type Note = z.infer<typeof schema>;

describe('document store', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-store-'));
    path = join(folder, 'data', 'note.json');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (options: Partial<DocumentStoreOptions<Note>> = {}) =>
    createDocumentStore<Note>({ path, schemaVersion: 1, schema, migrations: {}, ...options });
  const files = async () => (await readdir(join(folder, 'data'))).sort();
  const writeRaw = async (file: string, text: string) => {
    await mkdir(join(folder, 'data'), { recursive: true });
    await writeFile(file, text);
  };
  const flipByte = async (file: string, at: number) => {
    const bytes = await readFile(file);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(file, bytes);
  };

  test('reports a missing file, or loads it as empty', async () => {
    expect(await open().load()).toEqual({ status: 'absent' });
    expect(await open({ empty: { text: '' } }).load()).toEqual({
      status: 'loaded',
      value: { text: '' },
    });
  });

  test('refuses what it could not read again, and keeps what there was', async () => {
    const store = open();
    await store.save({ text: 'good' });
    const bytes = await readFile(path);
    expect(await store.save({ text: 1 } as never)).toEqual({
      ok: false,
      error: { code: 'INVALID_CONTENT', detail: 'unexpected content: text' },
    });
    expect(await readFile(path)).toEqual(bytes);
    expect(await files()).toEqual(['note.json']);
    expect(await open().load()).toEqual({ status: 'loaded', value: { text: 'good' } });
  });

  test('gives back what was saved, in files only their owner can read', async () => {
    expect(await open().save({ text: 'eins – 一' })).toEqual({ ok: true, value: undefined });
    expect(await open().load()).toEqual({ status: 'loaded', value: { text: 'eins – 一' } });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'data'))).mode & 0o777).toBe(0o700);
  });

  test('keeps three earlier generations and writes nothing for an unchanged value', async () => {
    const store = open();
    for (const text of ['1', '2', '3', '4', '5']) await store.save({ text });
    const before = await stat(path);
    await store.save({ text: '5' });
    expect((await stat(path)).ino).toBe(before.ino);
    expect(await files()).toEqual([
      'note.json',
      'note.json.bak',
      'note.json.bak2',
      'note.json.bak3',
    ]);
    const generations = await Promise.all(
      ['', '.bak', '.bak2', '.bak3'].map(async (end) => await readFile(path + end, 'utf8')),
    );
    expect(generations.map((text) => /"text":"(.)"/.exec(text)?.[1])).toEqual(['5', '4', '3', '2']);
    await open().load();
    const reopened = open();
    await reopened.load();
    await reopened.save({ text: '5' });
    expect((await stat(path)).ino).toBe(before.ino);
  });

  const generations = () =>
    Promise.all(['', '.bak', '.bak2', '.bak3'].map((end) => readFile(path + end, 'utf8')));

  test.each([false, true])(
    'keeps every earlier generation however often a save fails (for good: %s)',
    async (isPersistent) => {
      const fs = createFaultyDocumentFs();
      const store = open({ fs });
      for (const text of ['1', '2', '3', '4']) await store.save({ text });
      const before = await generations();
      let refused = 0;
      for (let call = 1; ; call += 1) {
        fs.failAt(call, 'EBUSY', isPersistent);
        const saved = await store.save({ text: `failing ${String(call)}` });
        fs.heal();
        if (saved.ok) break;
        const now = await generations();
        // What failed after it was in place counts as there, and has turned the backups once.
        if (now[0] !== before[0]) break;
        expect(now, `operation ${String(call)}`).toEqual(before);
        refused += 1;
      }
      expect(refused).toBeGreaterThan(4);
      // What could not be removed goes with the next start.
      await open().load();
      expect((await files()).filter((file) => file.includes('.tmp-'))).toEqual([]);
    },
  );

  test.each(['EISDIR', 'EPERM', 'ENOTSUP', 'EINVAL', 'UNKNOWN'])(
    'saves and keeps generations on a disk without hard links (%s)',
    async (code) => {
      const link = () => Promise.reject(Object.assign(new Error(code), { code }));
      const store = open({ fs: { ...systemDocumentFs, link } });
      for (const text of ['1', '2', '3', '4', '5']) {
        expect(await store.save({ text })).toEqual({ ok: true, value: undefined });
      }
      const texts = (await generations()).map((text) => /"text":"(.)"/.exec(text)?.[1]);
      expect(texts).toEqual(['5', '4', '3', '2']);
    },
  );

  test('runs saves one after another, the last one wins', async () => {
    const store = open();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => store.save({ text: String(index) })),
    );
    expect(results.every((result) => result.ok)).toBe(true);
    expect(await open().load()).toEqual({ status: 'loaded', value: { text: '19' } });
  });

  test('recovers the newest good generation after any one byte of the file was changed', async () => {
    const length = await (async () => {
      const store = open();
      await store.save({ text: 'old' });
      await store.save({ text: 'new' });
      return (await readFile(path)).length;
    })();
    const pristine = await readFile(path);
    for (let at = 0; at < length - 1; at += 1) {
      await writeFile(path, pristine);
      await flipByte(path, at);
      const load = await open({ now: () => at }).load();
      expect(load, `byte ${at}`).toMatchObject({ status: 'restored', value: { text: 'old' } });
    }
    expect((await files()).filter((name) => name.includes('.damaged-'))).toHaveLength(length - 1);
  });

  test('sets a damaged file aside under a name with the time, and goes on', async () => {
    const store = open();
    await store.save({ text: 'old' });
    await store.save({ text: 'new' });
    await writeFile(path, 'garbage');
    const reopened = open({ now: () => Date.UTC(2027, 0, 2, 3, 4, 5, 6) });
    const damagedFile = join(folder, 'data', 'note.json.damaged-2027-01-02T03-04-05-006Z');
    expect(await reopened.load()).toEqual({
      status: 'restored',
      value: { text: 'old' },
      damagedFile,
    });
    expect(await readFile(damagedFile, 'utf8')).toBe('garbage');
    expect(await open().load()).toEqual({ status: 'loaded', value: { text: 'old' } });
    await reopened.save({ text: 'newer' });
    expect(await open().load()).toEqual({ status: 'loaded', value: { text: 'newer' } });
  });

  test.each(['', '{', '[]', 'null', '\0\0\0\0', '{"text":"handwritten"}'])(
    'reports %j without a backup as lost, keeps it, and can be saved again',
    async (text) => {
      await writeRaw(path, text);
      const store = open();
      const load = await store.load();
      expect(load).toMatchObject({ status: 'lost' });
      if (load.status !== 'lost') return;
      expect(basename(load.damagedFile)).toContain('.damaged-');
      expect(await readFile(load.damagedFile, 'utf8')).toBe(text);
      expect((await store.save({ text: 'again' })).ok).toBe(true);
      expect(await open().load()).toEqual({ status: 'loaded', value: { text: 'again' } });
      expect(await readFile(load.damagedFile, 'utf8')).toBe(text);
    },
  );

  test('restores from the backup when the file has vanished', async () => {
    const store = open();
    await store.save({ text: 'old' });
    await store.save({ text: 'new' });
    await rm(path);
    expect(await open().load()).toMatchObject({ status: 'restored', value: { text: 'old' } });
    expect(await open().load()).toMatchObject({ status: 'loaded', value: { text: 'old' } });
  });

  test('never touches a file of a newer version', async () => {
    await open({ schemaVersion: 7 }).save({ text: 'future' });
    const bytes = await readFile(path);
    const store = open();
    expect(await store.load()).toEqual({ status: 'too-new', schemaVersion: 7 });
    expect(await store.save({ text: 'past' })).toMatchObject({ error: { code: 'TOO_NEW' } });
    expect(await open().save({ text: 'past' })).toMatchObject({ error: { code: 'TOO_NEW' } });
    expect(await readFile(path)).toEqual(bytes);
    expect(await files()).toEqual(['note.json']);
  });

  test('migrates forward, one version at a time, and keeps the old file as a backup', async () => {
    const oldSchema = z.object({ title: z.string() });
    await createDocumentStore({
      path,
      schemaVersion: 1,
      schema: oldSchema,
      migrations: {},
    }).save({ title: 'hello' });
    const old = await readFile(path);
    const migrations = {
      1: (value: unknown) => ({ body: (value as { title: string }).title }),
      2: (value: unknown) => ({ text: (value as { body: string }).body }),
    };
    const store = open({ schemaVersion: 3, migrations });
    expect(await store.load()).toEqual({ status: 'loaded', value: { text: 'hello' } });
    expect(await readFile(path)).toEqual(old);
    await store.save({ text: 'hello' });
    expect(await readFile(`${path}.bak`)).toEqual(old);
    expect(await open({ schemaVersion: 3 }).load()).toMatchObject({ value: { text: 'hello' } });
  });

  test('leaves a file alone that it cannot migrate', async () => {
    await open().save({ text: 'precious' });
    const bytes = await readFile(path);
    const store = open({
      schemaVersion: 2,
      migrations: {
        1: () => {
          throw new Error('broken');
        },
      },
    });
    expect(await store.load()).toMatchObject({ status: 'unreadable', code: 'IO_ERROR' });
    expect((await store.save({ text: 'overwritten' })).ok).toBe(false);
    expect(await readFile(path)).toEqual(bytes);
  });

  test('removes temporary files that a crash left behind, and only those', async () => {
    await open().save({ text: 'kept' });
    await writeRaw(`${path}.tmp-1-1`, 'half');
    await writeRaw(join(folder, 'data', 'other.json.tmp-1-1'), 'not ours');
    await open().load();
    expect(await files()).toEqual(['note.json', 'other.json.tmp-1-1']);
  });

  test('refuses a symbolic link, for reading and for writing', async () => {
    const target = join(folder, 'target.json');
    await open({ path: target }).save({ text: 'elsewhere' });
    const bytes = await readFile(target);
    await mkdir(join(folder, 'data'));
    await symlink(target, path);
    const store = open();
    expect(await store.load()).toMatchObject({ status: 'unreadable', code: 'ACCESS_DENIED' });
    expect(await store.save({ text: 'x' })).toMatchObject({ error: { code: 'ACCESS_DENIED' } });
    expect(await readFile(target)).toEqual(bytes);
  });

  test('refuses a link that appears after the load', async () => {
    const target = join(folder, 'target.json');
    await writeFile(target, 'precious');
    const store = open();
    await store.load();
    await mkdir(join(folder, 'data'));
    await symlink(target, path);
    expect(await store.save({ text: 'x' })).toMatchObject({ error: { code: 'ACCESS_DENIED' } });
    expect(await readFile(target, 'utf8')).toBe('precious');
    expect(await files()).toEqual(['note.json']);
  });

  test('refuses to save without the folder lock', async () => {
    const store = open({ lock: { isHeld: () => Promise.resolve(false) } });
    expect(await store.save({ text: 'x' })).toMatchObject({ error: { code: 'LOCKED' } });
  });

  test('removes every generation', async () => {
    const store = open();
    await store.save({ text: '1' });
    await store.save({ text: '2' });
    await store.remove();
    expect(await files()).toEqual([]);
    expect(await store.load()).toEqual({ status: 'absent' });
    expect((await store.save({ text: '2' })).ok).toBe(true);
    expect(await open().load()).toMatchObject({ value: { text: '2' } });
  });
});
