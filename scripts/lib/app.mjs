import { ended, signalGroup, startHelper } from './helpers.mjs';
import { root } from './paths.mjs';

const patienceMs = 10_000;
const numberOfSignal = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

let current;
let received;
let listening = false;

/**
 * Runs a program to its end with our output streams, handing signals on to it. A signal that it
 * does not obey within ten seconds ends it for good.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, or 128 plus the number of the signal that ended it
 */
export async function runInForeground(executable, args, env) {
  listen();
  const stdio = ['ignore', 'inherit', 'inherit'];
  current = await startHelper(executable, args, { cwd: root, env, stdio });
  if (received !== undefined) handOn(received);
  const { code, signal } = await ended(current);
  current = undefined;
  return code ?? 128 + (numberOfSignal[signal] ?? 0);
}

/** True once we were asked to end: nothing more should be started. */
export function isInterrupted() {
  return received !== undefined;
}

/**
 * The listeners stay for good: a terminal sends its signal to npm and to us, and the second copy
 * must not end us while we are tidying up.
 */
function listen() {
  if (listening) return;
  listening = true;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => handOn(signal));
}

function handOn(signal) {
  const program = current;
  if (program !== undefined) {
    program.kill(signal);
    if (received === undefined) {
      setTimeout(() => signalGroup(program, 'SIGKILL'), patienceMs).unref();
    }
  }
  received = signal;
}
