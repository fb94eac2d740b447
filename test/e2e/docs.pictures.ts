import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import {
  startHangingServer,
  startStatusServer,
} from '../fixtures/servers/http/misbehaving-servers.ts';
import type { LoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import { launchApp, resizeWindow } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import {
  addFrom,
  expectState,
  mcpServers,
  openTab,
  openTool,
  paste,
  rowOf,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const root = resolve(import.meta.dirname, '../..');
const folder = join(root, 'docs', 'screenshots');
const listening: LoopbackServer[] = [];
let launched: LaunchedApp;
let person: string;

test.beforeAll(async () => {
  person = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  await mkdir(join(person, 'Documents'));
  await writeFile(join(person, 'Documents', 'shopping.md'), '- milk\n- a longer cable\n');
  const path = `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`;
  launched = await launchApp({
    env: { HOME: person, XDG_CONFIG_HOME: join(person, '.config'), PATH: path },
  });
  await launched.page.emulateMedia({ reducedMotion: 'reduce' });
  await resizeWindow(launched, 1280, 800);
});
test.afterAll(async () => {
  await launched.close();
  for (const server of listening) await server.close();
  await rm(person, { recursive: true, force: true });
});

async function take(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.mouse.move(100, 560);
    // Fonts and the last change are on screen after two frames.
    await page.evaluate(async () => {
      await document.fonts.ready;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    });
    await page.screenshot({
      path: join(folder, `${name}-${colorScheme}.png`),
      animations: 'disabled',
      caret: 'hide',
    });
  }
}

test('the empty start', () => take(launched.page, 'empty'));

test('importing from other apps', async () => {
  const { page } = launched;
  const fixtures = join(root, 'test/fixtures/import');
  for (const [app, file, place] of [
    ['zed', 'settings.json', '.config/zed'],
    ['cursor', 'mcp.json', '.cursor'],
    ['codex', 'config.toml', '.codex'],
    ['gemini-cli', 'settings.json', '.gemini'],
  ] as const) {
    await mkdir(join(person, place), { recursive: true });
    await copyFile(join(fixtures, app, file), join(person, place, file));
  }
  await page.getByRole('button', { name: 'Import from other apps' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import servers' });
  await expect(dialog.getByRole('heading', { name: 'Cursor' })).toBeVisible();
  await take(page, 'import');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('adding a server', async () => {
  const { page } = launched;
  const text = mcpServers({
    github: {
      command: 'npx',
      args: ['-y', '@modelcontextprotocol/server-github'],
      env: { GITHUB_TOKEN: 'not-a-real-token-0001' },
    },
  });
  const dialog = await paste(page, text);
  await expect(dialog.getByText(/The newest version is fetched/)).toBeVisible();
  await dialog.getByText(/The newest version is fetched/).scrollIntoViewIfNeeded();
  await take(page, 'add');
  await page.keyboard.press('Escape');
});

test('servers', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Try the sample server' }).click();
  await addFrom(
    page,
    mcpServers({
      Documents: { command: 'mcp-server-filesystem', args: ['Documents'] },
      Memory: { command: 'mcp-server-memory' },
      Everything: { command: 'mcp-server-everything' },
      Thinking: { command: 'mcp-server-sequential-thinking' },
    }),
  );
  for (const name of ['sample', 'documents', 'memory', 'everything', 'thinking']) {
    await expectState(page, name, 'ready');
  }
  await openTab(page, 'sample', 'Overview');
  await expect(page.getByText('What the server says about itself')).toBeVisible();
  await take(page, 'servers');
});

test('running a tool', async () => {
  const { page } = launched;
  await openTab(page, 'sample', 'Tools');
  await openTool(page, 'table');
  await page.getByRole('button', { name: 'Run' }).click();
  await page.getByText('Table', { exact: true }).click();
  await expect(page.getByRole('cell', { name: 'Saturn' })).toBeVisible();
  await take(page, 'tools');
});

test('what needs a hand', async () => {
  const { page } = launched;
  const locked = await startStatusServer(401, { 'www-authenticate': 'Bearer' });
  const busy = await startStatusServer(503, { 'retry-after': '45' });
  const silent = await startHangingServer();
  listening.push(locked, busy, silent);
  await addFrom(
    page,
    mcpServers({
      Tickets: { url: locked.url },
      Weather: { url: busy.url },
      Spreadsheets: { command: 'uvx', args: ['mcp-server-spreadsheets'] },
      Archive: { url: silent.url },
    }),
  );
  await expectState(page, 'spreadsheets', 'failed');
  await expectState(page, 'tickets', 'needs-sign-in');
  await expectState(page, 'weather', 'waiting');
  await rowOf(page, 'spreadsheets').click();
  await page.getByRole('tab', { name: 'Overview' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await take(page, 'attention');
});

test('the settings of a server, the log, and the small window', async () => {
  const { page } = launched;
  await openTab(page, 'documents', 'Settings');
  await expect(page.getByRole('textbox', { name: 'Command' })).toBeVisible();
  await take(page, 'settings');
  await openTab(page, 'everything', 'Logs');
  await expect(page.getByRole('log').getByRole('time').first()).toBeVisible();
  await take(page, 'log');
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('main').getByRole('listitem').first()).toBeVisible();
  await take(page, 'search');
  await page.keyboard.press('Control+4');
  await expect(page.locator('[data-app="cursor"]')).toBeVisible();
  await take(page, 'apps');
  await page.keyboard.press('Control+1');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('memory');
  await expect(page.getByRole('option').first()).toBeVisible();
  await take(page, 'palette');
  await page.keyboard.press('Escape');
  await resizeWindow(launched, 720, 600);
  await openTab(page, 'sample', 'Tools');
  await openTool(page, 'echo');
  await take(page, 'narrow');
});
