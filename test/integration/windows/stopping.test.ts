import { once } from 'node:events';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';

import { reapOrphans } from '../../../src/main/node/orphans/reap-orphans.ts';
import { createChildRoster } from '../../../src/main/node/orphans/child-roster.ts';
import {
  createProcessTree,
  systemProcessTreeDeps,
} from '../../../src/main/node/processes/process-tree.ts';
import { stopTree } from '../../../src/main/node/stdio/stop-tree.ts';
import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createSilentLogger } from '../../support/silent-logger.ts';
import { temporaryFolder } from './harness.ts';
import { isAlive, listingSinceNow, startWrapped } from './wrapped-server.ts';

const list = await listingSinceNow();
const folder = await temporaryFolder('a b');

/** A server behind a batch file, with its own number; it ends with the test. */
async function start(name: string) {
  const started = await startWrapped(folder, name);
  onTestFinished(() => {
    if (isAlive(started.pid)) process.kill(started.pid, 'SIGKILL');
  });
  return started;
}

const silentLogger = createSilentLogger();
const graceMs = { stdinEnd: 100, term: 2_000 };

test('a server behind a batch file ends with it', async () => {
  const { child, pid } = await start('stopped');
  const tree = createProcessTree(child.pid ?? 0, systemProcessTreeDeps(list));
  const exited = once(child, 'exit').then(() => undefined);
  expect(
    await stopTree({ tree, exited, endInput: () => child.stdin?.end() }, 'input', graceMs),
  ).toBe(true);
  expect(isAlive(pid)).toBe(false);
});

test('a server whose batch file somebody else has ended ends too', async () => {
  const { child, pid } = await start('orphaned');
  const tree = createProcessTree(child.pid ?? 0, systemProcessTreeDeps(list));
  const exited = once(child, 'exit').then(() => undefined);
  child.kill('SIGKILL');
  await exited;
  expect(isAlive(pid)).toBe(true);
  expect(await stopTree({ tree, exited, endInput: () => undefined }, 'term', graceMs)).toBe(true);
  expect(isAlive(pid)).toBe(false);
});

test('what a Patchbay that was killed has left is ended by the next start', async () => {
  const { child, pid } = await start('crashed');
  const running = join(folder, 'running');
  const marks = { ofNew: () => 'now', own: 'gone', boot: 'any' };
  const deps = { folder: running, clock: createSystemClock(), logger: silentLogger, list };
  const roster = createChildRoster({ ...deps, marks });
  roster.prepare();
  roster.add(child.pid ?? 0);
  await roster.survey();
  await roster.dispose();
  child.kill('SIGKILL');
  expect(await reapOrphans({ ...deps, bootMark: 'any' })).toBeGreaterThan(0);
  expect(isAlive(pid)).toBe(false);
});

test('a roster that grew long is written anew while it is open', async () => {
  const marks = { ofNew: () => 'now', own: 'gone', boot: 'any' };
  const warned: string[] = [];
  const logger = { ...silentLogger, warn: (text: string) => void warned.push(text) };
  const roster = createChildRoster({
    ...{ folder: join(folder, 'long'), clock: createSystemClock(), logger, list, marks },
  });
  roster.prepare();
  for (let pid = 1; pid <= 600; pid += 1) {
    roster.add(pid);
    roster.remove(pid);
  }
  await roster.dispose();
  expect(warned).toEqual([]);
});
