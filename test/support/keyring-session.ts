import { spawn, execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { busConfiguration } from '../../scripts/lib/session-files.mjs';
import { waitFor } from './processes.ts';

const run = promisify(execFile);
const password = 'only for tests';

/** A message bus with a real gnome-keyring of its own, which can be locked, unlocked and emptied. */
export interface KeyringSession extends AsyncDisposable {
  /** What a program in this session gets as its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Starts the keyring again, opened with its password or not. */
  restart(how: 'unlocked' | 'locked'): Promise<void>;
  /** Ends the keyring and deletes all it holds. */
  wipe(): Promise<void>;
}

/** Starts the bus and an unlocked, empty keyring. */
export async function startKeyringSession(): Promise<KeyringSession> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-keyring-'));
  const runtime = join(folder, 'runtime');
  const share = join(folder, 'share');
  await mkdir(runtime, { mode: 0o700 });
  await mkdir(share, { mode: 0o700 });
  const socket = join(runtime, 'bus');
  await writeFile(join(folder, 'bus.conf'), busConfiguration(socket));
  const address = `unix:path=${socket}`;
  const env = {
    DBUS_SESSION_BUS_ADDRESS: address,
    XDG_RUNTIME_DIR: runtime,
    XDG_CURRENT_DESKTOP: 'GNOME',
  };
  const bus = spawn('dbus-daemon', [`--config-file=${join(folder, 'bus.conf')}`, '--nofork'], {
    stdio: 'ignore',
  });
  let daemon: ChildProcess | undefined;

  const ownsSecrets = async (): Promise<boolean> => {
    const call = ['org.freedesktop.DBus.NameHasOwner', 'string:org.freedesktop.secrets'];
    const args = ['--session', '--print-reply', '--dest=org.freedesktop.DBus', '/', ...call];
    const asked = await run('dbus-send', args, { env: { ...process.env, ...env } }).catch(
      () => null,
    );
    return asked?.stdout.includes('boolean true') ?? false;
  };

  const end = async (child: ChildProcess | undefined): Promise<void> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };

  const session: KeyringSession = {
    env,
    async restart(how) {
      await end(daemon);
      await waitFor('the former keyring to be gone', async () => !(await ownsSecrets()));
      const args = ['--foreground', '--components=secrets'];
      daemon = spawn('gnome-keyring-daemon', how === 'unlocked' ? [...args, '--unlock'] : args, {
        env: { ...process.env, ...env, XDG_DATA_HOME: share },
        stdio: ['pipe', 'ignore', 'ignore'],
      });
      daemon.stdin?.end(how === 'unlocked' ? password : '');
      await waitFor('the keyring', ownsSecrets);
    },
    async wipe() {
      await end(daemon);
      await rm(join(share, 'keyrings'), { recursive: true, force: true });
    },
    async [Symbol.asyncDispose]() {
      await end(daemon);
      await end(bus);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await session.restart('unlocked');
  return session;
}
