import { spawn } from 'node:child_process';
import { basename } from 'node:path';

const MAX_OUTPUT_CHARS = 1024 * 1024;
const MARK = '_PATCHBAY_ENVIRONMENT_';

/** Folders that every desktop session has in its PATH: they say nothing about the user's own. */
const SYSTEM_FOLDERS = new Set([
  ...['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  ...['/usr/games', '/usr/local/games', '/snap/bin', '/System/Cryptexes/App/usr/bin'],
]);

/** Variables of an environment by their names. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * True when the environment `env` is probably not the one the user knows from a terminal: not on
 * Windows, where there is one for all, and not when Patchbay was started from a terminal.
 */
export function shouldAskLoginShell(
  env: Environment,
  platform: NodeJS.Platform,
  shell: string | undefined,
): boolean {
  if (platform === 'win32' || !shell) return false;
  const folders = (env['PATH'] ?? '').split(':').filter(Boolean);
  const isRich = folders.some((folder) => !SYSTEM_FOLDERS.has(folder));
  const hasTerminal = env['TERM'] !== undefined && env['TERM'] !== 'dumb';
  return !(hasTerminal && isRich);
}

/**
 * The arguments with which a shell prints its environment between two marks, in words that it
 * understands: `printenv` means the same everywhere, `$PATH` would not.
 */
export function printEnvironmentArgs(shell: string): readonly string[] {
  const script = `echo ${MARK}; printenv; echo ${MARK}`;
  switch (basename(shell)) {
    // Without `print` only the last of several results is shown.
    case 'nu':
      return ['-l', '-i', '-c', `print ${MARK}; ^printenv; print ${MARK}`];
    case 'pwsh':
      return ['-Login', '-Command', script];
    case 'xonsh':
      return ['-l', '-i', '-c', script];
    default:
      // The csh family takes -l only when it stands alone.
      return [/csh$/.test(shell) ? '-ic' : '-ilc', script];
  }
}

/**
 * The variables in what the shell printed; its start-up files may have printed more around it.
 * `undefined` when it did not come to the end, or has no PATH.
 */
export function parsePrintedEnvironment(output: string): Environment | undefined {
  const between = output.split(/_PATCHBAY_ENVIRONMENT_\r?\n/);
  if (between.length < 3) return undefined;
  const lines = (between.at(-2) ?? '').split(/\r?\n/);
  // A value with line breaks loses all but its first line, and none of those is handed on.
  const found = Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value] as const];
    }),
  );
  return found['PATH'] ? found : undefined;
}

/**
 * Runs a shell and gives its stdout, as soon as its environment can be read from it, or `undefined`
 * when it failed or took too long.
 */
export type RunShell = (
  shell: string,
  args: readonly string[],
  timeoutMs: number,
) => Promise<string | undefined>;

/** The system's own: in a session of its own the shell can neither touch a terminal nor linger. */
export const runShell: RunShell = (shell, args, timeoutMs) =>
  new Promise((resolve) => {
    // OH-MY-ZSH asks questions on start when it finds updates.
    const env = { ...process.env, DISABLE_AUTO_UPDATE: 'true', ELECTRON_RUN_AS_NODE: undefined };
    const child = spawn(shell, args, { env, stdio: ['ignore', 'pipe', 'ignore'], detached: true });
    let output = '';
    const finish = (result: string | undefined) => {
      clearTimeout(timer);
      child.stdout.destroy();
      killGroup(child.pid);
      resolve(result);
    };
    const timer = setTimeout(() => finish(undefined), timeoutMs);
    // A shell that is still at it must not keep Patchbay from ending.
    timer.unref();
    child.unref();
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < MAX_OUTPUT_CHARS) output += chunk;
      // Start-up files may leave programs behind that hold the pipe open for ever.
      if (parsePrintedEnvironment(output) !== undefined) finish(output);
    });
    child.once('error', () => finish(undefined));
    child.once('close', () => finish(output));
  });

function killGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing is left of it.
  }
}
