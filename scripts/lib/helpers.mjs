import { spawn } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { findCommand } from './run.mjs';

const politeMs = 3_000;

/**
 * Starts a process of our own in a process group of its own. On Linux the kernel ends it with us,
 * even when we are killed without a chance to tidy up.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<import('node:child_process').ChildProcess>} a running process; rejects when it cannot start
 */
export async function startHelper(command, args, options) {
  const guard = process.platform === 'linux' ? await findCommand('setpriv') : undefined;
  const detached = process.platform !== 'win32';
  const child =
    guard === undefined
      ? spawn(command, args, { ...options, detached })
      : spawn(guard, ['--pdeathsig', 'TERM', command, ...args], { ...options, detached });
  await new Promise((started, failed) => {
    child.once('spawn', started);
    child.once('error', failed);
  });
  return child;
}

/** Ends a process and its whole group: politely, then for good. @param {import('node:child_process').ChildProcess} child */
export async function endHelper(child) {
  signalGroup(child, 'SIGTERM');
  await within(ended(child), politeMs, 'ending').catch(() => undefined);
  signalGroup(child, 'SIGKILL');
  await ended(child);
}

/** Sends a signal to a process and everything in its group. @returns {boolean} whether anything was there */
export function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') return child.kill(signal);
    return process.kill(-child.pid, signal);
  } catch {
    return false;
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<{ code: number | null, signal: NodeJS.Signals | null }>} */
export function ended(child) {
  return new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      done({ code: child.exitCode, signal: child.signalCode });
    } else {
      child.once('exit', (code, signal) => done({ code, signal }));
    }
  });
}

/**
 * The processes that carry `name=value` in the environment they were started with. Linux only;
 * elsewhere there are none to see.
 * @returns {Promise<{ pid: number, command: string }[]>}
 */
export async function processesMarked(name, value) {
  if (process.platform !== 'linux') return [];
  const marked = [];
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) continue;
    const environment = await readFile(`/proc/${entry}/environ`, 'utf8').catch(() => '');
    if (!environment.split('\0').includes(`${name}=${value}`)) continue;
    const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
    marked.push({ pid: Number(entry), command: command.split('\0').join(' ').trim() });
  }
  return marked;
}

/** Rejects when a promise takes longer than `timeoutMs`. */
export function within(promise, timeoutMs, what) {
  let timer;
  const late = new Promise((_, fail) => {
    timer = setTimeout(
      () => fail(new Error(`${what} took longer than ${timeoutMs} ms.`)),
      timeoutMs,
    );
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** @param {number} ms */
export function delay(ms) {
  return new Promise((done) => setTimeout(done, ms));
}
