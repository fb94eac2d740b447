import { expect, test } from 'vitest';

import { doorPath, isPipe } from '../../../../src/main/node/gateway/door-path.ts';
import { makePrivateFolder } from '../../../../src/main/node/gateway/private-folder.ts';
import type { FolderAccess } from '../../../../src/main/node/gateway/private-folder.ts';

function folder(found: {
  uid: number;
  mode: number;
  isDirectory?: boolean;
  keepsRights?: boolean;
}) {
  const { uid, isDirectory = true, keepsRights = true } = found;
  let { mode } = found;
  const done: string[] = [];
  const access: FolderAccess = {
    mkdir: () => Promise.resolve(),
    chmod(_path, wanted) {
      done.push('chmod');
      if (keepsRights) mode = wanted;
      return Promise.resolve();
    },
    lstat: () => Promise.resolve({ uid, mode: 0o40_000 | mode, isDirectory: () => isDirectory }),
    uid: () => 1_000,
  };
  return { done, made: () => makePrivateFolder('/data/gateway', access) };
}

test('a folder of ours is used, and closed to others first', async () => {
  expect(await folder({ uid: 1_000, mode: 0o700 }).made()).toMatchObject({ ok: true });
  const wide = folder({ uid: 1_000, mode: 0o777 });
  expect(await wide.made()).toMatchObject({ ok: true });
  expect(wide.done).toEqual(['chmod']);
});

test.each([
  ['of another user', { uid: 0, mode: 0o700 }, /another user/],
  ['that is a link', { uid: 1_000, mode: 0o700, isDirectory: false }, /no folder/],
  ['where rights are not kept', { uid: 1_000, mode: 0o777, keepsRights: false }, /open to other/],
  ['where a group keeps a right', { uid: 1_000, mode: 0o710, keepsRights: false }, /open to other/],
])('a folder %s is refused', async (_name, found, why) => {
  expect(await folder(found).made()).toMatchObject({
    error: { detail: expect.stringMatching(why) },
  });
});

test('on Windows the door is a pipe named after the data of its user, elsewhere a socket in it', () => {
  const ada = doorPath('C:\\Users\\Ada\\AppData\\Roaming\\Patchbay', 'win32');
  expect(ada).toMatch(/^\\\\\.\\pipe\\patchbay-[0-9a-f]{32}$/);
  expect(isPipe(ada)).toBe(true);
  // The file system knows no difference, so neither may the name.
  expect(doorPath('c:\\users\\ada\\appdata\\roaming\\patchbay', 'win32')).toBe(ada);
  expect(doorPath('C:\\Users\\Bob\\AppData\\Roaming\\Patchbay', 'win32')).not.toBe(ada);
  for (const platform of ['linux', 'darwin'] as const) {
    expect(doorPath('/home/ada/Patchbay', platform)).toBe('/home/ada/Patchbay/gateway/socket');
  }
  expect(isPipe('/home/ada/Patchbay/gateway/socket')).toBe(false);
});
