import { execFile } from 'node:child_process';
import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';

import type { DoctorPorts } from '../../diagnostics/doctor-ports.ts';
import { findCommand } from './find-command.ts';
import { childEnvironment } from '../stdio/child-environment.ts';
import type { UserPath } from './user-path.ts';

const VERSION_TIMEOUT_MS = 2_000;
const MAX_LINE_BYTES = 512;
const MAX_VERSION_CHARS = 100;

/** The part of the doctor's ports that looks at this computer. */
export function createNodeDoctorPorts(
  userPath: UserPath,
): Omit<DoctorPorts, 'launchOf' | 'lastFailure'> {
  const { platform } = process;
  return {
    platform,
    async userPath() {
      userPath.forget();
      return { path: await userPath.find(), source: userPath.source };
    },
    find: (command, path, cwd = homedir()) =>
      findCommand(command, { path, cwd, platform, pathExt: process.env['PATHEXT'] }),
    isFolder: (path) =>
      stat(path).then(
        (stats) => stats.isDirectory(),
        () => false,
      ),
    firstLine,
    versionOf: async (file) => versionOf(file, await userPath.find()),
  };
}

async function firstLine(file: string): Promise<string | undefined> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(MAX_LINE_BYTES), 0);
    const end = buffer.subarray(0, bytesRead).indexOf('\n');
    return end < 0 ? undefined : buffer.toString('utf8', 0, end + 1);
  } catch {
    return undefined;
  } finally {
    await handle.close();
  }
}

function versionOf(file: string, path: string): Promise<string | undefined> {
  const env = childEnvironment({ base: process.env, path, own: {}, platform: process.platform });
  const options = { env, timeout: VERSION_TIMEOUT_MS, windowsHide: true, cwd: homedir() };
  return new Promise((resolve) => {
    execFile(file, ['--version'], options, (error, stdout) => {
      const line = stdout.trim().split('\n', 1)[0]?.slice(0, MAX_VERSION_CHARS);
      resolve(error || !line ? undefined : line);
    });
  });
}
