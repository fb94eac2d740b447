import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

import { localDataFolder } from '../../../src/main/electron/data-folder.ts';
import { doorPath } from '../../../src/main/node/gateway/door-path.ts';
import { temporaryFolder } from './harness.ts';

const bridge = fileURLToPath(new URL('../../../src/bridge/bridge.mjs', import.meta.url));

// Whoever installs the bridge by hand names no pipe: both must find the same one by themselves.
test.each([
  ['in the local folder', false],
  ['in the roaming folder, where data is already', true],
])('the bridge finds Patchbay by its data %s', async (_where, isRoaming) => {
  const home = await temporaryFolder('用户 ü');
  const env = { APPDATA: join(home, 'Roaming'), LOCALAPPDATA: join(home, 'Local') };
  await mkdir(join(env.APPDATA, 'Patchbay', 'data'), { recursive: true });
  if (isRoaming) await writeFile(join(env.APPDATA, 'Patchbay', 'data', 'servers.json'), '{}');
  const data = localDataFolder('win32', env) ?? '';
  expect(data.startsWith(isRoaming ? env.APPDATA : env.LOCALAPPDATA)).toBe(true);
  const door = createServer().listen(doorPath(data, 'win32'));
  await once(door, 'listening');
  const child = spawn(process.execPath, [bridge], {
    env: { ...process.env, ...env },
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  const [socket] = await once(door, 'connection');
  expect(socket).toBeDefined();
  socket.destroy();
  child.kill();
  await once(child, 'exit');
  door.close();
});
