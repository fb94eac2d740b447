import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';

import { createCachedDocument } from '../../../src/main/node/documents/cached-document.ts';
import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';

const schema = z.object({ text: z.string() });

async function documentOf({ version = 1, mayWrite = (): boolean => true } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-cached-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'inner', 'one.json');
  const options = { path, schemaVersion: version, schema, migrations: {}, mayWrite };
  return { folder, path, options, document: createCachedDocument(options) };
}

test('what was saved last is read again, and one file is left, for its owner alone', async () => {
  const { path, options, document } = await documentOf();
  expect(await document.load()).toEqual({ status: 'absent' });
  const saves = ['a', 'b', 'c'].map((text) => document.save({ text }));
  expect(await Promise.all(saves)).toEqual(saves.map(() => ({ ok: true, value: undefined })));
  expect(await readdir(join(path, '..'))).toEqual(['one.json']);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  const again = createCachedDocument(options);
  expect(await again.load()).toEqual({ status: 'loaded', value: { text: 'c' } });
});

test('it reads what a durable document wrote, and removes the generations that one kept', async () => {
  const { path, options, document } = await documentOf();
  const before = createDocumentStore(options);
  for (const text of ['a', 'b', 'c']) await before.save({ text });
  expect(await readdir(join(path, '..'))).toHaveLength(3);
  expect(await document.load()).toEqual({ status: 'loaded', value: { text: 'c' } });
  await document.remove();
  expect(await readdir(join(path, '..'))).toEqual([]);
  await document.remove();
});

test.each([
  '',
  'no JSON',
  '{"format":"patchbay-document","schemaVersion":1,"checksum":"","value":{}}',
])('what was cut off counts as nothing, and the next save replaces it: %j', async (content) => {
  const { path, document } = await documentOf();
  await mkdir(join(path, '..'));
  await writeFile(path, content);
  await writeFile(`${path}.tmp-cached`, 'the beginning of a save');
  expect(await document.load()).toMatchObject({ status: 'unreadable' });
  expect(await document.save({ text: 'new' })).toMatchObject({ ok: true });
  expect(await document.load()).toEqual({ status: 'loaded', value: { text: 'new' } });
  expect(await readdir(join(path, '..'))).toEqual(['one.json']);
});

test('a link in its place is neither read nor written through', async () => {
  const { folder, path, document } = await documentOf();
  const elsewhere = join(folder, 'elsewhere.json');
  await mkdir(join(path, '..'));
  await writeFile(elsewhere, 'of somebody else');
  await symlink(elsewhere, path);
  expect(await document.load()).toMatchObject({ status: 'unreadable', code: 'ACCESS_DENIED' });
  await document.save({ text: 'new' });
  expect(await readFile(elsewhere, 'utf8')).toBe('of somebody else');
  expect((await stat(path)).isFile()).toBe(true);
});

test('nothing is written where another process owns the folder', async () => {
  const { folder, document } = await documentOf({ mayWrite: () => false });
  expect(await document.save({ text: 'a' })).toMatchObject({
    ok: false,
    error: { code: 'LOCKED' },
  });
  expect(await readdir(folder)).toEqual([]);
});

test('one of a newer version is left unread', async () => {
  const { options } = await documentOf();
  await createCachedDocument({ ...options, schemaVersion: 2 }).save({ text: 'a' });
  const document = createCachedDocument(options);
  expect(await document.load()).toEqual({ status: 'too-new', schemaVersion: 2 });
});
