import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { findBridge } from '../../../src/main/node/connected-apps/find-bridge.ts';
import { keepBridge } from '../../../src/main/node/connected-apps/kept-bridge.ts';

let folder: string;
let from: string;
let to: string;
let warned: string[];
const logger = { warn: (text: string) => void warned.push(text) };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-kept-'));
  await mkdir(join(folder, 'mount'));
  from = join(folder, 'mount/patchbay-bridge');
  to = join(folder, 'data/bridge/patchbay-bridge');
  warned = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const keep = () => keepBridge({ from, to }, logger);
const script = (says: string) => `#!/bin/sh\necho ${says}\n`;
async function said(): Promise<string> {
  const child = spawn(to, { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  await once(child, 'close');
  return text.trim();
}

test('the copy can be started when the place it comes from is gone, and is what apps are told of', async () => {
  await writeFile(from, script('one'), { mode: 0o755 });
  const ready = keep();
  // Asked for at once, as when the page is opened right after the start.
  const found = await findBridge({ programs: [to], start: '/home/a/P.AppImage', ready }, '/s');
  await rm(join(folder, 'mount'), { recursive: true });
  expect(found).toEqual({ command: to, args: ['--socket', '/s', '--start', '/home/a/P.AppImage'] });
  expect(await said()).toBe('one');
  expect(warned).toEqual([]);
});

test('another program replaces it while the former one runs, which goes on', async () => {
  await copyFile('/bin/sh', from);
  await keep();
  const running = spawn(to, ['-c', 'read line; echo "$line"'], { stdio: 'pipe' });
  let text = '';
  running.stdout.on('data', (bytes: Buffer) => (text += bytes.toString()));
  await once(running, 'spawn');
  await rm(from);
  await writeFile(from, script('two'), { mode: 0o755 });
  await keep();
  expect(warned).toEqual([]);
  expect(await said()).toBe('two');
  running.stdin.end('still here\n');
  await once(running, 'close');
  expect(text).toBe('still here\n');
});

test.each([
  ['may not be started', () => chmod(to, 0o600)],
  ['was edited', () => writeFile(to, script('bad'))],
  ['was cut off on its way', () => writeFile(join(to, '../.patchbay-bridge.tmp'), 'half')],
])('a copy that %s is right after the next start', async (_, spoil) => {
  await writeFile(from, script('one'), { mode: 0o755 });
  await keep();
  await spoil();
  await writeFile(from, script('three'));
  await keep();
  expect(await said()).toBe('three');
  expect(await readdir(join(to, '..'))).toEqual(['patchbay-bridge']);
});

test('one that may not be started is mended though it is the same', async () => {
  await writeFile(from, script('one'));
  await keep();
  await chmod(to, 0o600);
  await keep();
  expect(await said()).toBe('one');
});

test('where nothing can be copied the former copy stays, and it is logged', async () => {
  await writeFile(from, script('one'));
  await keep();
  await rm(from);
  await keep();
  expect(await readFile(to, 'utf8')).toBe(script('one'));
  expect(warned).toEqual(['the bridge for apps was not copied']);
});
