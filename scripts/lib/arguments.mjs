import { resolve } from 'node:path';

/**
 * Turns the arguments of `npm start --` into the app's. `--screenshot FILE` and `--exit-when-ready`
 * are ours and get the app's spelling; everything else is handed on as it is. Pure.
 * @param {readonly string[]} given
 * @param {string} cwd what a relative FILE is relative to
 * @returns {{ status: 'ok', appArgs: string[] } | { status: 'wrong', reason: string }}
 */
export function readStartArguments(given, cwd) {
  const appArgs = [];
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index];
    if (argument === '--exit-when-ready') {
      appArgs.push('--patchbay-exit-when-ready');
    } else if (argument === '--screenshot' || argument.startsWith('--screenshot=')) {
      const inline = argument.slice('--screenshot='.length);
      const file = argument === '--screenshot' ? given[(index += 1)] : inline;
      if (!file || file.startsWith('-'))
        return { status: 'wrong', reason: '--screenshot needs a FILE.' };
      appArgs.push(`--patchbay-screenshot=${resolve(cwd, file)}`);
    } else {
      appArgs.push(argument);
    }
  }
  return { status: 'ok', appArgs };
}

/**
 * Reads the arguments of `npm test --`: `--only a,b` chooses steps, the rest goes to the test
 * runners. Pure.
 * @param {readonly string[]} given
 * @param {readonly string[]} known the names of all steps
 * @returns {{ status: 'ok', steps: string[], extra: string[] } | { status: 'wrong', reason: string }}
 */
export function readTestArguments(given, known) {
  const extra = [];
  let chosen;
  for (let index = 0; index < given.length; index += 1) {
    const argument = given[index];
    if (argument === '--only') chosen = given[(index += 1)] ?? '';
    else if (argument.startsWith('--only=')) chosen = argument.slice('--only='.length);
    else if (argument !== '--') extra.push(argument);
  }
  if (chosen === undefined) return { status: 'ok', steps: [...known], extra };
  const names = chosen
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.filter((name) => !known.includes(name));
  if (names.length === 0 || unknown.length > 0) {
    return {
      status: 'wrong',
      reason: `--only takes a comma-separated list of: ${known.join(', ')}.`,
    };
  }
  return { status: 'ok', steps: known.filter((name) => names.includes(name)), extra };
}

/**
 * Chromium's own arguments that this machine needs. Pure.
 * @param {{ isRoot: boolean, env: NodeJS.ProcessEnv, platform: string }} machine
 */
export function chromiumArguments({ isRoot, env, platform }) {
  const args = [];
  // SECURITY: root cannot have the process sandbox; nobody else goes without it.
  if (isRoot) args.push('--no-sandbox');
  const waylandOnly = platform === 'linux' && !env.DISPLAY && Boolean(env.WAYLAND_DISPLAY);
  if (waylandOnly) args.push('--ozone-platform-hint=auto');
  return args;
}
