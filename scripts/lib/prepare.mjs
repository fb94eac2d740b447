import { prepareElectron } from './electron.mjs';
import { prepareNodeModules } from './node-modules.mjs';
import { endWithNpm } from './parents.mjs';
import { prepareSystemLibraries } from './system-libraries.mjs';

/**
 * Brings a machine with nothing but Node to the point where the app can be built and run. Safe to
 * repeat; does nothing when everything is there.
 * @param {{ retry?: boolean }} [options] `retry` tries the official Electron download again
 */
export async function prepare(options) {
  await prepareNodeModules();
  await prepareSystemLibraries();
  return prepareElectron(options);
}

/**
 * Runs a script's main function; an expected failure becomes one plain line and exit code 1.
 * @param {() => Promise<number>} main resolves to the exit code
 */
export async function runMain(main) {
  endWithNpm();
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`patchbay: ${error instanceof Error ? error.message : String(error)}\n`);
    if (process.env.PATCHBAY_DEBUG) process.stderr.write(`${error?.stack}\n`);
    process.exitCode = 1;
  }
}
