import { spawn } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

const TIMEOUT_MS = 3_000;
const MAX_OUTPUT_CHARS = 1024 * 1024;
const MARK = '_PATCHBAY_PATH_';

/** Folders that every desktop session has in its PATH: they say nothing about the user's own. */
const SYSTEM_FOLDERS = new Set([
  ...['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'],
  ...['/usr/games', '/usr/local/games', '/snap/bin', '/System/Cryptexes/App/usr/bin'],
]);

/** Where tools are commonly installed; `~` is the home folder. */
const COMMON_FOLDERS = [
  ...['~/.local/bin', '~/bin', '~/.volta/bin', '~/.local/share/mise/shims', '~/.asdf/shims'],
  ...['~/.pyenv/shims', '~/.bun/bin', '~/.deno/bin', '~/.cargo/bin', '~/go/bin'],
  ...['~/.local/share/pnpm', '~/Library/pnpm', '/opt/homebrew/bin', '/opt/homebrew/sbin'],
  ...['/home/linuxbrew/.linuxbrew/bin', '/usr/local/bin', '/usr/bin', '/bin'],
];

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * True when the PATH of `env` is probably not the one the user knows from a terminal: not on
 * Windows, where there is one PATH for all, and not when Patchbay was started from a terminal.
 */
export function shouldAskLoginShell(env: Environment, platform: NodeJS.Platform): boolean {
  if (platform === 'win32' || !env['SHELL']) return false;
  const folders = (env['PATH'] ?? '').split(':').filter(Boolean);
  const isRich = folders.some((folder) => !SYSTEM_FOLDERS.has(folder));
  const hasTerminal = env['TERM'] !== undefined && env['TERM'] !== 'dumb';
  return !(hasTerminal && isRich);
}

/** The arguments with which a shell prints its PATH between two marks. */
export function printPathArgs(shell: string): readonly string[] {
  // Words that mean the same to sh, zsh, fish and csh; `$PATH` would not.
  const script = `echo ${MARK}; printenv PATH; echo ${MARK}`;
  // The csh family takes -l only when it stands alone.
  return [/csh$/.test(shell) ? '-ic' : '-ilc', script];
}

/** The PATH in what the shell printed; its start-up files may have printed more around it. */
export function parsePrintedPath(output: string): string | undefined {
  const between = output.split(`${MARK}\n`);
  const found = between.length >= 3 ? between.at(-2)?.trim() : undefined;
  return found && !found.includes('\n') ? found : undefined;
}

/** Joins PATHs and folders in order of preference: absolute folders only, each of them once. */
export function mergePaths(parts: readonly (string | undefined)[], delimiter = ':'): string {
  const folders = parts.flatMap((part) => part?.split(delimiter) ?? []);
  return [...new Set(folders.filter((folder) => path.isAbsolute(folder)))].join(delimiter);
}

/**
 * Runs a shell and gives its stdout, as soon as a PATH can be read from it, or `undefined` when it
 * failed or took too long.
 */
type RunShell = (
  shell: string,
  args: readonly string[],
  timeoutMs: number,
) => Promise<string | undefined>;

// In a session of its own the shell can neither touch a terminal nor linger.
const runShell: RunShell = (shell, args, timeoutMs) =>
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
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      if (output.length < MAX_OUTPUT_CHARS) output += chunk;
      // Start-up files may leave programs behind that hold the pipe open for ever.
      if (parsePrintedPath(output) !== undefined) finish(output);
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

/** What finding the PATH needs; everything has a default that fits the running system. */
export interface LoginShellPathOptions {
  readonly env?: Environment;
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  readonly timeoutMs?: number;
  readonly run?: RunShell;
}

/**
 * A function that gives the PATH to search for and pass on to servers: that of the login shell if
 * it has to be asked, then the current one, then common folders that exist. The shell is asked at
 * most once, at the first call; the function never rejects and settles soon after `timeoutMs`.
 */
export function createLoginShellPath(options: LoginShellPathOptions = {}): () => Promise<string> {
  let found: Promise<string> | undefined;
  return () => (found ??= findPath(options));
}

async function findPath(options: LoginShellPathOptions): Promise<string> {
  const { env = process.env, platform = process.platform, home = homedir() } = options;
  const current = env['PATH'] ?? env['Path'];
  if (platform === 'win32') return current ?? '';
  const [login, common] = await Promise.all([
    shouldAskLoginShell(env, platform) ? askShell(env['SHELL'] ?? '', options) : undefined,
    existingFolders(home),
  ]);
  return mergePaths([login, current, ...common]);
}

async function askShell(shell: string, options: LoginShellPathOptions) {
  const { run = runShell, timeoutMs = TIMEOUT_MS } = options;
  const output = await run(shell, printPathArgs(shell), timeoutMs).catch(() => undefined);
  return output === undefined ? undefined : parsePrintedPath(output);
}

async function existingFolders(home: string): Promise<readonly string[]> {
  const folders = COMMON_FOLDERS.map((folder) => folder.replace(/^~/, home));
  const candidates = [...folders, ...(await newestNodeOfNvm(home))];
  const exists = await Promise.all(
    candidates.map((folder) =>
      stat(folder).then(
        (stats) => stats.isDirectory(),
        () => false,
      ),
    ),
  );
  return candidates.filter((_, index) => exists[index]);
}

async function newestNodeOfNvm(home: string): Promise<readonly string[]> {
  const versions = path.join(home, '.nvm', 'versions', 'node');
  const names = await readdir(versions).catch(() => [] as string[]);
  const [newest] = names.sort((a, b) => b.localeCompare(a, 'en', { numeric: true }));
  return newest === undefined ? [] : [path.join(versions, newest, 'bin')];
}
