import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import {
  findProcess,
  killAll,
  livingDescendants,
  survivorsOf,
  waitForExit,
} from '../support/processes.ts';
import { createFaultPool, fixture, never, program } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';

const group = 'Process / stdio';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** What the system can do to us: an end without warning, and nothing left to open. */
export function systemLimits(): Scenario[] {
  return [() => mainKilled(), () => noDescriptors()];
}

async function mainKilled(): Promise<FaultRow> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-faults-'));
  const programs = ['stubborn', 'parent-of-detached', 'plain'].map((name) =>
    JSON.stringify([process.execPath, fixture(name)]),
  );
  const wrapper = ['sh', '-c', '"$0" "$1"; true', process.execPath, fixture('stubborn')];
  const entry = ['scripts/run-ts.mjs', 'test/fixtures/orphans/run-servers.ts'];
  const args = [...entry, folder, 'watched', ...programs, JSON.stringify(wrapper)];
  const runner = spawn(process.execPath, args, {
    cwd: root,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: runner.stdout }), 'line')) as [string];
  const first = await findProcess(Number(line.split(' ')[1]));
  const main = first?.parentPid ?? 0;
  const below = await livingDescendants(main);
  process.kill(main, 'SIGKILL');
  const killedAt = performance.now();
  const goneMs = await waitForExit(below, 5_000).then(
    () => performance.now() - killedAt,
    () => undefined,
  );
  const left = await survivorsOf(below);
  await killAll(left);
  await rm(folder, { recursive: true, force: true });
  return {
    group,
    scenario: `Patchbay's main killed with SIGKILL, ${programs.length + 1} servers, some of which ignore every request to end`,
    happened: `${left.length} of ${below.length} processes alive after 5 s${goneMs === undefined ? '' : `; all gone after ${Math.round(goneMs)} ms`}`,
    goal: 'none alive after 5 s',
    isMet: left.length === 0 && below.length > programs.length,
  };
}

async function noDescriptors(): Promise<FaultRow> {
  const kit = createFaultPool({ a: program('plain'), b: program('plain'), c: program('plain') });
  for (const name of ['a', 'b']) kit.pool.connect(name);
  await Promise.all(['a', 'b'].map((name) => kit.reached(name, 'ready')));
  const sessions = await Promise.all(['a', 'b'].map((name) => kit.session(name)));
  const limiter = startLimiter();
  const [, softLimit = '1024'] =
    /Max open files\s+(\d+)/.exec(await readFile('/proc/self/limits', 'utf8')) ?? [];
  await limiter.set(await lowestFree());
  kit.pool.connect('c');
  const denied = await kit.reached('c', 'waiting', 'failed', 'ready');
  const calls = sessions.flatMap((session) =>
    Array.from({ length: 10 }, () => session.callTool({ name: 'echo', args: {} }, never)),
  );
  const answered = (await Promise.all(calls)).filter(({ ok }) => ok).length;
  const others = ['a', 'b'].filter((name) => kit.pool.status(name)?.kind === 'ready').length;
  await limiter.set(Number(softLimit));
  await limiter.stop();
  const isBack = (await kit.reached('c', 'ready', 'failed')).kind === 'ready';
  await kit.close();
  const code = 'failure' in denied ? denied.failure.code : denied.kind;
  return {
    group,
    scenario: 'no file descriptor is left when a program is to be started (EMFILE)',
    happened: `${code}; ${others}/2 other servers still ready, ${answered}/20 calls to them answered; ${isBack ? 'ready by itself' : 'not ready'} once there were some again`,
    goal: 'others unaffected, tried again by itself',
    isMet: others === 2 && answered === 20 && isBack && denied.kind === 'waiting',
  };
}

/** A helper that is there before the limit is, since nothing can be started under it. */
function startLimiter() {
  const script = `while read -r soft; do prlimit --pid ${process.pid} --nofile="$soft": && echo done; done`;
  const shell = spawn('sh', ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: shell.stdout });
  return {
    async set(soft: number) {
      shell.stdin.write(`${soft}\n`);
      await once(lines, 'line');
    },
    async stop() {
      shell.stdin.end();
      await once(shell, 'exit');
    },
  };
}

/** The lowest number that no open file has: as a limit it leaves nothing to open. */
async function lowestFree(): Promise<number> {
  const open = new Set((await readdir('/proc/self/fd')).map(Number));
  let free = 0;
  while (open.has(free)) free += 1;
  // Reading the folder had a number itself.
  return free - 1;
}
