import { mkdtemp, open as openFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { seal } from '../../../src/main/node/documents/document-store-envelope.ts';
import { createDocumentStore } from '../../../src/main/node/documents/document-store.ts';
import { systemDocumentFs } from '../../../src/main/node/documents/document-store-fs.ts';
import type { DocumentFs } from '../../../src/main/node/documents/document-store-fs.ts';

const edited = seal(1, JSON.stringify('edited by a person'));

/** How editors save. */
const editors = {
  'writes in place': (path: string) => writeFile(path, edited),
  'puts a new file in place': async (path: string) => {
    await writeFile(`${path}.editor`, edited);
    await rename(`${path}.editor`, path);
  },
};

/** The real file system; `interrupt` is run before each operation, with its name. */
function interruptible(interrupt: (operation: string) => Promise<void>): DocumentFs {
  return new Proxy(systemDocumentFs, {
    get(real, name: keyof DocumentFs) {
      const run = real[name] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        await interrupt(name);
        return run(...args);
      };
    },
  });
}

describe('an edit in the middle of a save', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-meanwhile-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const open = (path: string, fs: DocumentFs = systemDocumentFs, editorMs?: number) =>
    createDocumentStore({
      path,
      schemaVersion: 1,
      schema: z.string(),
      migrations: {},
      isEditable: true,
      fs,
      editorMs,
    });

  /** Edits before the operation `at` of a save. */
  async function trial(at: number, edit: (path: string) => Promise<void>, isDamaged: boolean) {
    const path = join(folder, `trial-${String(at)}`, 'document.json');
    const first = open(path);
    for (const text of ['older', 'old']) await first.save(text);
    const operations: string[] = [];
    let isSaving = false;
    const fs = interruptible(async (name) => {
      if (!isSaving) return;
      operations.push(name);
      if (operations.length === at) await edit(path);
    });
    const store = open(path, fs, 50);
    await store.load();
    if (isDamaged) await writeFile(path, '{ half');
    isSaving = true;
    const saved = await store.save('ours');
    isSaving = false;
    const names = await readdir(join(path, '..'));
    expect(names.filter((name) => name.includes('.tmp'))).toEqual([]);
    return { saved, store, operations, found: await open(path).load() };
  }

  test.each([
    ['writes in place', false],
    ['writes in place', true],
    ['puts a new file in place', false],
    ['puts a new file in place', true],
  ] as const)(
    'is never overwritten: an editor that %s, damaged before: %s',
    async (how, isDamaged) => {
      let at = 1;
      for (; ; at += 1) {
        const { saved, found, store, operations } = await trial(at, editors[how], isDamaged);
        if (operations.length < at) break;
        const [last, next] = operations.slice(at - 2);
        // Nothing tells of a file that is put in place between the last look and our own.
        if (how !== 'writes in place' && last === 'stampOf' && next === 'rename') continue;
        const where = `before operation ${String(at)}, ${String(next)}`;
        expect(found, where).toMatchObject({ status: 'loaded', value: 'edited by a person' });
        if (saved.ok) continue;
        expect(saved.error.code, where).toBe('CHANGED_OUTSIDE');
        const reloaded = { status: 'changed', value: 'edited by a person' };
        expect(await store.reload(), where).toEqual(reloaded);
        expect((await store.save('ours after all')).ok, where).toBe(true);
      }
      expect(at).toBeGreaterThan(8);
    },
  );

  test('is not lost by an editor that empties the file first and takes its time', async () => {
    let from = 1;
    for (let isOver = false; !isOver; from += 1) {
      for (const lasts of [1, 2, 3, 5, 8, 13]) {
        const path = join(folder, `slow-${String(from)}-${String(lasts)}`, 'document.json');
        const first = open(path);
        for (const text of ['older', 'old']) await first.save(text);
        let [operation, isSaving] = [0, false];
        let editor: FileHandle | undefined;
        const finish = async () => {
          await editor?.writeFile(edited);
          await editor?.close();
          editor = undefined;
        };
        const fs = interruptible(async () => {
          if (!isSaving) return;
          operation += 1;
          if (operation === from) editor = await openFile(path, 'w');
          if (operation === from + lasts) await finish();
        });
        const store = open(path, fs);
        await store.load();
        isSaving = true;
        const saved = await store.save('ours');
        isOver = operation < from;
        // Where the save is over first it cannot know.
        const hasFinished = editor === undefined;
        await finish();
        if (isOver) break;
        const where = `from operation ${String(from)} for ${String(lasts)}`;
        const found = await open(path).load();
        expect(found, where).toMatchObject({ status: 'loaded', value: 'edited by a person' });
        if (hasFinished && !saved.ok) expect(saved.error.code, where).toBe('CHANGED_OUTSIDE');
        isSaving = false;
        await store.reload();
        expect((await store.save('ours after all')).ok, where).toBe(true);
      }
    }
    expect(from).toBeGreaterThan(8);
  });
});
