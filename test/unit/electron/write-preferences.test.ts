import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { readPreferences } from '../../../src/main/electron/early-preferences.ts';
import { writePreferences } from '../../../src/main/electron/write-preferences.ts';

const folder = await mkdtemp(join(tmpdir(), 'patchbay-preferences-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

test('preferences are on disk when it returns, whole and alone', async () => {
  const window = { x: 1, y: 2, width: 900, height: 700, isMaximized: false };
  writePreferences(folder, { window: { ...window, x: 7 } });
  writePreferences(folder, { window });
  expect(readPreferences(folder)).toMatchObject({ window });
  expect(await readdir(folder)).toEqual(['preferences.json']);
});

test('where they cannot be written that is told', () => {
  expect(() => writePreferences(join(folder, 'none'), {})).toThrow('ENOENT');
});
