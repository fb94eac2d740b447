import { expect, test } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { filesWith, fixtureFile, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let launched: LaunchedApp;
let program: string;
const token = `tok-${String(process.hrtime.bigint())}`;
const bounds = { x: 40, y: 60, width: 1000, height: 700 };

test.beforeAll(async () => {
  home = await createHome();
  program = join(home, 'memory-program');
  const script = `#!/bin/sh\nexec "${process.execPath}" "${referenceFile('memory')}"\n`;
  await writeFile(program, script, { mode: 0o755 });
  launched = await launchApp({ home });
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

test('everything is found again after quitting', async () => {
  const { page, app } = launched;
  await addFrom(
    page,
    mcpServers({
      Vaulted: {
        command: 'node',
        args: [fixtureFile('stdio', 'token-holder.mjs')],
        env: { TOKEN: token },
      },
      Memory: { command: program },
    }),
  );
  await expectState(page, 'vaulted', 'ready');
  await expectState(page, 'memory', 'ready');
  await page.keyboard.press('Control+,');
  await page.getByText('Dark', { exact: true }).click();
  await expect(page.getByText(/They are encrypted on this computer/)).toBeVisible();
  await app.evaluate(
    ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]?.setBounds(place),
    bounds,
  );
  await launched.close();

  launched = await launchApp({ home });
  // The page that was open is open again.
  await expect(launched.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  await launched.page.keyboard.press('Control+1');
  await expectState(launched.page, 'vaulted', 'ready');
  await expectState(launched.page, 'memory', 'ready');
  await expect(launched.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  const place = await launched.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]?.getBounds(),
  );
  expect(place).toEqual(bounds);

  await rowOf(launched.page, 'memory').click();
  const past = launched.page.getByRole('figure', { name: 'The last 15 min' }).getByRole('listitem');
  await expect(past.filter({ hasText: 'Patchbay was not running, ' })).toHaveCount(1);
  await expect(past.first()).not.toContainText('Patchbay');
  await expect(past.last()).toContainText('Ready, since');
  await screenshot(launched.page, 'timeline-after-restart');
});

test('the secret came through the keyring and reaches only its server', async () => {
  const { page, app } = launched;
  const backend = await app.evaluate(({ safeStorage }) => safeStorage.getSelectedStorageBackend());
  expect(backend).toBe('gnome_libsecret');
  await openTab(page, 'vaulted', 'Tools');
  await openTool(page, 'digest');
  await page.getByRole('button', { name: 'Run' }).click();
  const digest = createHash('sha256').update(token).digest('hex');
  await expect(page.locator('.pb-tool-result')).toContainText(digest);
  expect(await filesWith(home, token)).toEqual([]);
});

test('what a server offered is browsable while it is away', async () => {
  await launched.close();
  await rm(program);
  launched = await launchApp({ home });
  const { page } = launched;
  await expectState(page, 'memory', 'failed');
  await openTab(page, 'memory', 'Tools');
  await openTool(page, 'read_graph');
  await expect(page.getByText(/From the last visit/)).toBeVisible();
  await screenshot(page, 'cached-tools');
});

test('the data folder and its files are for their owner alone', async () => {
  const data = join(home, 'data');
  const entries = await readdir(data, { recursive: true });
  expect(entries).toContain('servers.json');
  expect((await stat(data)).mode & 0o777).toBe(0o700);
  for (const entry of entries) {
    const found = await stat(join(data, entry));
    if (found.isFile()) expect([entry, found.mode & 0o077]).toEqual([entry, 0]);
  }
});
