import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createAppPrograms } from '../../../src/main/node/connected-apps/app-programs.ts';

let folder: string;
let all: readonly number[] = [];
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'patchbay-programs-'))));
afterEach(async () => {
  vi.useRealTimers();
  for (const pid of all.filter(isAlive)) process.kill(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('one that takes too long is ended with all it started, and that is what is told', async () => {
  const pids = join(folder, 'pids');
  // What it starts leads a group of its own, as what runs in the background does.
  const script = `#!${process.execPath}
const { spawn } = require('node:child_process');
const rest = 'setInterval(() => undefined, 1000)';
const { pid } = spawn(process.execPath, ['-e', rest], { detached: true, stdio: 'ignore' });
require('node:fs').writeFileSync(${JSON.stringify(pids)}, process.pid + ' ' + pid + '\\n');
setInterval(() => undefined, 1000);
`;
  await writeFile(join(folder, 'slow'), script, { mode: 0o755 });
  const programs = createAppPrograms(
    { find: () => Promise.resolve(folder), variables: () => process.env },
    folder,
  );
  const file = (await programs.find('slow')) ?? '';
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const running = programs.run(file, [], {});
  const written = () => readFile(pids, 'utf8').catch(() => '');
  await expect.poll(written, { timeout: 60_000 }).toMatch(/\n$/);
  all = (await written()).trim().split(' ').map(Number);
  expect(all.map(isAlive)).toEqual([true, true]);
  vi.advanceTimersByTime(60_000);
  expect(await running).toEqual({
    ok: false,
    error: { code: 'COMMAND_FAILED', detail: 'time-out' },
  });
  await expect.poll(() => all.map(isAlive), { timeout: 60_000 }).toEqual([false, false]);
});
