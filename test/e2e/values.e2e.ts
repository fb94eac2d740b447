import { expect, test } from '@playwright/test';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { startEraServer } from '../fixtures/servers/http/mcp-http-servers.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import {
  addButton,
  addDialog,
  addFrom,
  expectState,
  mcpServers,
  openTab,
  paste,
  rowOf,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let server: Awaited<ReturnType<typeof startEraServer>>;
const warning = 'This connection is not encrypted; others on the network can read it.';

test.beforeAll(async () => {
  server = await startEraServer({ eras: 'modern' });
  launched = await launchApp({ home: await createHome() });
});
test.afterAll(async () => {
  await launched.close();
  await server.close();
  await rm(launched.home, { recursive: true, force: true });
});

test('plain http is warned of when it is pasted, until it is corrected', async () => {
  const { page } = launched;
  const dialog = await paste(page, 'http://192.0.2.7/mcp');
  await expect(dialog.getByText(warning)).toHaveCount(1);
  await dialog.getByRole('textbox', { name: 'What to add' }).fill('https://192.0.2.7/mcp');
  await expect(dialog.getByText(warning)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(addDialog(page)).toBeHidden();
});

test('a value that cannot be sent is said at its field before it is saved', async () => {
  const { page } = launched;
  const dialog = await paste(
    page,
    mcpServers({ Keyed: { url: server.url, headers: { 'X-Key': '{{TOKEN}}' } } }),
  );
  await addButton(dialog).click();
  await dialog.getByRole('button', { name: 'Fill in' }).click();
  await expectState(page, 'keyed', 'needs-setup');
  const field = page.getByLabel('TOKEN', { exact: true }).first();
  const save = page.getByRole('button', { name: 'Save and connect' });
  await field.fill('“sk-0123”');
  await expect(page.getByText('It contains ““” (U+201C), which cannot be sent.')).toBeVisible();
  await expect(save).toBeDisabled();
  await screenshot(page, 'unsendable-typed');
  await field.fill('sk-0123');
  await save.click();
  await expectState(page, 'keyed', 'ready');
});

test('typed into the settings, plain http is warned of at once', async () => {
  const { page } = launched;
  await openTab(page, 'keyed', 'Settings');
  const address = page.getByRole('textbox', { name: 'Address' });
  await address.fill('http://192.0.2.7/mcp');
  await expect(page.getByText(warning)).toBeVisible();
  await screenshot(page, 'plain-address');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'plain-address-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await address.fill(server.url);
  await expect(page.getByText(warning)).toBeHidden();
  const token = page.getByLabel('TOKEN', { exact: true }).first();
  await token.fill('sk🔑');
  await expect(page.getByText('It contains “🔑” (U+1F511), which cannot be sent.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Replace' })).toBeDisabled();
  await screenshot(page, 'unsendable-settings');
  await token.fill('');
});

test('text in an edited file that cannot be sent leads to the settings, and is not tried', async () => {
  const { page, home } = launched;
  const file = join(home, 'data', 'servers.json');
  const text = await readFile(file, 'utf8');
  expect(text).toContain('{{TOKEN}}');
  await writeFile(file, text.replace('{{TOKEN}}', '密钥'));
  await expectState(page, 'keyed', 'needs-setup');
  await expect(rowOf(page, 'keyed')).toContainText('X-Key');
  await expect(rowOf(page, 'keyed')).toContainText('密');
  await openTab(page, 'keyed', 'Overview');
  await expect(page.getByText('X-Key contains “密” (U+5BC6), which cannot be sent.')).toBeVisible();
  await screenshot(page, 'unsendable-text');
  await page.getByRole('button', { name: 'Open settings' }).click();
  await expect(page.getByRole('textbox', { name: 'Address' })).toBeVisible();
});

test('plain http that a value leads to is warned of where the value is entered', async () => {
  const { page } = launched;
  const dialog = await paste(page, mcpServers({ Placed: { url: 'http://{{PLACE}}/mcp' } }));
  await addButton(dialog).click();
  await dialog.getByRole('button', { name: 'Fill in' }).click();
  await expectState(page, 'placed', 'needs-setup');
  const field = page.getByLabel('PLACE', { exact: true }).first();
  await field.fill('192.0.2.7');
  await expect(page.getByText(warning)).toBeVisible();
  await screenshot(page, 'plain-value');
  await field.fill(new URL(server.url).host);
  await expect(page.getByText(warning)).toBeHidden();
  await page.getByRole('button', { name: 'Save and connect' }).click();
  await expectState(page, 'placed', 'ready');
  await openTab(page, 'placed', 'Settings');
  await field.fill('192.0.2.7');
  const values = page.getByRole('group', { name: 'Filled-in values' });
  await expect(values.getByText(warning)).toBeVisible();
  await screenshot(page, 'plain-value-settings');
  await field.fill('');
});

test('so it is where a key is asked about that a changed file sends there', async () => {
  const { page, home } = launched;
  const headers = { 'X-Api-Key': 'plain-key-0123456789' };
  await addFrom(page, mcpServers({ Moved: { url: server.url, headers } }));
  await expectState(page, 'moved', 'ready');
  const file = join(home, 'data', 'servers.json');
  const saved = JSON.parse(await readFile(file, 'utf8')) as {
    readonly value: { readonly servers: readonly Record<string, unknown>[] };
  };
  const servers = saved.value.servers.map((one) =>
    one['name'] === 'moved'
      ? { ...one, transport: { ...(one['transport'] as object), url: 'http://192.0.2.7/mcp' } }
      : one,
  );
  await writeFile(file, JSON.stringify({ ...saved, value: { ...saved.value, servers } }));
  await expectState(page, 'moved', 'needs-setup');
  await rowOf(page, 'moved').click();
  await openTab(page, 'moved', 'Overview');
  await expect(page.getByTestId('recipient-to')).toContainText(warning);
  await screenshot(page, 'plain-recipient');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'plain-recipient-dark');
});
