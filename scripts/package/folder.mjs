import { chmod, cp, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { root } from '../lib/paths.mjs';
import { thirdPartyLicences } from './licences.mjs';

/** Chromium's own words; a language it lacks falls back to English there, ours come with the app. */
const locales = ['en-US', 'es', 'ja', 'zh-CN', 'zh-TW'];

/**
 * Makes a folder that runs as it is: Electron under our name, the app, the bridge, and who may be
 * thanked for what.
 * @param {{ facts: import('./facts.mjs').PackageFacts, folder: string, archive: string, bridge: string }} parts
 */
export async function makeFolder({ facts, folder, archive, bridge }) {
  const unwanted = new Set(['resources', 'electron.d.ts'].map((name) => join(facts.runtime, name)));
  await cp(facts.runtime, folder, { recursive: true, filter: (path) => !unwanted.has(path) });
  await rename(join(folder, 'electron'), join(folder, facts.name));
  await keepLocales(join(folder, 'locales'));

  const resources = join(folder, 'resources');
  await mkdir(join(resources, 'bridge'), { recursive: true });
  await cp(archive, join(resources, 'app.asar'));
  await cp(`${archive}.unpacked`, join(resources, 'app.asar.unpacked'), { recursive: true });
  await cp(bridge, join(resources, 'bridge', basename(bridge)));
  await cp(join(root, 'packaging/linux/apparmor'), join(resources, 'apparmor', facts.name));
  await cp(join(root, 'LICENSE'), join(folder, 'LICENSE'));
  await writeFile(join(folder, 'LICENSES.third-party.txt'), await thirdPartyLicences());
  await chmod(join(folder, 'chrome-sandbox'), 0o755);
  await setFuses(join(folder, facts.name));
}

async function keepLocales(folder) {
  for (const file of await readdir(folder)) {
    if (!locales.includes(basename(file, '.pak'))) await rm(join(folder, file));
  }
}

/** SECURITY: nobody turns the installed program into a Node that runs what it is given. */
async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  });
}
