import { open, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { expect, test } from 'vitest';

import { createAppFiles } from '../../../src/main/node/connected-apps/app-files.ts';
import { temporaryFolder } from './harness.ts';

const folder = await temporaryFolder('apps');
const files = createAppFiles({ backups: join(folder, 'backups'), now: () => 0 });
const bytes = (text: string) => Buffer.from(text);
const rules = { locks: false };

test('the settings of an app are replaced, made and taken away where files that are open cannot be', async () => {
  const place = join(folder, 'settings.json');
  expect(await files.replace(place, null, bytes('one'), rules)).toMatchObject({ ok: true });
  expect(await files.replace(place, bytes('one'), bytes('two'), rules)).toMatchObject({ ok: true });
  expect(await readFile(place, 'utf8')).toBe('two');
  expect(await files.replace(place, bytes('two'), null, rules)).toMatchObject({ ok: true });
  expect(await readdir(folder)).not.toContain('settings.json');
});

test('while an app holds its file for a moment it is waited for, and what it wrote then is kept', async () => {
  for (const wrote of [false, true]) {
    const place = join(folder, `held-${String(wrote)}.json`);
    await writeFile(place, 'one');
    const holder = await open(place, 'r+');
    const replaced = files.replace(place, bytes('one'), bytes('two'), rules);
    await delay(300);
    if (wrote) await holder.write('own', 0);
    await holder.close();
    const expected = wrote ? { ok: false, error: { code: 'CHANGED' } } : { ok: true };
    expect(await replaced).toMatchObject(expected);
    expect(await readFile(place, 'utf8')).toBe(wrote ? 'own' : 'two');
  }
  expect((await readdir(folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
