import { execFileSync } from 'node:child_process';
import { onTestFinished, expect, test } from 'vitest';

import { createUserPath } from '../../../src/main/node/processes/user-path.ts';
import { readRegistryEnvironment } from '../../../src/main/node/processes/registry-environment.ts';

const key = String.raw`HKCU\Environment`;
const name = 'PATCHBAY_TEST_VALUE';

test('what is set while Patchbay runs is read, in any language and with variables', async () => {
  const value = String.raw`%SystemRoot%\用户 ü`;
  execFileSync('reg', ['add', key, '/v', name, '/t', 'REG_EXPAND_SZ', '/d', value, '/f']);
  onTestFinished(() => void execFileSync('reg', ['delete', key, '/v', name, '/f']));
  expect((await readRegistryEnvironment())?.person[name]).toBe(value);
  const userPath = createUserPath();
  await userPath.find();
  const root = process.env['SystemRoot'] ?? '';
  expect(userPath.variables()[name]).toBe(String.raw`${root}\用户 ü`);
});

test('the PATH has the folders of the system, and no variable is left in it', async () => {
  const folders = (await createUserPath().find()).split(';').map((one) => one.toLowerCase());
  expect(folders).toContain(String.raw`${process.env['SystemRoot'] ?? ''}\system32`.toLowerCase());
  expect(folders.filter((one) => one.includes('%'))).toEqual([]);
});
