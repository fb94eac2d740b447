import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { awkward, batchFiles } from '../../../test/integration/windows/batch-kinds.ts';
import { start, writeFiles } from '../../../test/integration/windows/harness.ts';

// What the protocol's own transport starts programs with, and so most other apps.
const sdk = createRequire(import.meta.resolve('@modelcontextprotocol/client'));
const crossSpawn = sdk('cross-spawn') as (
  file: string,
  args: readonly string[],
  options: object,
) => ChildProcess;

/** A kind of batch file: what it is given for an argument, and what its program should then get. */
const kinds = [
  { name: 'a shim of npm', file: 'bin/shim.cmd', given: (one: string) => [one, 'end'] },
  { name: 'hands on its arguments', file: 'hands-on.cmd', given: (one: string) => [one, 'end'] },
  { name: 'takes its first argument', file: 'first.bat', given: (one: string) => [one] },
  { name: 'looks at its arguments', file: 'mode.bat', given: (one: string) => ['stdio', one] },
] as const;

/** How one argument came through one kind of batch file. */
export interface BatchCase {
  readonly kind: string;
  readonly argument: string;
  readonly ours: 'right' | 'wrong' | 'refused';
  readonly theirs: 'right' | 'wrong';
}

/** Every awkward argument through every kind of batch file, started by us and by cross-spawn. */
export async function trial(): Promise<readonly BatchCase[]> {
  // Without a blank in its path, which wine's cmd.exe does not take from cross-spawn.
  const folder = await mkdtemp(join(tmpdir(), 'batch-'));
  await writeFiles(folder, batchFiles);
  const cases: BatchCase[] = [];
  for (const { name, file, given } of kinds)
    for (const argument of awkward) {
      const args = given(argument);
      // What looks at its first argument hands on the second alone.
      const wanted = JSON.stringify(file === 'mode.bat' ? [argument] : args);
      const path = join(folder, file);
      const ours = await start(path, args, { cwd: folder }).then(
        ({ stdout }) => (stdout === wanted ? 'right' : 'wrong'),
        () => 'refused' as const,
      );
      const theirs = (await byCrossSpawn(path, args, folder)) === wanted ? 'right' : 'wrong';
      cases.push({ kind: name, argument, ours, theirs });
    }
  await rm(folder, { recursive: true, force: true });
  return cases;
}

function byCrossSpawn(file: string, args: readonly string[], cwd: string): Promise<string> {
  const path = `${dirname(process.execPath)};${process.env['PATH'] ?? ''}`;
  const child = crossSpawn(file, args, { cwd, env: { ...process.env, PATH: path, Path: path } });
  child.stdin?.end();
  let stdout = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  return new Promise((resolve) => {
    child.once('error', () => resolve('not started'));
    child.once('close', () => resolve(stdout));
  });
}
