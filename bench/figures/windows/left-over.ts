import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createSystemClock } from '../../../src/main/node/kernel/system-clock.ts';
import { createChildRoster } from '../../../src/main/node/orphans/child-roster.ts';
import { reapOrphans } from '../../../src/main/node/orphans/reap-orphans.ts';
import {
  createProcessTree,
  systemProcessTreeDeps,
} from '../../../src/main/node/processes/process-tree.ts';
import { stopTree } from '../../../src/main/node/stdio/stop-tree.ts';
import {
  isAlive,
  listingSinceNow,
  startWrapped,
} from '../../../test/integration/windows/wrapped-server.ts';
import { createSilentLogger } from '../../../test/support/silent-logger.ts';

const graceMs = { stdinEnd: 100, term: 2_000 };

/** What was left of servers behind a batch file, by the way they ended. */
export interface LeftOver {
  readonly way: string;
  readonly tries: number;
  readonly left: number;
}

type Started = Awaited<ReturnType<typeof startWrapped>>;

/** Ends servers that ignore the end of their input in every way there is, some times each. */
export async function trial(count: string): Promise<readonly LeftOver[]> {
  const folder = await mkdtemp(join(tmpdir(), 'left over '));
  const list = await listingSinceNow();
  const stop = (child: Started['child'], how: 'input' | 'term', exited: Promise<void>) => {
    const tree = createProcessTree(child.pid ?? 0, systemProcessTreeDeps(list));
    return stopTree({ tree, exited, endInput: () => child.stdin?.end() }, how, graceMs);
  };
  const gone = ({ child }: Started) => once(child, 'exit').then(() => undefined);
  const ways: Readonly<Record<string, (started: Started, at: number) => Promise<unknown>>> = {
    'stopped by the person': (started) => stop(started.child, 'input', gone(started)),
    'abandoned while starting': (started) => stop(started.child, 'term', gone(started)),
    'its batch file ended by somebody else': async (started) => {
      const exited = gone(started);
      started.child.kill('SIGKILL');
      await exited;
      await stop(started.child, 'term', exited);
    },
    'Patchbay killed, and started again': async ({ child }, at) => {
      const deps = { clock: createSystemClock(), logger: createSilentLogger(), list };
      const running = join(folder, `running-${String(at)}`);
      const marks = { ofNew: () => 'now', own: 'gone', boot: 'any' };
      const roster = createChildRoster({ ...deps, folder: running, marks });
      roster.prepare();
      roster.add(child.pid ?? 0);
      await roster.survey();
      await roster.dispose();
      child.kill('SIGKILL');
      await reapOrphans({ ...deps, folder: running, bootMark: 'any' });
    },
  };
  const found: LeftOver[] = [];
  for (const [way, end] of Object.entries(ways)) {
    let left = 0;
    for (let at = 0; at < Number(count); at += 1) {
      const started = await startWrapped(folder, `server-${String(found.length)}-${String(at)}`);
      await end(started, at);
      if (!isAlive(started.pid)) continue;
      left += 1;
      process.kill(started.pid, 'SIGKILL');
    }
    found.push({ way, tries: Number(count), left });
  }
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  return found;
}
