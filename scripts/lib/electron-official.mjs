import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJson, root } from './paths.mjs';
import { run, say } from './run.mjs';

const packageFolder = join(root, 'node_modules', 'electron');
const firstAnswerMs = 10_000;
const unreachableLimitMs = 20_000;
const downloadLimitMs = 15 * 60_000;

/** The executable's place inside an Electron folder. @param {string} platform */
export function executableIn(platform) {
  if (platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return platform === 'win32' ? 'electron.exe' : 'electron';
}

/** The version of Electron that package.json asks for. */
export async function officialVersion() {
  return (await readJson(join(packageFolder, 'package.json')))?.version;
}

/** @returns {Promise<string | undefined>} the official folder, when it holds the wanted version */
export async function findOfficial() {
  const folder = join(packageFolder, 'dist');
  const found = await readFile(join(folder, 'version'), 'utf8').catch(() => '');
  return found.trim().replace(/^v/, '') === (await officialVersion()) ? folder : undefined;
}

/**
 * Lets Electron's own installer download the official build. When its server does not answer, the
 * installer still gets a short try, because it may have the file in its cache.
 * @returns {Promise<string | undefined>} the official folder, or undefined when it did not work
 */
export async function downloadOfficial() {
  say('downloading Electron');
  const timeoutMs = (await answers(await probeUrl())) ? downloadLimitMs : unreachableLimitMs;
  const installer = join(packageFolder, 'install.js');
  await run(process.execPath, [installer], { cwd: root, quiet: true, timeoutMs });
  return findOfficial();
}

async function probeUrl() {
  const mirror = process.env.ELECTRON_MIRROR ?? process.env.npm_config_electron_mirror;
  const base = mirror ?? 'https://github.com/electron/electron/releases/download/';
  return `${base}v${await officialVersion()}/SHASUMS256.txt`;
}

async function answers(url) {
  try {
    const signal = AbortSignal.timeout(firstAnswerMs);
    const response = await fetch(url, { method: 'HEAD', signal });
    return response.ok;
  } catch {
    return false;
  }
}
