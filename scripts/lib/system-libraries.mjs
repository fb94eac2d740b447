import { access } from 'node:fs/promises';
import { findCommand, isRoot, run, say } from './run.mjs';

/**
 * What Electron needs from Debian. A `soname` is looked for in the loader's cache, a `command` on
 * PATH. `names` lists the package's spellings, newest first.
 * @typedef {{ names: string[], soname?: string, command?: string, headlessOnly?: boolean }} Requirement
 */

/** @type {readonly Requirement[]} */
export const requirements = [
  { names: ['libgtk-3-0t64', 'libgtk-3-0'], soname: 'libgtk-3.so.0' },
  { names: ['libnss3'], soname: 'libnss3.so' },
  { names: ['libasound2t64', 'libasound2'], soname: 'libasound.so.2' },
  { names: ['libgbm1'], soname: 'libgbm.so.1' },
  { names: ['libnotify4'], soname: 'libnotify.so.4' },
  { names: ['libxss1'], soname: 'libXss.so.1' },
  { names: ['libsecret-1-0'], soname: 'libsecret-1.so.0' },
  { names: ['xvfb'], command: 'Xvfb', headlessOnly: true },
  { names: ['dbus'], command: 'dbus-daemon' },
  { names: ['dbus-x11'], command: 'dbus-launch', headlessOnly: true },
  { names: ['gnome-keyring'], command: 'gnome-keyring-daemon', headlessOnly: true },
  { names: ['xdg-utils'], command: 'xdg-open' },
  { names: ['unzip'], command: 'unzip' },
];

/**
 * What single tests need; without it they are skipped and say why.
 * @type {readonly Requirement[]}
 */
export const testRequirements = [
  { names: ['weston'], command: 'weston' },
  { names: ['xdotool'], command: 'xdotool' },
];

/**
 * The requirements this machine does not meet. Pure.
 * @param {{ loaderCache: string, commands: ReadonlySet<string>, hasDisplay: boolean }} machine
 *   `loaderCache` is what `ldconfig -p` prints.
 * @param {readonly Requirement[]} [wanted]
 * @returns {Requirement[]}
 */
export function missingRequirements({ loaderCache, commands, hasDisplay }, wanted = requirements) {
  return wanted.filter(({ soname, command, headlessOnly }) => {
    if (headlessOnly === true && hasDisplay) return false;
    if (soname !== undefined) return !loaderCache.includes(`\t${soname} `);
    return command !== undefined && !commands.has(command);
  });
}

/** Whether windows can be shown here without a virtual display. Pure. @param {NodeJS.ProcessEnv} env */
export function hasDisplay(env) {
  return Boolean(env.DISPLAY) || Boolean(env.WAYLAND_DISPLAY);
}

/** Installs the missing system libraries on Debian as root; elsewhere says how and goes on. */
export async function prepareSystemLibraries() {
  if (process.platform !== 'linux') return;
  const missing = missingRequirements(await lookAround());
  if (missing.length === 0) return;

  const isDebian = await access('/etc/debian_version').then(
    () => true,
    () => false,
  );
  if (!isDebian) {
    const wanted = missing.map(({ soname, command }) => soname ?? command).join(' ');
    say(`this system lacks ${wanted}; going on, but the app may not start without them.`);
    return;
  }
  if (!isRoot()) {
    const packages = missing.map(({ names }) => names.at(-1)).join(' ');
    say(`system libraries are missing. Run: sudo apt-get install -y ${packages}`);
    return;
  }
  await installPackages(missing);
}

/** Installs what single tests need, where that is possible; they do not stand in the way of the rest. */
export async function prepareTestPrograms() {
  if (process.platform !== 'linux' || !isRoot()) return;
  const missing = missingRequirements(await lookAround(testRequirements), testRequirements);
  if (missing.length === 0 || (await findCommand('apt-get')) === undefined) return;
  await installPackages(missing).catch((error) =>
    say(`going on without them, tests that need them are skipped: ${error.message}`),
  );
}

/** @param {readonly Requirement[]} [wanted] */
async function lookAround(wanted = requirements) {
  const ldconfig = (await findCommand('ldconfig')) ?? '/sbin/ldconfig';
  const { output } = await run(ldconfig, ['-p'], { quiet: true });
  const names = wanted.flatMap(({ command }) => (command === undefined ? [] : [command]));
  const found = await Promise.all(names.map((name) => findCommand(name)));
  const commands = new Set(names.filter((_, index) => found[index] !== undefined));
  return { loaderCache: output, commands, hasDisplay: hasDisplay(process.env) };
}

/** @param {readonly Requirement[]} missing */
async function installPackages(missing) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  say(`installing system libraries (${missing.map(({ names }) => names.at(-1)).join(' ')})`);
  const updated = await run('apt-get', ['update', '-qq'], { env, quiet: true });
  if (updated.code !== 0) say(`apt-get update failed, going on: ${updated.output.trim()}`);
  const packages = await Promise.all(missing.map(({ names }) => availableName(names)));
  const args = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  const installed = await run('apt-get', args, { env, quiet: true });
  if (installed.code !== 0) {
    process.stderr.write(installed.output);
    throw new Error(`apt-get could not install: ${packages.join(' ')}`);
  }
}

/** @param {readonly string[]} names @returns {Promise<string>} the spelling this release knows */
async function availableName(names) {
  for (const name of names.slice(0, -1)) {
    const { output } = await run('apt-cache', ['policy', name], { quiet: true });
    if (output.includes('Candidate:') && !output.includes('Candidate: (none)')) return name;
  }
  return names.at(-1) ?? '';
}
