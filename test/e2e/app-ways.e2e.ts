import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { allFetched } from '../support/ai-apps/fetched.ts';
import { untilDoorIsOpen } from '../support/bridge.ts';
import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const run = promisify(execFile);
const fetchAll = () => allFetched('codex', 'mcpb');
let programs: Exclude<Awaited<ReturnType<typeof fetchAll>>, string>;
let home: string;
let person: string;
let launched: LaunchedApp;

const files = {
  '.codex/config.toml': '# mine\nmodel = "o"\n\n[tui]\nanimations = false   # why\n',
  '.config/Claude/claude_desktop_config.json': '{"mcpServers":{}}\n',
  'srv/chat/librechat.yaml': 'version: 1.3.0 # mine\n\nmcpServers: {}\nregistration:\n  a: b\n',
} as const;
type Place = keyof typeof files;

const row = (id: string): Locator => launched.page.locator(`[data-app^="${id}"]`);
const text = (place: Place): Promise<string> => readFile(join(person, place), 'utf8');

/** Light and dark, once the change is on screen. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.mouse.move(100, 560);
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await screenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test.beforeAll(async () => {
  test.setTimeout(10 * 60_000);
  const fetched = await fetchAll();
  test.skip(typeof fetched === 'string', typeof fetched === 'string' ? fetched : '');
  if (typeof fetched === 'string') return;
  programs = fetched;
  home = await createHome();
  person = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  for (const [place, content] of Object.entries(files)) {
    await mkdir(dirname(join(person, place)), { recursive: true });
    await writeFile(join(person, place), content);
  }
  const bin = join(person, 'bin');
  await mkdir(bin);
  const codex = `#!/bin/sh\nexec "${process.execPath}" "${programs.codex}" "$@"\n`;
  await writeFile(join(bin, 'codex'), codex, { mode: 0o755 });
  launched = await launchApp({
    home,
    env: {
      HOME: person,
      XDG_CONFIG_HOME: join(person, '.config'),
      CODEX_HOME: join(person, '.codex'),
      PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    },
  });
  await launched.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await addMemory(launched.page);
  await untilDoorIsOpen(home);
  await launched.page.getByRole('button', { name: 'Connected apps' }).click();
});
test.afterAll(async () => {
  await launched.close();
  await Promise.all([home, person].map((one) => rm(one, { recursive: true, force: true })));
});

test('Codex is connected by its own command, and by undo its file has the bytes it had', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Connect… Codex' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Codex' });
  await expect(dialog.getByRole('radio', { name: 'In its settings file' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'By its own command' }).check();
  await expect(dialog.getByText(/^codex mcp add patchbay -- /)).toBeVisible();
  await pictures(page, 'connect-by-command');
  await dialog.getByRole('button', { name: 'Run it' }).click();
  await expect(dialog).toBeHidden();
  await expect(row('codex')).toHaveAttribute('data-state', 'not-seen');
  expect(await text('.codex/config.toml')).toContain('[mcp_servers.patchbay]');
  await page.keyboard.press('Control+z');
  await expect(row('codex')).toHaveAttribute('data-state', 'not-connected');
  expect(await text('.codex/config.toml')).toBe(files['.codex/config.toml']);
});

test('Claude Desktop is handed a bundle, and is connected once what it unpacked comes', async () => {
  test.setTimeout(2 * 60_000);
  const { page, app } = launched;
  // What opens bundles on this desktop.
  await app.evaluate(({ shell }) => {
    shell.openPath = (path) => {
      (globalThis as { handedOver?: string }).handedOver = path;
      return Promise.resolve('');
    };
  });
  await page.getByRole('button', { name: 'Connect… Claude Desktop' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Claude Desktop' });
  await dialog.getByRole('radio', { name: 'As a bundle that it installs' }).check();
  await expect(dialog.getByText('choose Install there')).toBeVisible();
  await pictures(page, 'connect-by-bundle');
  await dialog.getByRole('button', { name: 'Hand it over' }).click();
  await expect(row('claude-desktop')).toHaveAttribute('data-state', 'not-seen');
  await expect(row('claude-desktop').getByText('Connect it by its file…')).toBeVisible();
  const bundle = await app.evaluate(() => (globalThis as { handedOver?: string }).handedOver);
  const out = join(person, 'unpacked');
  await run(process.execPath, [programs.mcpb, 'unpack', bundle ?? '', out]);
  const { server } = JSON.parse(await readFile(join(out, 'manifest.json'), 'utf8')) as {
    server: { mcp_config: { command: string; args: string[] } };
  };
  const here = (word: string) => word.replace('${__dirname}', out);
  const { command, args } = server.mcp_config;
  const client = new Client({ name: 'claude-ai', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command: here(command), args: args.map(here) }));
  expect(JSON.stringify(await client.listTools())).toContain('memory_read_graph');
  await client.close();
  await expect(row('claude-desktop')).toHaveAttribute('data-state', 'connected');
  const place = '.config/Claude/claude_desktop_config.json';
  expect(await text(place)).toBe(files[place]);
  await page.getByRole('button', { name: 'Disconnect… Claude Desktop' }).click();
  await page.getByRole('button', { name: 'Forget it' }).click();
  await expect(row('claude-desktop')).toHaveAttribute('data-state', 'not-connected');
});

test('a bundle that nothing opens is said, and the file is the other way', async () => {
  const { page, app } = launched;
  await app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('No application is registered for this file');
  });
  await page.getByRole('button', { name: 'Connect… Claude Desktop' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Claude Desktop' });
  await dialog.getByRole('radio', { name: 'As a bundle that it installs' }).check();
  await dialog.getByRole('button', { name: 'Hand it over' }).click();
  await expect(dialog.getByRole('alert')).toContainText('No program on this computer opens');
  await pictures(page, 'bundle-refused');
  await dialog.getByRole('radio', { name: 'In its settings file' }).check();
  await expect(dialog.getByRole('alert')).toBeHidden();
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect(row('claude-desktop')).toHaveAttribute('data-state', 'not-seen');
});

test('a LibreChat that lies anywhere is named, connected, disconnected and forgotten', async () => {
  const { page, app } = launched;
  const place = 'srv/chat/librechat.yaml';
  // A person's answer to the desktop's own dialog.
  await app.evaluate(
    ({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
    },
    join(person, place),
  );
  await page.getByRole('button', { name: 'An app’s file lies somewhere else' }).click();
  const dialog = page.getByRole('dialog', { name: 'A file that lies somewhere else' });
  await expect(dialog.getByRole('button', { name: 'Choose its file' })).toBeDisabled();
  await dialog.getByRole('combobox', { name: 'App' }).fill('Libre');
  await page.getByRole('option', { name: 'LibreChat' }).click();
  await pictures(page, 'name-a-file');
  await dialog.getByRole('button', { name: 'Choose its file' }).click();
  await expect(row('librechat')).toHaveAttribute('data-state', 'not-connected');
  await expect(row('librechat')).toContainText('~/srv/chat/librechat.yaml');
  await page.getByRole('button', { name: 'Connect… LibreChat' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await expect(row('librechat')).toHaveAttribute('data-state', 'not-seen');
  expect(await text(place)).toContain('patchbay');
  await pictures(page, 'named-file');
  await page.getByRole('button', { name: 'Disconnect… LibreChat' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await expect(row('librechat')).toHaveAttribute('data-state', 'not-connected');
  expect(await text(place)).toBe(files[place]);
  await row('librechat').getByRole('button', { name: 'Forget this file LibreChat' }).click();
  await expect(row('librechat')).toHaveCount(0);
});
