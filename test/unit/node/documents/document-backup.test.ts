import { expect, test } from 'vitest';
import { z } from 'zod';

import { findBackup } from '../../../../src/main/node/documents/document-backup.ts';
import { refusalOf } from '../../../../src/main/node/documents/document-save-errors.ts';
import { seal } from '../../../../src/main/node/documents/document-store-envelope.ts';
import type { DocumentFs } from '../../../../src/main/node/documents/document-store-fs.ts';
import { own } from '../../../../src/shared/util/own.ts';

const format = { schemaVersion: 2, schema: z.object({ n: z.number() }), migrations: {} };

type File = Uint8Array | 'link' | 'denied';
const good = (n: number) => seal(2, JSON.stringify({ n }));
const damaged = Buffer.from('{"half');

/** A folder with these files, of which only reading is known. */
function folder(files: Readonly<Record<string, File>>) {
  const read: string[] = [];
  const fs = {
    kindOf(path: string) {
      const file = own(files, path);
      if (file === undefined) return Promise.resolve('absent' as const);
      return Promise.resolve(file === 'link' ? ('link' as const) : ('file' as const));
    },
    read(path: string) {
      read.push(path);
      const file = own(files, path);
      if (file instanceof Uint8Array) return Promise.resolve(file);
      return Promise.reject(Object.assign(new Error('no'), { code: 'EACCES' }));
    },
  } as unknown as DocumentFs;
  return { read, find: () => findBackup(fs, ['1', '2', '3'], format) };
}

test('the newest that can be used is taken, and older ones are not even read', async () => {
  const { find, read } = folder({ '1': damaged, '2': good(2), '3': good(3) });
  expect(await find()).toMatchObject({ kind: 'good', generation: { value: { n: 2 } } });
  expect(read).toEqual(['1', '2']);
});

test('a gap between generations hides none that is older', async () => {
  const { find } = folder({ '3': good(3) });
  expect(await find()).toMatchObject({ kind: 'good', generation: { value: { n: 3 } } });
});

test('one of a later version is kept from being replaced by an older one', async () => {
  const { find } = folder({ '1': seal(3, '{"n":1}'), '2': good(2) });
  const found = await find();
  expect(found).toMatchObject({ kind: 'refused', generation: { schemaVersion: 3 } });
  if (found.kind !== 'refused') throw new Error('not refused');
  expect(refusalOf(found.generation)).toEqual({ code: 'TOO_NEW', detail: 'written by version 3' });
});

test.each([
  ['link', 'ACCESS_DENIED'],
  ['denied', 'ACCESS_DENIED'],
] as const)('a backup that may not be read (%s) may be good: it decides', async (file, code) => {
  const found = await folder({ '1': file, '2': good(2) }).find();
  expect(found).toMatchObject({ kind: 'refused', generation: { kind: 'unreadable', code } });
  if (found.kind !== 'refused') throw new Error('not refused');
  expect(refusalOf(found.generation)).toMatchObject({ code });
});

test('none is none, and it is known whether there was something', async () => {
  expect(await folder({}).find()).toEqual({ kind: 'none', isAnyDamaged: false });
  const { find } = folder({ '2': damaged });
  expect(await find()).toEqual({ kind: 'none', isAnyDamaged: true });
});
