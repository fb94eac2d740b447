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

/** Installs the package. */
export async function install(root: ThrowAwayRoot) {
  await root.put(await readFile(await packageFile()), packageInside);
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
export async function runningCount(root: ThrowAwayRoot): Promise<number> {
  const { stdout } = await root.asPerson('pgrep', '-c', '-f', `^${program}`);
  return Number(stdout.trim());
}

/** Asks the app to end, as the end of a session does, and waits until all of it has. */
export async function endApp(root: ThrowAwayRoot): Promise<void> {
  const { stdout } = await root.asPerson('pgrep', '-o', '-f', `^${program}`);
  await root.asPerson('kill', '-TERM', stdout.trim());
  await expect.poll(() => runningCount(root), { timeout: 30_000 }).toBe(0);
  await root.asPerson('rm', '-f', `${dataFolder}/DevToolsActivePort`);
}
