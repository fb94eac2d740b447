import { rm, stat } from 'node:fs/promises';

import type { Client } from '@modelcontextprotocol/client';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { connectApp, scriptBridge, socketIn, untilDoorIsOpen } from '../support/bridge.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { connectHttpApp } from '../support/http-door.ts';
import { waitFor } from '../support/processes.ts';
import { allowed } from './support/approving.ts';
import { addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let launched: LaunchedApp;
let port: number;
let secret: string;
const apps: Client[] = [];

const section = (page: Page): Locator =>
  page
    .locator('section.pb-setting')
    .filter({ has: page.getByRole('heading', { name: 'Your AI apps' }) });

async function usesFirst(client: Client): Promise<string> {
  return allowed(launched.page, uses(client));
}

async function uses(client: Client): Promise<string> {
  apps.push(client);
  return JSON.stringify(await client.callTool({ name: 'memory_read_graph', arguments: {} }));
}

test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home });
  const { page } = launched;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await addMemory(page);
  await untilDoorIsOpen(home);
});
test.afterAll(async () => {
  await Promise.all(apps.map((client) => client.close().catch(() => undefined)));
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

test('the address is off at first; turned on, it shows where it is', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await section(page).scrollIntoViewIfNeeded();
  await expect(page.getByLabel('Through the bridge')).toBeChecked();
  await expect(page.getByLabel('Through an address')).not.toBeChecked();
  await page.getByLabel('Through an address').click({ force: true });
  const address = section(page).getByText(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/);
  await expect(address).toBeVisible();
  port = Number(new URL((await address.textContent()) ?? '').port);
  await expect(section(page)).toContainText('No app has one yet.');
});

test('a token is made for an app, shown once, and lets it in', async () => {
  const { page } = launched;
  await section(page).getByRole('button', { name: 'New token' }).click();
  await page.getByLabel('Which app is it for?').fill('Codex');
  await page.keyboard.press('Enter');
  const shown = page.getByRole('dialog').locator('code');
  await expect(shown).toHaveText(/^pby_[\w-]{43}$/);
  secret = (await shown.textContent()) ?? '';
  await screenshot(page, 'app-token-made');
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(secret)).toHaveCount(0);
  await expect(section(page)).toContainText('Not used yet');
  expect(await usesFirst(await connectHttpApp({ port, secret }))).toContain('entities');
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(section(page)).toContainText('Last used');
});

test('light, dark and Chinese can be read', async () => {
  const { page } = launched;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await section(page).scrollIntoViewIfNeeded();
    await screenshot(page, `app-doors-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
});

test('a revoked token ends the app that uses it at once', async () => {
  const { page } = launched;
  const client = apps[0];
  await section(page).getByRole('button', { name: 'Revoke the token of Codex' }).click();
  await screenshot(page, 'app-token-revoke');
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(section(page)).toContainText('No app has one yet.');
  await expect(client?.listTools()).rejects.toThrow();
  await expect(connectHttpApp({ port, secret })).rejects.toThrow();
});

test('turned off, no app gets through by any door; turned on, they do again', async () => {
  const { page } = launched;
  const bridged = await connectApp(scriptBridge, home, { app: 'Bridged' });
  expect(await usesFirst(bridged)).toContain('entities');
  await page.getByLabel('Let AI apps on this computer use my servers').click({ force: true });
  await waitFor(
    'the socket to be gone',
    async () => (await stat(socketIn(home)).catch(() => undefined)) === undefined,
  );
  await expect(fetch(`http://127.0.0.1:${String(port)}/mcp`)).rejects.toThrow();
  // The socket may be gone before the window has heard of it.
  const choice = page.getByLabel('Let AI apps on this computer use my servers');
  await expect(choice).not.toBeChecked();
  await choice.click({ force: true });
  await untilDoorIsOpen(home);
  expect(await uses(bridged)).toContain('entities');
});
