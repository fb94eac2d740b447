import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { createAppFiles } from '../../../src/main/node/connected-apps/app-files.ts';
import { exchangeOf } from '../../../src/main/node/connected-apps/file-exchange.ts';
import { killWhileWriting, updateBeside } from '../../support/app-file-trials.ts';
import { compiledBridge, scriptBridge } from '../../support/bridge.ts';

test('a Patchbay that is killed while it writes leaves the old file or the new one', async () => {
  expect(await killWhileWriting(6)).toMatchObject({ damaged: 0, leftovers: 0 });
});

test.each([
  ['another file by now', Buffer.from('{"a":1}'), Buffer.from('{"b":1}')],
  ['a file where there was none', null, Buffer.from('{"b":1}')],
  ['no file where there was one', Buffer.from('{"a":1}'), null],
])('%s is left as it is', async (_, before, there) => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-replace-'));
  try {
    const place = join(folder, 'mcp.json');
    if (there !== null) await writeFile(place, there);
    const files = createAppFiles({ backups: join(folder, 'backups'), now: () => 0 });
    const written = await files.replace(place, before, Buffer.from('{}'), { locks: false });
    expect(written).toMatchObject({ ok: false, error: { code: 'CHANGED' } });
    expect(await readFile(place).catch(() => null)).toEqual(there);
    expect(await readdir(folder)).toEqual(there === null ? [] : ['mcp.json']);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

describe.skipIf(compiledBridge === undefined)('two files that change places', () => {
  const exchange = exchangeOf([compiledBridge?.command ?? ''])!;
  let folder: string;
  let [draft, target] = ['', ''];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'patchbay-exchange-'));
    [draft, target] = [join(folder, 'draft'), join(folder, 'target')];
    await writeFile(draft, 'ours');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const both = async () => [await readFile(draft, 'utf8'), await readFile(target, 'utf8')];

  test('do so when the other is as it was', async () => {
    await writeFile(target, 'theirs');
    expect(await exchange(draft, target, Buffer.from('theirs'))).toBe('done');
    expect(await both()).toEqual(['theirs', 'ours']);
  });

  test.each(['', 'their', 'theirs and more', 'THEIRS'])(
    'are as before when the other holds something else (%j)',
    async (text) => {
      await writeFile(target, text);
      expect(await exchange(draft, target, Buffer.from('theirs'))).toBe('changed');
      expect(await both()).toEqual(['ours', text]);
    },
  );

  test('of any size', async () => {
    const large = Buffer.alloc(9 * 1024 * 1024, 'x');
    await writeFile(target, large);
    expect(await exchange(draft, target, large)).toBe('done');
    expect(await readFile(target, 'utf8')).toBe('ours');
  });

  test('cannot where one of them is not there', async () => {
    expect(await exchange(draft, target, Buffer.from(''))).toBe('unsupported');
    expect(await readFile(draft, 'utf8')).toBe('ours');
  });

  test('lose nothing of a program that renames its own over it meanwhile', async () => {
    expect(await updateBeside(60)).toMatchObject({ updates: 60, lost: 0 });
  });
});

test('without a compiled bridge nothing changes places', async () => {
  expect(exchangeOf(scriptBridge.args)).toBeUndefined();
  const away = exchangeOf(['/nowhere/patchbay-bridge']);
  expect(await away?.('/a', '/b', Buffer.from(''))).toBe('unsupported');
});
