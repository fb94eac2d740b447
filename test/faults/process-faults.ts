import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Launch } from '../../src/main/sessions/session.ts';
import { median } from '../../bench/figure.ts';
import { livingDescendants, processesWithEnvironment, waitFor } from '../support/processes.ts';
import { createFaultPool, fixture, never, program } from './fault-pool.ts';
import { spread } from './fault-row.ts';
import type { FaultRow, Scenario } from './fault-row.ts';
import { codesRow, tryOnce } from './trial.ts';

const group = 'Process / stdio';
const echo = { name: 'echo', args: { text: 'x' } };
const command = (name: string, more: object = {}): Launch => ({
  type: 'stdio',
  command: name,
  args: [],
  env: {},
  ...more,
});

/** What programs can do to us. */
export function processFaults(): Scenario[] {
  return [
    () => endsAtOnce(),
    () => killedInHandshake(),
    () => killedWithCalls(),
    () => neverAnswers('silent', 'never answers `initialize` (2 s to connect)'),
    () => neverAnswers('deaf', 'never reads its input (2 s to connect)'),
    () => stubborn('ignores the end of its input and SIGTERM', program('stubborn')),
    () =>
      stubborn(
        'the same behind a shell as wrapper',
        command('sh', { args: ['-c', `"${process.execPath}" "${fixture('stubborn')}"; true`] }),
      ),
    () => garbage(),
    () => endlessLine(),
    () => cannotStart(),
  ];
}

async function endsAtOnce(): Promise<FaultRow> {
  const kit = createFaultPool({ a: program('crash') });
  const startedAt = performance.now();
  kit.pool.startAll();
  await kit.reached('a', 'waiting');
  const firstMs = performance.now() - startedAt;
  const state = await kit.reached('a', 'failed');
  const detail = state.kind === 'failed' ? state.failure.detail : '';
  const attempts = state.kind === 'failed' ? state.attempts : 0;
  await kit.close();
  const isShown = detail.includes('code 3') && detail.includes('fatal: no such database');
  return {
    group,
    scenario: 'exits with 3 before its first byte',
    happened: `told after ${Math.round(firstMs)} ms; exit code and last words ${isShown ? 'shown' : 'missing'}; left to a person after ${attempts} starts`,
    goal: 'code and last words shown, 3 starts',
    isMet: isShown && attempts === 3,
  };
}

async function killedInHandshake(): Promise<FaultRow> {
  const noticedMs: number[] = [];
  // What is measured is the death of the first start, not what becomes of a second one.
  for (let round = 0; round < 10; round += 1) {
    const mark = `FAULTS_ROUND=${process.pid}-${round}`;
    const [key = '', value = ''] = mark.split('=');
    const kit = createFaultPool({ a: { ...program('silent'), env: { [key]: value } } });
    kit.pool.startAll();
    const child = await childWith(mark);
    const startedAt = performance.now();
    const gone = kit.left('a', 'connecting');
    process.kill(child, 'SIGKILL');
    await gone;
    noticedMs.push(performance.now() - startedAt);
    await kit.close();
  }
  const left = (await livingDescendants()).length;
  return {
    group,
    scenario: 'killed in the middle of the handshake (told once nothing of it is left)',
    happened: `told in ${spread(noticedMs)} (median / p95, n = 10); ${left} processes left`,
    goal: 'median told ≤ 250 ms, no process left',
    isMet: median(noticedMs) <= 250 && left === 0,
  };
}

async function childWith(mark: string): Promise<number> {
  const found = await waitFor('the child', async () => (await processesWithEnvironment(mark))[0]);
  return found.pid;
}

async function killedWithCalls(): Promise<FaultRow> {
  const kit = createFaultPool({ a: program('silent', 'tools/call') });
  kit.pool.startAll();
  const ready = await kit.reached('a', 'ready');
  const session = await kit.session('a');
  const calls = Array.from({ length: 50 }, () => session.callTool(echo, never));
  const startedAt = performance.now();
  process.kill(ready.kind === 'ready' ? (ready.pid ?? 0) : 0, 'SIGKILL');
  const answers = await Promise.all(calls);
  const tookMs = performance.now() - startedAt;
  const rejected = answers.filter(({ ok }) => !ok).length;
  await kit.close();
  return {
    group,
    scenario: 'killed with 50 calls in flight',
    happened: `${rejected}/50 answered with the reason, all within ${Math.round(tookMs)} ms; none is sent again`,
    goal: '50 answered, none hangs',
    isMet: rejected === 50,
  };
}

async function neverAnswers(name: string, scenario: string): Promise<FaultRow> {
  const trial = await tryOnce(program(name), { connectMs: 2_000 });
  const left = (await livingDescendants()).length;
  return {
    group,
    scenario,
    happened: `${trial.code} after ${Math.round(trial.tookMs)} ms; ${left} processes left`,
    goal: 'TIMED_OUT, no process left',
    isMet: trial.code === 'TIMED_OUT' && left === 0,
  };
}

async function stubborn(scenario: string, launch: Launch): Promise<FaultRow> {
  const kit = createFaultPool({ a: launch });
  kit.pool.startAll();
  await kit.reached('a', 'ready');
  const startedAt = performance.now();
  await kit.close();
  const tookMs = performance.now() - startedAt;
  const left = (await livingDescendants()).length;
  return {
    group,
    scenario,
    happened: `closed in ${Math.round(tookMs)} ms; ${left} processes left`,
    goal: 'no process left',
    isMet: left === 0,
  };
}

async function garbage(): Promise<FaultRow> {
  const kit = createFaultPool({ a: program('garbage') });
  kit.pool.startAll();
  await kit.reached('a', 'ready');
  const session = await kit.session('a');
  let answered = 0;
  for (let call = 0; call < 10; call += 1) {
    if ((await session.callTool(echo, never)).ok) answered += 1;
  }
  const warnings = kit.log
    .tail('a', { limit: 1_000 })
    .filter(({ source }) => source === 'stdout').length;
  await kit.close();
  return {
    group,
    scenario: '1,000 lines that are not MCP before each answer',
    happened: `${10 - answered}/10 calls lost; ${warnings} lines about it in the log`,
    goal: 'none lost, ≤ 20 lines',
    isMet: answered === 10 && warnings <= 20,
  };
}

async function endlessLine(): Promise<FaultRow> {
  const before = process.memoryUsage().rss;
  const kit = createFaultPool({ a: program('big-line', 'endless') });
  kit.pool.startAll();
  await kit.reached('a', 'ready');
  const session = await kit.session('a');
  const startedAt = performance.now();
  const answer = await session.callTool(echo, never);
  const tookMs = performance.now() - startedAt;
  const grownMb = (process.memoryUsage().rss - before) / 1024 / 1024;
  await kit.close();
  const how = answer.ok ? 'answered' : answer.error.kind;
  return {
    group,
    scenario: 'a line that never ends',
    happened: `${how} after ${Math.round(tookMs)} ms; ${Math.round(grownMb)} MiB more memory`,
    goal: 'refused as too large, ≤ 200 MiB',
    isMet: how === 'too-large' && grownMb <= 200,
  };
}

async function cannotStart(): Promise<FaultRow> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-faults-'));
  const plain = join(folder, 'plain');
  const orphan = join(folder, 'orphan');
  await writeFile(plain, 'words');
  await writeFile(orphan, '#!/no/such/interpreter\n');
  await chmod(orphan, 0o755);
  const cwd = join(folder, 'gone');
  try {
    return await codesRow(group, 'programs that cannot be started', [
      ['no such command', 'COMMAND_NOT_FOUND', () => tryOnce(command('no-such-program'))],
      ['not executable', 'COMMAND_NOT_EXECUTABLE', () => tryOnce(command(plain))],
      ['no such folder', 'WORKING_DIRECTORY_MISSING', () => tryOnce(command('sh', { cwd }))],
      ['bad interpreter', 'INTERPRETER_MISSING', () => tryOnce(command(orphan))],
      [
        'shell without it',
        'INTERPRETER_MISSING',
        () => tryOnce(command('sh', { args: ['-c', 'exec no-such-program'] })),
      ],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
}
