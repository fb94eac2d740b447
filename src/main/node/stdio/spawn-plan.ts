import { stat } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import type { SpawnOptions } from 'node:child_process';
import type { Launch } from '../../sessions/session.ts';
import type { Result } from '../../../shared/util/result.ts';
import { err, ok } from '../../../shared/util/result.ts';
import { findCommand } from '../processes/find-command.ts';
import { childEnvironment, environmentValue } from './child-environment.ts';
import type { SpawnContext, SpawnFailed } from './spawn-failure.ts';
import { errnoOf } from './spawn-failure.ts';
import type { SpawnTarget } from './windows-command.ts';
import { windowsTarget } from './windows-target.ts';
import type { TargetProblem, WindowsTargetInput } from './windows-target.ts';

/** A launch of the stdio kind. */
export type StdioLaunch = Extract<Launch, { type: 'stdio' }>;

/** Everything `spawn` needs, looked up and checked. */
export interface SpawnPlan {
  readonly file: string;
  readonly args: readonly string[];
  readonly options: SpawnOptions;
  readonly context: SpawnContext;
}

/** What a plan is made from. */
export interface SpawnPlanInput {
  readonly launch: StdioLaunch;
  readonly envExtras?: Readonly<Record<string, string>>;
  /** Asked when the PATH is known, since both are found together. */
  readonly variables: () => Readonly<Record<string, string | undefined>>;
  /** The user's PATH, for a launch that does not set its own. */
  readonly findPath: () => Promise<string>;
  readonly platform: NodeJS.Platform;
}

/**
 * Finds the program and its folder and prepares the spawn, without starting anything. The program
 * runs without a shell, as leader of its own process group on POSIX, in `cwd` or the home folder.
 */
export async function planSpawn(input: SpawnPlanInput): Promise<Result<SpawnPlan, SpawnFailed>> {
  const { launch, platform } = input;
  const ownPath = environmentValue({ ...input.envExtras, ...launch.env }, 'PATH', platform);
  // Also where the launch has its own: the variables are known only then.
  const usualPath = await input.findPath();
  const path = ownPath ?? usualPath;
  const env = childEnvironment({
    base: input.variables(),
    path,
    extras: input.envExtras,
    own: launch.env,
    platform,
  });
  const context: SpawnContext = { command: launch.command, cwd: launch.cwd, searchedPath: path };
  const fail = (reason: SpawnFailed['reason'], errno: string) =>
    err({ kind: 'spawn-failed', reason, ...context, errno } as const);

  const cwd = launch.cwd ?? defaultFolder(platform, homedir(), tmpdir());
  const cwdErrno = await folderProblem(cwd);
  if (cwdErrno !== undefined) return fail('cwd-missing', cwdErrno);
  const search = { path, cwd, platform, pathExt: environmentValue(env, 'PATHEXT', platform) };
  const found = await findCommand(launch.command, search);
  if (found.status === 'not-found') return fail('command-not-found', 'ENOENT');
  if (found.status === 'not-executable') return fail('not-executable', 'EACCES');
  const comSpec = environmentValue(env, 'COMSPEC', platform);
  const target = await spawnTarget({ file: found.file, args: launch.args, comSpec, search });
  if (!target.ok) return fail(target.error.reason, target.error.errno ?? '');
  return ok({
    file: target.value.file,
    args: target.value.args,
    options: spawnOptions({ launch, env, cwd, target: target.value, platform }),
    context,
  });
}

/** The home folder; on Windows not one on a share, in which cmd.exe does not begin. */
export function defaultFolder(platform: NodeJS.Platform, home: string, local: string): string {
  return platform === 'win32' && /^[\\/]{2}/.test(home) ? local : home;
}

async function folderProblem(cwd: string): Promise<string | undefined> {
  try {
    return (await stat(cwd)).isDirectory() ? undefined : 'ENOTDIR';
  } catch (error) {
    return errnoOf(error) ?? 'ENOENT';
  }
}

async function spawnTarget(input: WindowsTargetInput): Promise<Result<SpawnTarget, TargetProblem>> {
  const { file, args, search } = input;
  return search.platform === 'win32' ? windowsTarget(input) : ok({ file, args, verbatim: false });
}

function spawnOptions(parts: {
  readonly launch: StdioLaunch;
  readonly env: Record<string, string>;
  readonly cwd: string;
  readonly target: SpawnTarget;
  readonly platform: NodeJS.Platform;
}): SpawnOptions {
  const posix = parts.platform !== 'win32';
  return {
    cwd: parts.cwd,
    env: parts.env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // SECURITY: a shell would give meaning to characters of arguments that strangers can choose.
    shell: false,
    detached: posix,
    windowsHide: true,
    windowsVerbatimArguments: parts.target.verbatim,
    // What a shell would pass: programs that act on the name they were called by rely on it.
    ...(posix ? { argv0: parts.launch.command } : {}),
  };
}
