import { chromium, expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { waitFor } from '../../support/processes.ts';
import type { ThrowAwayRoot } from './throw-away-root.ts';

const project = resolve(import.meta.dirname, '../../..');
export const dataFolder = '/home/someone/.config/Patchbay';
export const program = '/usr/lib/patchbay/patchbay';

/** The package that was made last. */
async function packageFile(): Promise<string> {
  const folder = join(project, 'dist');
  const name = (await readdir(folder)).find((entry) => entry.endsWith('.deb'));
  if (name === undefined) throw new Error('there is no package; run npm run package');
  return join(folder, name);
}

/** Where the package lies inside. */
export const packageInside = '/var/tmp/patchbay.deb';

/** Puts the package inside, without installing it. */
export async function putPackage(root: ThrowAwayRoot): Promise<void> {
  await root.put(await readFile(await packageFile()), packageInside);
}

/** Installs the package. */
export async function install(root: ThrowAwayRoot) {
  await putPackage(root);
  return root.asRoot('dpkg', '--install', packageInside);
}

/** The window of a Patchbay that was started with a port for it. */
export async function windowOf(root: ThrowAwayRoot): Promise<Page> {
  const port = await waitFor('the port of the window', async () => {
    const { stdout } = await root.asPerson('cat', `${dataFolder}/DevToolsActivePort`);
    const [line = ''] = stdout.split('\n');
    return /^\d+$/.test(line) ? line : undefined;
  });
  const browser = await waitFor('the window', () =>
    chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined),
  );
  const page = await waitFor('its page', () => {
    const pages = browser.contexts().flatMap((context) => context.pages());
    return pages.find((one) => one.url() !== 'about:blank');
  });
  await page.locator('.pb-app').waitFor();
  return page;
}

/** How many processes of the installed program there are. */
export function runningCount(root: ThrowAwayRoot): Promise<number> {
  return runningOf(root, program);
}

/** How many processes of the program at this path there are. */
export async function runningOf(root: ThrowAwayRoot, path: string): Promise<number> {
  const { stdout } = await root.asPerson('pgrep', '-c', '-f', `^${path}`);
  return Number(stdout.trim());
}

/** Asks the app to end, as the end of a session does, and waits until all of it has. */
export function endApp(root: ThrowAwayRoot): Promise<void> {
  return endProgram(root, program);
}

/** {@link endApp}, for a program at another path. */
export async function endProgram(root: ThrowAwayRoot, path: string): Promise<void> {
  const { stdout } = await root.asPerson('pgrep', '-o', '-f', `^${path}`);
  await root.asPerson('kill', '-TERM', stdout.trim());
  await expect.poll(() => runningOf(root, path), { timeout: 30_000 }).toBe(0);
  await root.asPerson('rm', '-f', `${dataFolder}/DevToolsActivePort`);
}
