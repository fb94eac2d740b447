import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { createAppFiles } from '../../../src/main/node/connected-apps/app-files.ts';
import { killWhileWriting } from '../../support/app-file-trials.ts';

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
