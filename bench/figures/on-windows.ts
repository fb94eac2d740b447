import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { notAmong } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { trialsOr } from './trials.ts';
import type { BatchCase } from './windows/batch-arguments.ts';
import type { LeftOver } from './windows/left-over.ts';
import type { SavesWhileOpen } from './windows/saves-while-open.ts';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const folder = 'bench/figures/windows';

/** What a trial answers with Windows' own Node; undefined, with its reason said, without wine. */
async function underWine<T>(script: string, ...args: readonly string[]): Promise<T | undefined> {
  const work = await mkdtemp(join(tmpdir(), 'patchbay-wine-'));
  try {
    const result = join(work, 'result.json');
    const words = ['scripts/wine-trial.mjs', result, join(folder, script), ...args];
    const [code] = (await once(
      spawn(process.execPath, words, { cwd: root, stdio: 'inherit' }),
      'exit',
    )) as [number | null];
    if (code !== 0) throw new Error(`${script} could not be tried`);
    const answer = JSON.parse(await readFile(result, 'utf8')) as T & { readonly reason?: string };
    if (answer.reason === undefined) return answer;
    process.stdout.write(`  not measured: ${answer.reason}\n`);
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Arguments through batch files, as we start them and as most other apps do. */
export async function batchArguments(): Promise<readonly Outcome[]> {
  const script = 'batch-arguments.ts';
  const cases = await underWine<readonly BatchCase[]>(script);
  if (cases === undefined) return [];
  const worse = cases.filter(({ ours, theirs }) => ours !== 'right' && theirs === 'right');
  const right = (who: 'ours' | 'theirs') => cases.filter((one) => one[who] === 'right').length;
  const refused = cases.filter(({ ours }) => ours === 'refused').length;
  const named = worse.map(({ kind, argument }) => `${argument} (${kind})`);
  return [
    {
      figure: `${String(cases.length)} cases of arguments through four kinds of batch file, with Windows' own Node under wine: wrong for us and right by cross-spawn`,
      ours: `${String(worse.length)}${notAmong(named)}; ${String(right('ours'))} arrive as they were given, ${String(refused)} are refused`,
      goal: '0',
      isMet: worse.length === 0,
      others: `cross-spawn, same run: ${String(right('theirs'))} arrive as they were given (wine's cmd.exe cannot run the shims of npm, which we read ourselves)`,
      script: `${folder}/${script}`,
    },
  ];
}

/** Saves on Windows while somebody else has the file open again and again. */
export async function savesWhileOpen(): Promise<readonly Outcome[]> {
  const script = 'saves-while-open.ts';
  const result = await underWine<SavesWhileOpen>(script, String(trialsOr(1_000)));
  if (result === undefined) return [];
  const { saves, refused, lost, opened } = result;
  return [
    {
      figure: `${String(saves)} saves while another process opens the file at random moments, with Windows' own Node under wine`,
      ours: `${String(lost)} lost, ${String(refused)} refused; it was open ${String(opened)} times`,
      goal: '0 lost, 0 refused',
      isMet: lost === 0 && refused === 0 && opened > saves / 20,
      others: 'graceful-fs, reported: renames are tried again for up to 60 s',
      script: `${folder}/${script}`,
    },
  ];
}

/** What is left of servers on Windows, by the way they end. */
export async function leftOnWindows(): Promise<readonly Outcome[]> {
  const script = 'left-over.ts';
  const ways = await underWine<readonly LeftOver[]>(script, String(trialsOr(10)));
  if (ways === undefined) return [];
  const wrong = ways.filter(({ left }) => left > 0);
  const tries = ways.reduce((sum, one) => sum + one.tries, 0);
  return [
    {
      figure: `processes left of ${String(tries)} servers behind batch files (${ways.map(({ way }) => way).join('; ')}), with Windows' own Node under wine`,
      ours: `${String(wrong.reduce((sum, { left }) => sum + left, 0))}${notAmong(wrong.map(({ way }) => way))}`,
      goal: '0',
      isMet: wrong.length === 0 && tries > 0,
      others: '',
      script: `${folder}/${script}`,
    },
  ];
}

/** The suites that Windows' own Node runs here. */
export async function suitesUnderWine(): Promise<readonly Outcome[]> {
  const [code] = (await once(
    spawn(process.execPath, ['scripts/wine.mjs'], { cwd: root, stdio: 'inherit' }),
    'exit',
  )) as [number | null];
  const report = await readFile(join(root, '.cache/reports/wine.json'), 'utf8');
  const { passed, failed, skipped, reason } = JSON.parse(report) as Record<string, number> & {
    readonly reason?: string;
  };
  if (reason !== undefined) return [];
  const run = (passed ?? 0) + (failed ?? 0);
  return [
    {
      figure: "unit tests and those of Windows alone, with Windows' own Node under wine",
      ours: `${String(passed ?? 0)} of ${String(run)} passed, ${String(skipped ?? 0)} skipped`,
      goal: 'all',
      isMet: code === 0 && run > 0,
      others: '',
      script: 'scripts/wine.mjs',
    },
  ];
}
