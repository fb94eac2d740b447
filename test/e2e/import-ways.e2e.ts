import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { zipArchive } from '../support/zip-archive.ts';
import { dragOverWindow, dropOnWindow } from './support/drop.ts';
import { addDialog, mcpServers, serverList } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let person: string;
let folder: string;

test.beforeAll(async () => {
  person = await createHome();
  folder = await mkdtemp(join(tmpdir(), 'patchbay-ways-'));
  const env = { HOME: person, XDG_CONFIG_HOME: join(person, '.config') };
  launched = await launchApp({ env });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
});
test.afterAll(async () => {
  await launched.close();
  await rm(person, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
});

const importDialog = (page: Page) => page.getByRole('dialog', { name: 'Import servers' });

async function put(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

async function closeAll(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(serverList(page).getByRole('row')).toHaveCount(0);
}

test('the dialog opens from the settings, the add dialog and the palette', async () => {
  const { page } = launched;
  const open = page.getByRole('button', { name: 'Import from other apps' });
  await page.keyboard.press('Control+,');
  await page.getByRole('heading', { name: 'Bring what you have' }).scrollIntoViewIfNeeded();
  await screenshot(page, 'settings-import');
  await open.click();
  await expect(importDialog(page)).toBeVisible();
  await closeAll(page);

  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+n');
  await addDialog(page).getByRole('button', { name: 'Import from other apps' }).click();
  await expect(importDialog(page)).toBeVisible();
  await expect(addDialog(page)).toBeHidden();
  await closeAll(page);

  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('import');
  await page.keyboard.press('Enter');
  await expect(importDialog(page)).toBeVisible();
  await expect(importDialog(page)).toContainText('No servers were found');
  await closeAll(page);
});

test('a dropped file of several servers becomes a plan', async () => {
  const { page } = launched;
  const servers = { notes: { command: 'notes-mcp' }, maps: { url: 'http://maps.example/mcp' } };
  const file = await put('several.json', mcpServers(servers));
  await dragOverWindow(page, [file]);
  await expect(page.locator('html')).toHaveAttribute('data-drop-target');
  await screenshot(page, 'import-drag');
  await dropOnWindow(page, [file]);
  await expect(page.locator('html')).not.toHaveAttribute('data-drop-target');
  const dialog = importDialog(page);
  for (const title of ['Notes', 'Maps'])
    await expect(dialog.getByRole('checkbox', { name: `Import ${title}` })).toBeChecked();
  await expect(dialog.getByText('This connection is not encrypted')).toHaveCount(1);
  // What is dropped on top of it joins the plan.
  await mkdir(join(folder, 'project/.cursor'), { recursive: true });
  await put('project/.cursor/mcp.json', mcpServers({ tasks: { command: 'tasks-mcp' } }));
  await dropOnWindow(page, [join(folder, 'project')]);
  await expect(dialog.getByRole('checkbox', { name: 'Import Tasks' })).toBeChecked();
  await dropOnWindow(page, [await put('one-more.json', mcpServers({ mail: { command: 'mail' } }))]);
  await expect(dialog.getByRole('button', { name: 'Import 4 servers' })).toBeEnabled();
  await screenshot(page, 'import-dropped');
  await closeAll(page);
});

test('a dropped bundle becomes a plan', async () => {
  const { page } = launched;
  const manifest = {
    manifest_version: '0.3',
    name: 'weather',
    display_name: 'Weather',
    version: '1.0.0',
    server: { type: 'node', entry_point: 'server/index.js' },
  };
  const bundle = zipArchive([
    { name: 'manifest.json', data: JSON.stringify(manifest) },
    { name: 'server/index.js', data: 'setInterval(Date, 9)' },
  ]);
  for (const name of ['weather.mcpb', 'weather.dxt']) {
    await dropOnWindow(page, [await put(name, bundle)]);
    const dialog = importDialog(page);
    await expect(dialog.getByRole('checkbox', { name: 'Import Weather' })).toBeChecked();
    await closeAll(page);
  }
});

test('a dropped file of one server fills the add box', async () => {
  const { page } = launched;
  const text = mcpServers({ notes: { command: 'notes-mcp', args: ['--quiet'] } });
  await dropOnWindow(page, [await put('one.json', text)]);
  const dialog = addDialog(page);
  await expect(dialog.getByRole('textbox', { name: 'What to add' })).toHaveValue(text);
  await expect(dialog.locator('.pb-arg')).toHaveText(['notes-mcp', '--quiet']);
  await closeAll(page);
});

test('another app’s credentials are not even looked at', async () => {
  const { page } = launched;
  const path = await put('.credentials.json', '{"token":"tok-5c1f8a2b9d3e"}');
  await dropOnWindow(page, [path]);
  await expect(importDialog(page)).toContainText('never read');
  await expect(page.locator('body')).not.toContainText('tok-5c1f8a2b9d3e');
  await closeAll(page);
});

test('the plan speaks Chinese too', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect(page.getByRole('heading', { name: '设置' })).toBeVisible();
  const damaged = await put('damaged.mcpb', 'PK');
  const servers = { notes: { command: 'notes-mcp', env: { API_KEY: 'sk-0123456789abcdef' } } };
  await dropOnWindow(page, [damaged, await put('good.json', mcpServers(servers))]);
  const dialog = page.getByRole('dialog', { name: '导入服务器' });
  await expect(dialog).toContainText('无法打开捆绑包');
  await expect(dialog.getByRole('button', { name: '导入 1 个服务器' })).toBeEnabled();
  await screenshot(page, 'import-chinese');
});
