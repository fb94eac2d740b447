import { open, readFile, stat } from 'node:fs/promises';
import { win32 } from 'node:path';

import { err, ok } from '../../../shared/util/result.ts';
import type { Result } from '../../../shared/util/result.ts';
import type { FindCommandOptions } from '../processes/find-command.ts';
import { findCommand } from '../processes/find-command.ts';
import { handsArgumentsOn, readNodeShim } from './npm-shim.ts';
import type { NodeShim } from './npm-shim.ts';
import { programOfScript } from './script-program.ts';
import type { SpawnFailed } from './spawn-failure.ts';
import { batchTarget } from './windows-command.ts';
import type { SpawnTarget } from './windows-command.ts';

const MAX_BATCH_BYTES = 64 * 1024;
const MAX_LINE_BYTES = 256;

/** What starting a file on Windows needs besides the file. */
export interface WindowsTargetInput {
  readonly file: string;
  readonly args: readonly string[];
  readonly comSpec: string | undefined;
  /** Where programs are looked for. */
  readonly search: FindCommandOptions;
}

/** Why a file that was found cannot be started. */
export type TargetProblem = Pick<SpawnFailed, 'reason' | 'errno'>;

/**
 * How to start a file that was found on Windows, where only programs (`.exe`, `.com`) start by
 * themselves: batch files by cmd.exe, but shims of npm by node; scripts by the program they name.
 */
export async function windowsTarget(
  input: WindowsTargetInput,
): Promise<Result<SpawnTarget, TargetProblem>> {
  const { file, args } = input;
  const ending = win32.extname(file).toLowerCase();
  if (ending === '.exe' || ending === '.com') return ok({ file, args, verbatim: false });
  return ending === '.cmd' || ending === '.bat' ? ofBatch(input) : ofScript(input, ending);
}

async function ofBatch(input: WindowsTargetInput): Promise<Result<SpawnTarget, TargetProblem>> {
  const text = await textOf(input.file);
  const shim = text === undefined ? undefined : readNodeShim(text);
  const direct = shim && (await ofShim(shim, input));
  if (direct) return ok(direct);
  // Of one that cannot be read the worst is believed.
  const batch = { file: input.file, handsOn: text === undefined || handsArgumentsOn(text) };
  const target = batchTarget(batch, input.args, input.comSpec);
  return target === undefined ? err({ reason: 'other', errno: 'EINVAL' }) : ok(target);
}

async function ofShim(
  shim: NodeShim,
  { file, args, search }: WindowsTargetInput,
): Promise<SpawnTarget | undefined> {
  const folder = win32.dirname(file);
  const node = (await programAt(win32.join(folder, 'node.exe'))) ?? (await find(['node'], search));
  if (node === undefined) return undefined;
  for (const script of shim.scripts) {
    const path = win32.join(folder, script);
    const found = await programAt(path);
    if (found) return { file: node, args: [...shim.nodeArgs, found, ...args], verbatim: false };
  }
  return undefined;
}

async function ofScript(
  { file, args, search }: WindowsTargetInput,
  ending: string,
): Promise<Result<SpawnTarget, TargetProblem>> {
  const program = programOfScript(ending, await firstLineOf(file));
  if (program === undefined) return err({ reason: 'not-executable', errno: 'ENOEXEC' });
  const found = await find(program.commands, search);
  if (found === undefined) return err({ reason: 'interpreter-missing', errno: 'ENOENT' });
  return ok({ file: found, args: [...program.args, file, ...args], verbatim: false });
}

/** The first of these that is a program; a batch file would need all this once more. */
async function find(
  commands: readonly string[],
  search: FindCommandOptions,
): Promise<string | undefined> {
  for (const command of commands) {
    const found = await findCommand(command, { ...search, pathExt: '.COM;.EXE' });
    if (found.status === 'found' && /\.(?:exe|com)$/i.test(found.file)) return found.file;
  }
  return undefined;
}

async function programAt(path: string): Promise<string | undefined> {
  const isFile = await stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
  return isFile ? path : undefined;
}

/** The whole of it; undefined when it cannot be read or is no batch file by its size. */
async function textOf(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'latin1').catch(() => undefined);
  return text !== undefined && text.length <= MAX_BATCH_BYTES ? text : undefined;
}

async function firstLineOf(file: string): Promise<string> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return '';
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_LINE_BYTES), 0);
    return buffer.toString('latin1', 0, bytesRead).split(/\r?\n/, 1)[0] ?? '';
  } catch {
    return '';
  } finally {
    await handle.close();
  }
}
