import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { createHome, launchApp, resizeWindow, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { startKeyringSession } from '../support/keyring-session.ts';
import type { KeyringSession } from '../support/keyring-session.ts';
import { filesWith, fixtureFile } from './support/machine.ts';
import { addFrom, everythingIn, expectState, mcpServers } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const key = `key-${String(process.hrtime.bigint())}`;
let home: string;
let session: KeyringSession;
let launched: LaunchedApp | undefined;

test.beforeAll(async () => {
  home = await createHome();
  session = await startKeyringSession();
});
test.afterEach(async () => {
  await launched?.close();
  launched = undefined;
});
test.afterAll(async () => {
  await session[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

async function launch(options: Parameters<typeof launchApp>[0] = {}): Promise<Page> {
  launched = await launchApp({ home, env: session.env, ...options });
  return launched.page;
}

const tokenHolder = () =>
  mcpServers({
    Holder: {
      command: 'node',
      args: [fixtureFile('stdio', 'token-holder.mjs')],
      env: { TOKEN: key },
    },
  });

async function openSecrets(page: Page): Promise<void> {
  await page.keyboard.press('Control+,');
  await page.getByRole('button', { name: 'See what is stored' }).click();
  await expect(page.getByRole('heading', { name: 'Where are my secrets?' })).toBeVisible();
}

const panel = (page: Page, state: string) => page.locator(`[data-vault-state="${state}"]`);

async function look(page: Page, name: string): Promise<void> {
  if (launched === undefined) return;
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await resizeWindow(launched, 1280, 800);
    await screenshot(page, `secrets-${name}-${scheme}`);
    await resizeWindow(launched, 720, 600);
    await screenshot(page, `secrets-${name}-${scheme}-narrow`);
  }
  await page.emulateMedia({ colorScheme: null });
}

const sealedFile = () => readFile(join(home, 'data', 'vault.json'), 'utf8');

test('says that a keyring protects them, and what is stored', async () => {
  const page = await launch();
  await addFrom(page, tokenHolder());
  await expectState(page, 'holder', 'ready');
  await openSecrets(page);
  await expect(panel(page, 'ready')).toContainText('the GNOME keyring');
  const entry = page.getByRole('list', { name: 'Stored' }).getByRole('listitem');
  await expect(entry).toHaveCount(1);
  await expect(entry).toContainText('Environment variable “TOKEN” · can be read');
  await look(page, 'ready');
  expect(await everythingIn(page)).not.toContain(key);
});

test('says that the keyring is locked, loses nothing, and goes on when it is unlocked', async () => {
  const before = await sealedFile();
  await session.restart('locked');
  const page = await launch();
  await page.getByRole('button', { name: 'Where are my secrets?' }).click();
  await expect(panel(page, 'locked')).toContainText('the GNOME keyring did not open');
  await expect(page.getByRole('listitem')).toContainText('cannot be read now');
  await look(page, 'locked');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page, 'locked')).toBeVisible();
  expect(await sealedFile()).toBe(before);
  await session.restart('unlocked');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page, 'ready')).toBeVisible();
  await page.keyboard.press('Control+1');
  await expectState(page, 'holder', 'ready');
});

test('says that the key is gone, keeps what it protected, and starts over when asked to', async () => {
  const before = await sealedFile();
  await session.wipe();
  await session.restart('unlocked');
  const page = await launch();
  await page.getByRole('button', { name: 'Where are my secrets?' }).click();
  await expect(panel(page, 'key-missing')).toBeVisible();
  await look(page, 'key-missing');
  expect(await sealedFile()).toBe(before);
  await page.getByRole('button', { name: 'Start over' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
  await expect(panel(page, 'ready')).toBeVisible();
  await expect(page.getByRole('listitem')).toContainText('not there any more');
  const ciphertext = /"ciphertext":"([^"]+)","tag":"[^"]+"\}\}/.exec(before)?.[1] ?? 'none';
  expect(await sealedFile()).toContain(ciphertext);
});

test('removes everything only after two questions', async () => {
  const page = await launch();
  await openSecrets(page);
  await page.getByRole('button', { name: 'Remove everything' }).click();
  await look(page, 'remove-all');
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
  const sure = page.getByRole('dialog', { name: 'Really remove everything?' });
  await sure.getByRole('button', { name: 'Remove everything' }).click();
  await expect(sure).toBeHidden();
  const isThere = () =>
    stat(join(home, 'data', 'vault.json')).then(
      () => true,
      () => false,
    );
  await expect.poll(isThere).toBe(false);
});

test('a keyring is used although Electron was told not to, and the page says so', async () => {
  const own = await createHome();
  const args = ['--password-store=basic'];
  let page = await launch({ home: own, args });
  await addFrom(page, tokenHolder());
  await expectState(page, 'holder', 'ready');
  await openSecrets(page);
  await expect(panel(page, 'ready')).toContainText('the keychain of your desktop');
  await look(page, 'basic');
  expect(await filesWith(own, key)).toEqual([]);
  await launched?.close();
  page = await launch({ home: own, args });
  // Where it was left are the secrets.
  await page.keyboard.press('Control+1');
  await expectState(page, 'holder', 'ready');
  await launched?.close();
  await rm(own, { recursive: true, force: true });
});

test('keeps secrets in memory only where there is no safe place', async () => {
  const bare = await createHome();
  const env = { ...session.env, DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent' };
  const page = await launch({ home: bare, env, args: ['--password-store=basic'] });
  await addFrom(page, tokenHolder());
  await expectState(page, 'holder', 'ready');
  await page.getByRole('button', { name: 'Where are my secrets?' }).click();
  await expect(panel(page, 'memory-only')).toBeVisible();
  await look(page, 'memory-only');
  expect(await filesWith(bare, key)).toEqual([]);
  await expect(stat(join(bare, 'data', 'vault.json'))).rejects.toThrow('ENOENT');
  await launched?.close();
  await rm(bare, { recursive: true, force: true });
});
