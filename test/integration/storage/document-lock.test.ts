import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { acquireDocumentLock } from '../../../src/main/node/documents/document-lock.ts';
import { systemStartMarks } from '../../../src/main/node/orphans/start-mark.ts';

describe('document lock', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const acquired = async () => {
    const lock = await acquireDocumentLock(path);
    if (!lock.ok) throw new Error(lock.error.code);
    return lock.value;
  };
  const writeOwner = (owner: object) =>
    writeFile(
      path,
      JSON.stringify({
        pid: process.pid,
        startMark: null,
        takenAt: Date.now(),
        token: 'x',
        ...owner,
      }),
    );

  test('is held by one, refused to others, and free after its release', async () => {
    const lock = await acquired();
    expect(await lock.isHeld()).toBe(true);
    expect(await acquireDocumentLock(path)).toEqual({
      ok: false,
      error: { code: 'IN_USE', pid: process.pid },
    });
    await lock.release();
    expect(await lock.isHeld()).toBe(false);
    await (await acquired()).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('is free before its release at once returns, unless it is another’s by then', async () => {
    const lock = await acquired();
    lock.releaseNow();
    expect(await readdir(folder)).toEqual([]);
    lock.releaseNow();
    const next = await acquired();
    lock.releaseNow();
    expect(await next.isHeld()).toBe(true);
  });

  test('is refused while the process of another program lives, and taken over once it is dead', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    await writeOwner({ pid, startMark: systemStartMarks().ofNew(pid) });
    expect(await acquireDocumentLock(path)).toMatchObject({ error: { code: 'IN_USE', pid } });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await (await acquired()).release();
  });

  test.each([
    ['its process id was given to another process', { startMark: '1' }],
    ['the computer was started since', { takenAt: 1 }],
  ])('is taken over when %s', async (_reason, owner) => {
    await writeOwner(owner);
    const lock = await acquired();
    expect(await lock.isHeld()).toBe(true);
  });

  test('is taken over when it cannot be read', async () => {
    await writeFile(path, '{');
    await acquired();
    expect(await readdir(folder)).toEqual(['lock']);
  });

  test('is lost by a holder whose lock file another process replaced', async () => {
    const lock = await acquired();
    await writeOwner({ token: 'other' });
    expect(await lock.isHeld()).toBe(false);
    await lock.release();
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ token: 'other' });
  });

  test('is held by exactly one of many that ask at once, also when a dead one held it', async () => {
    for (let round = 0; round < 20; round += 1) {
      await writeOwner({ takenAt: 1 });
      const results = await Promise.all(Array.from({ length: 8 }, () => acquireDocumentLock(path)));
      const locks = results.flatMap((result) => (result.ok ? [result.value] : []));
      const held = await Promise.all(locks.map((lock) => lock.isHeld()));
      expect(held.filter(Boolean)).toHaveLength(1);
      await Promise.all(locks.map((lock) => lock.release()));
      expect(await readdir(folder)).toEqual([]);
    }
  });

  test('says so when the folder cannot be written', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await acquireDocumentLock(join(folder, 'file', 'lock'))).toMatchObject({
      ok: false,
      error: { code: 'FAILED' },
    });
  });
});
