import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { createSealedKit } from '../../support/sealed-kit.ts';

const key = { kind: 'grant', parts: ['personal', 'notes'] } as const;
const other = { kind: 'grant', parts: ['personal', 'other'] } as const;
const record = { bound: 'https://as.example', text: 'tokens' };

test('what a killed process left half written goes with the next look, what another writes stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-leftovers-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { records } = createSealedKit(folder);
  await records.write(key, record);
  const [keyFolder = ''] = (await readdir(join(folder, 'oauth'), { withFileTypes: true }))
    .filter((entry) => entry.isDirectory() && entry.name !== 'locks')
    .map(({ name }) => join(folder, 'oauth', name));
  const names = async () => (await readdir(keyFolder)).sort();
  const before = await names();

  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  // Of a record that nobody saves again: only a look can remove it.
  const leftover = `grant-gone.json.tmp-${String(dead.pid)}-1`;
  const living = `grant-gone.json.tmp-${String(process.ppid)}-1`;
  for (const name of [leftover, living]) await writeFile(join(keyFolder, name), '{}');

  expect(await createSealedKit(folder).records.read(other)).toEqual({ ok: true, value: undefined });
  expect(await names()).toEqual([...before, living].sort());
  expect(await createSealedKit(folder).records.read(key)).toEqual({ ok: true, value: record });
});
