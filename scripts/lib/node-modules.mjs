import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, root } from './paths.mjs';
import { runNpm, say } from './run.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.patchbay-lock');

/**
 * Whether what npm says it installed is what the lock file asks for. Optional packages may be
 * missing: npm leaves out those made for other systems.
 * @param {{ packages?: Record<string, any> } | undefined} lock package-lock.json
 * @param {{ packages?: Record<string, any> } | undefined} installed node_modules/.package-lock.json
 */
export function isInstalled(lock, installed) {
  if (lock?.packages === undefined || installed?.packages === undefined) return false;
  const present = installed.packages;
  return Object.entries(lock.packages).every(([path, wanted]) => {
    if (path === '') return true;
    const found = present[path];
    if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
    return found.version === wanted.version && found.integrity === wanted.integrity;
  });
}

/** Installs the Node modules when they are missing or not those of package-lock.json. */
export async function prepareNodeModules() {
  const lockText = await readFile(lockFile, 'utf8');
  const wanted = createHash('sha256').update(lockText).digest('hex');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === wanted) return;

  const installed = await readJson(join(root, 'node_modules', '.package-lock.json'));
  if (!isInstalled(JSON.parse(lockText), installed)) {
    say('installing Node modules (npm ci)');
    // Its warnings are about packages of packages; nothing in them is for the person who starts this.
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel', 'error'];
    const { code } = await runNpm(args, { cwd: root });
    if (code !== 0) throw new Error('npm ci failed; its messages are above.');
  }
  await writeFile(stampFile, wanted);
}
