import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import {
  findProcess,
  killAll,
  livingDescendants,
  survivorsOf,
  waitForExit,
} from '../support/processes.ts';
import { fixture } from './fault-pool.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { starve } from './starvation.ts';
import type { Starved } from './starvation.ts';

const group = 'Process / stdio';
const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();

/** What the system can do to us: an end without warning, and nothing left to open. */
export function systemLimits(): Scenario[] {
  return [() => mainKilled(), () => noDescriptors(), () => noProcesses()];
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
  return starvedRow('no file descriptor is left', 'EMFILE', await starve('nofile'));
}

async function noProcesses(): Promise<FaultRow> {
  const args = ['scripts/run-ts.mjs', 'test/fixtures/limits/no-processes.ts'];
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: root });
  return starvedRow('no process is left to the user', 'EAGAIN', JSON.parse(stdout) as Starved);
}

function starvedRow(what: string, errno: string, starved: Starved): FaultRow {
  const { kind, code, detail, othersReady, answered, isBack } = starved;
  return {
    group,
    scenario: `${what} when a program is to be started (${errno})`,
    happened: `${code}; ${othersReady}/2 other servers still ready, ${answered}/20 calls to them answered; ${isBack ? 'ready by itself' : 'not ready'} once there were some again`,
    goal: 'others unaffected, tried again by itself',
    isMet:
      kind === 'waiting' &&
      detail.includes(errno) &&
      othersReady === 2 &&
      answered === 20 &&
      isBack,
  };
}
