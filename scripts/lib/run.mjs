import { spawn } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/**
 * One line of progress. It goes to stderr, so that stdout belongs to whatever is being run.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`patchbay: ${text}\n`);
}

/**
 * Runs a command to its end. Never rejects: a command that cannot start ends with code 127.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, quiet?: boolean, timeoutMs?: number, shell?: boolean }} [options]
 *   `quiet` keeps the output in the result; otherwise it goes to stderr.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  const { cwd, env, quiet = false, timeoutMs, shell = false } = options;
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      shell,
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    });
    const pieces = [];
    child.stdout?.on('data', (piece) => pieces.push(piece));
    child.stderr?.on('data', (piece) => pieces.push(piece));
    child.on('error', (error) => done({ code: 127, output: error.message }));
    child.on('close', (code) =>
      done({ code: code ?? 1, output: Buffer.concat(pieces).toString('utf8') }),
    );
  });
}

/**
 * Runs npm, the same one that runs us when there is one.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  if (npm !== undefined && /\.[cm]?js$/.test(npm)) {
    return run(process.execPath, [npm, ...args], options);
  }
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** @param {string} name @returns {Promise<string | undefined>} the command's full path on PATH */
export async function findCommand(name) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const folder of [...folders, '/usr/sbin', '/sbin']) {
    const path = join(folder, name);
    const usable = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (usable) return path;
  }
  return undefined;
}

/** True when the process sandbox of Chromium cannot work because we are root. */
export function isRoot() {
  return process.getuid?.() === 0;
}
