import { ended, signalGroup, startHelper } from './helpers.mjs';
import { root } from './paths.mjs';

const patienceMs = 10_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const numberOfSignal = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/**
 * Runs a program to its end with our output streams, handing signals on to it. A signal that it
 * does not obey within ten seconds ends it for good.
 * @param {string} executable
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<number>} its exit code, or 128 plus the number of the signal that ended it
 */
export async function runInForeground(executable, args, env) {
  const child = await startHelper(executable, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  let timer;
  // The handlers stay for good: a terminal sends its signal to npm and to us, and the second copy
  // must not end us while we are tidying up.
  for (const signal of signals) {
    process.on(signal, () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill(signal);
      timer ??= setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
    });
  }
  const { code, signal } = await ended(child);
  clearTimeout(timer);
  return code ?? 128 + (numberOfSignal[signal] ?? 0);
}
