import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { createHome, launchApp, resizeWindow, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { makeProfile, profileButton } from './support/profiles.ts';
import {
  addFrom,
  everythingIn,
  expectState,
  mcpServers,
  rowOf,
  serverList,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const passphrase = 'four words of mine';
const secret = 'tr-51f0c2d9a8b7461e-moving';
const answering = join(import.meta.dirname, '../fixtures/servers/stdio/token-holder.mjs');

let old: string;
let fresh: string;
let file: string;
let launched: LaunchedApp;

test.beforeAll(async () => {
  old = await createHome();
  fresh = await createHome();
  file = join(old, 'everything.json');
});
test.afterAll(async () => {
  await launched.close();
  await rm(old, { recursive: true, force: true });
  await rm(fresh, { recursive: true, force: true });
});

/** Answers the system's own dialogs, which no test can reach, with a file. */
async function answerDialogs({ app }: LaunchedApp, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, path);
}

async function launch(home: string): Promise<void> {
  launched = await launchApp({ home });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await resizeWindow(launched, 1280, 800);
  await answerDialogs(launched, file);
}

const settings = (page: Page): Locator =>
  page.getByRole('region', { name: 'Moving and backups', exact: true });

async function openSettings(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+,');
  const section = settings(page);
  await section.scrollIntoViewIfNeeded();
  return section;
}

/** Both colours, and the small window. */
async function pictures(page: Page, name: string, focus: Locator): Promise<void> {
  await screenshot(page, `${name}-light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await resizeWindow(launched, 720, 600);
  await focus.scrollIntoViewIfNeeded();
  await expect.poll(() => page.evaluate(() => document.getAnimations().length)).toBe(0);
  await screenshot(page, `${name}-dark-720`);
  await page.emulateMedia({ colorScheme: 'light' });
  await resizeWindow(launched, 1280, 800);
}

test('everything goes into one file, its secrets under a passphrase', async () => {
  await launch(old);
  const { page } = launched;
  const holder = { command: process.execPath, args: [answering], env: { TOKEN: secret } };
  await addFrom(page, mcpServers({ tracker: holder, notes: holder }));
  await expectState(page, 'tracker', 'ready');
  await expectState(page, 'notes', 'ready');
  await makeProfile(page, 'Work');

  const section = await openSettings(page);
  await section.getByRole('button', { name: 'Export…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export everything' });
  await dialog.getByLabel('Passphrase', { exact: true }).fill('short');
  await dialog.getByRole('button', { name: 'Save the file…' }).click();
  await expect(dialog.getByText('A little longer')).toBeVisible();
  await dialog.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await dialog.getByLabel('The same once more').fill('another');
  await dialog.getByRole('button', { name: 'Save the file…' }).click();
  await expect(dialog.getByText('The two are not the same.')).toBeVisible();
  await pictures(page, 'moving-export', dialog);
  await dialog.getByLabel('The same once more').fill(passphrase);
  await dialog.getByRole('button', { name: 'Save the file…' }).click();
  await expect(dialog.getByRole('status')).toContainText('Saved: 2 servers, 2 profiles.');
  await expect(dialog.getByRole('status')).toContainText('It holds 2 secrets, encrypted.');
  await screenshot(page, 'moving-export-done');
  await dialog.getByRole('button', { name: 'Done' }).click();

  const text = await readFile(file, 'utf8');
  for (const hidden of [secret, passphrase]) expect(text).not.toContain(hidden);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await launched.close();
});

test('another computer gets everything but the secrets without the passphrase', async () => {
  await launch(fresh);
  const { page } = launched;
  const section = await openSettings(page);
  await section.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  await expect(dialog.getByRole('list', { name: 'Profiles in the file' })).toContainText('Work');
  await dialog.getByLabel('Passphrase of the file').fill('not this one');
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByText('This is not the passphrase of this file.')).toBeVisible();
  await expect(dialog.getByText('You will be asked for TOKEN.')).toHaveCount(2);
  await pictures(page, 'moving-import', dialog);
  await dialog.getByRole('button', { name: 'Import 2 servers' }).click();
  await expect(dialog.getByRole('status')).toContainText('Profiles made: Work.');
  await screenshot(page, 'moving-import-done');
  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.keyboard.press('Control+1');
  await expectState(page, 'tracker', 'disabled');
  await expectState(page, 'notes', 'disabled');
  await profileButton(page).click();
  await expect(page.getByRole('menuitemradio', { name: 'Work' })).toBeVisible();
  await page.keyboard.press('Escape');

  // What was left out is asked for where the server stands.
  await rowOf(page, 'tracker').click();
  await page.locator('header').getByRole('button', { name: 'Turn on' }).click();
  await expectState(page, 'tracker', 'needs-setup');
  await expect(page.getByLabel('TOKEN', { exact: true })).toBeVisible();
  await screenshot(page, 'moving-needs-setup');
  await page.getByLabel('TOKEN', { exact: true }).fill(secret);
  await page.getByRole('button', { name: 'Save and connect' }).click();
  await page.getByRole('button', { name: 'Allow and start' }).click();
  await expectState(page, 'tracker', 'ready');
});

test('and everything with it, as it was', async () => {
  const { page } = launched;
  for (const title of ['tracker', 'notes']) {
    await rowOf(page, title).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page
      .getByRole('dialog', { name: /^Remove/ })
      .getByRole('button', { name: 'Remove' })
      .click();
    await expect(rowOf(page, title)).toBeHidden();
  }
  const section = await openSettings(page);
  await section.getByRole('button', { name: 'Import…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  await dialog.getByLabel('Passphrase of the file').fill(passphrase);
  await dialog.getByRole('button', { name: 'Unlock' }).click();
  await expect(dialog.getByText('The secrets are unlocked')).toBeVisible();
  await dialog.getByRole('switch', { name: 'Turn on what was on' }).check();
  await pictures(page, 'moving-unlocked', dialog);
  expect(await everythingIn(page)).not.toContain(secret);
  await dialog.getByRole('button', { name: 'Import 2 servers' }).click();
  await expect(dialog.getByRole('status')).toContainText('What was on is on.');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.keyboard.press('Control+1');
  // A file agrees to nothing.
  for (const name of ['tracker', 'notes']) {
    await expectState(page, name, 'needs-setup');
    await rowOf(page, name).click();
    await page.getByRole('button', { name: 'Allow and start' }).click();
    await expectState(page, name, 'ready');
  }
});

test('a backup brings back what was removed', async () => {
  const { page } = launched;
  const section = await openSettings(page);
  const backups = section.getByRole('list', { name: 'Backups' });
  await expect(backups.locator('[data-reason=removal]')).toHaveCount(1);
  await pictures(page, 'moving-backups', section);
  // From before the two servers were removed, one after the other.
  await backups.locator('[data-reason=removal]').getByRole('button').first().click();
  const dialog = page.getByRole('dialog', { name: /^Go back to/ });
  await expect(dialog.locator('[data-change]').first()).toBeVisible();
  await pictures(page, 'moving-restore', dialog);
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(backups.locator('[data-reason=restore]').first()).toBeVisible();
  await page.keyboard.press('Control+1');
  // A removal keeps secrets as long as it can be taken back.
  await expectState(page, 'tracker', 'ready');
  await expectState(page, 'notes', 'disabled');
  await expect(serverList(page).getByRole('row')).toHaveCount(2);

  await openSettings(page);
  await backups.locator('[data-reason=restore]').getByRole('button').first().click();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('Control+1');
  await expectState(page, 'tracker', 'ready');
  await expectState(page, 'notes', 'ready');
});
