import { execFile } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { root } from './paths.mjs';

const run = promisify(execFile);
const source = join(root, 'src/bridge/bridge.c');
const program = join(root, 'out/bridge/patchbay-bridge');

/**
 * Compiles the bridge where a C compiler is at hand; nothing is done when it is newer than its source.
 * Resolves with its path, or with why there is none.
 */
export async function buildBridge() {
  if (process.platform === 'win32') return { reason: 'the bridge in C is for Linux and macOS' };
  const [made, written] = await Promise.all([program, source].map((path) => changedAt(path)));
  if (made > written) return { path: program };
  await mkdir(join(root, 'out/bridge'), { recursive: true });
  try {
    await run('cc', ['-O2', '-s', '-Wall', '-Wextra', '-o', program, source]);
    return { path: program };
  } catch (error) {
    return { reason: error.code === 'ENOENT' ? 'there is no C compiler' : String(error.stderr) };
  }
}

async function changedAt(path) {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}
