import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { delay, endHelper, processesMarked, startHelper, within } from './helpers.mjs';
import { findCommand, run, say } from './run.mjs';
import { busConfiguration, keyringPassword, xauthorityFile } from './session-files.mjs';

const marker = 'PATCHBAY_SESSION';
const systemBusSocket = '/run/dbus/system_bus_socket';
const folderPrefix = 'patchbay-session-';
const startLimitMs = 10_000;
const exitGraceMs = 2_000;

/**
 * A desktop session of our own.
 * @typedef {object} Session
 * @property {NodeJS.ProcessEnv} env what programs inside the session get as their environment
 * @property {string[]} parts what was started, for people
 * @property {() => Promise<{ pid: number, command: string }[]>} close ends all of it; resolves to
 *   the programs that were started inside and were still running (they are ended too)
 */

/**
 * Opens a desktop session on Linux: a virtual display, a private message bus and an unlocked
 * keyring, as far as they are wanted and their programs installed. Elsewhere it changes nothing.
 * @param {{ env: NodeJS.ProcessEnv, display: boolean, bus: boolean, keyringFolder?: string }} options
 *   `keyringFolder` keeps the keyring between sessions; without it each session has a fresh one.
 * @returns {Promise<Session>}
 */
export async function openSession({ env, display, bus, keyringFolder }) {
  if (process.platform !== 'linux') return { env, parts: [], close: async () => [] };
  await removeAbandonedFolders();
  const folder = await mkdtemp(join(tmpdir(), `${folderPrefix}${process.pid}-`));
  const id = randomBytes(8).toString('hex');
  const session = { folder, env: { ...env, [marker]: id }, parts: [], helpers: [] };
  const close = () => closeSession(session, id);
  try {
    if (display) await startDisplay(session);
    if (bus) await startBus(session, keyringFolder ?? join(folder, 'keyring'));
  } catch (error) {
    await close();
    throw error;
  }
  return { env: session.env, parts: session.parts, close };
}

async function startDisplay(session) {
  const xvfb = await findCommand('Xvfb');
  if (xvfb === undefined) {
    throw new Error(
      'There is no display here. Install xvfb (apt-get install xvfb), or set DISPLAY.',
    );
  }
  const authority = join(session.folder, 'xauthority');
  await writeFile(authority, xauthorityFile(randomBytes(16)), { mode: 0o600 });
  const screen = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-auth', authority];
  const number = await startAndRead(session, xvfb, ['-displayfd', '3', ...screen]);
  delete session.env.WAYLAND_DISPLAY;
  Object.assign(session.env, { DISPLAY: `:${number}`, XAUTHORITY: authority });
  session.parts.push('display');
}

async function startBus(session, keyringFolder) {
  const daemon = await findCommand('dbus-daemon');
  if (daemon === undefined) return;
  const runtimeFolder = join(session.folder, 'runtime');
  const configuration = join(session.folder, 'bus.conf');
  await mkdir(runtimeFolder, { mode: 0o700 });
  await writeFile(configuration, busConfiguration(join(runtimeFolder, 'bus')));
  session.env.XDG_RUNTIME_DIR = runtimeFolder;
  const args = [`--config-file=${configuration}`, '--nofork', '--nopidfile', '--print-address=3'];
  const address = await startAndRead(session, daemon, args);
  Object.assign(session.env, { DBUS_SESSION_BUS_ADDRESS: address, NO_AT_BRIDGE: '1' });
  // Without a system bus Chromium complains at length; ours answers that nobody is there.
  if (!existsSync(systemBusSocket)) session.env.DBUS_SYSTEM_BUS_ADDRESS = address;
  session.parts.push('message bus');
  await startKeyring(session, keyringFolder);
}

/** The keyring's files and password lie in a folder of ours: the user's own keyring is never touched. */
async function startKeyring(session, keyringFolder) {
  const daemon = await findCommand('gnome-keyring-daemon');
  const asker = await findCommand('dbus-send');
  if (daemon === undefined || asker === undefined) return;
  await mkdir(keyringFolder, { recursive: true, mode: 0o700 });
  const child = await startHelper(daemon, ['--foreground', '--unlock', '--components=secrets'], {
    env: { ...session.env, XDG_DATA_HOME: keyringFolder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  session.helpers.push(child);
  child.stdin.end(await keyringPassword(keyringFolder));
  await within(ownsSecrets(child, asker, session.env), startLimitMs, daemon);
  session.env.XDG_CURRENT_DESKTOP = 'GNOME';
  session.parts.push('keyring');
}

/** The daemon says nothing when it is ready; the bus knows. */
async function ownsSecrets(child, asker, env) {
  const call = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
  const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...call];
  for (;;) {
    const { output } = await run(asker, args, { env, quiet: true });
    if (output.includes('boolean true')) return;
    if (child.exitCode !== null) throw new Error('the keyring ended before it was ready.');
    await delay(30);
  }
}

/** Starts a helper; resolves to the first line it writes to descriptor 3, its sign of being ready. */
async function startAndRead(session, command, args) {
  const stdio = ['ignore', 'ignore', 'ignore', 'pipe'];
  const child = await startHelper(command, args, { env: session.env, stdio });
  session.helpers.push(child);
  return within(firstLine(child, child.stdio[3], command), startLimitMs, command);
}

function firstLine(child, stream, command) {
  return new Promise((done, fail) => {
    let text = '';
    child.once('exit', () => fail(new Error(`${command} ended before it was ready.`)));
    stream.setEncoding('utf8').on('data', (piece) => {
      text += piece;
      if (text.includes('\n')) done(text.slice(0, text.indexOf('\n')));
    });
  });
}

async function closeSession({ folder, helpers }, id) {
  const leftovers = await waitForPrograms(new Set(helpers.map(({ pid }) => pid)), id);
  for (const helper of helpers.reverse()) await endHelper(helper);
  for (const { pid } of await processesMarked(marker, id)) sendSignal(pid, 'SIGKILL');
  await rm(folder, { recursive: true, force: true });
  return leftovers;
}

/** Chromium's helpers end a moment after the app: only what stays longer was left over. */
async function waitForPrograms(helperPids, id) {
  const patientUntil = Date.now() + exitGraceMs;
  for (;;) {
    const programs = (await processesMarked(marker, id)).filter(({ pid }) => !helperPids.has(pid));
    if (programs.length === 0 || Date.now() > patientUntil) return programs;
    await delay(50);
  }
}

/** A session that was killed could not remove its folder; its programs ended with it. */
async function removeAbandonedFolders() {
  for (const name of await readdir(tmpdir())) {
    const pid = name.startsWith(folderPrefix) ? parseInt(name.slice(folderPrefix.length), 10) : NaN;
    if (Number.isNaN(pid) || sendSignal(pid, 0)) continue;
    await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** @returns {boolean} whether the process was there */
function sendSignal(pid, signal) {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Tells about programs that outlived the app. @param {{ pid: number, command: string }[]} leftovers */
export function reportLeftovers(leftovers) {
  for (const { pid, command } of leftovers) {
    say(`ended a process that was left over: ${pid} ${command.slice(0, 120)}`);
  }
}
