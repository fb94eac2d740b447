import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { untilDoorIsOpen } from '../support/bridge.ts';
import { createHome, launchApp, resizeWindow, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { allowed } from './support/approving.ts';
import { settled } from './support/settled.ts';
import { expectState, openTab, rowOf, addMemory } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let person: string;
let launched: LaunchedApp;

const cursor =
  '{\n  // mine\n  "mcpServers": {\n    "notes": { "command": "notes-mcp", "env": { "KEY": "s3cret-value" } }\n  }\n}\n';
const codex = 'model = "o" # mine\n';
const files = {
  '.cursor/mcp.json': cursor,
  '.codex/config.toml': codex,
  '.config/Claude/claude_desktop_config.json': '{"mcpServers":{},}\n',
};

/** Light and dark, once the change is on screen. */
async function pictures(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
    await page.mouse.move(100, 560);
    await page.evaluate(settled);
    await screenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const row = (page: Page, id: string): Locator => page.locator(`[data-app="${id}"]`);
const text = (place: string): Promise<string> => readFile(join(person, place), 'utf8');

/** Cursor, started as its own file says. */
async function cursorComes(): Promise<Client> {
  const written = (await text('.cursor/mcp.json')).replace('// mine', '');
  const { mcpServers: servers } = JSON.parse(written) as {
    mcpServers: { patchbay: { command: string; args: string[] } };
  };
  const client = new Client({ name: 'cursor', version: '1.0.0' });
  await client.connect(new StdioClientTransport(servers.patchbay));
  return client;
}

test.beforeAll(async () => {
  home = await createHome();
  person = await mkdtemp(join(tmpdir(), 'patchbay-person-'));
  for (const [place, content] of Object.entries(files)) {
    await mkdir(dirname(join(person, place)), { recursive: true });
    await writeFile(join(person, place), content);
  }
  launched = await launchApp({
    home,
    env: { HOME: person, XDG_CONFIG_HOME: join(person, '.config'), CODEX_HOME: '' },
  });
  const { page } = launched;
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await addMemory(page);
  await untilDoorIsOpen(home);
});
test.afterAll(async () => {
  await launched.close();
  await Promise.all([home, person].map((one) => rm(one, { recursive: true, force: true })));
});

test('apps that are here are listed, each with how it stands', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Connected apps' }).click();
  await expect(row(page, 'cursor')).toHaveAttribute('data-state', 'not-connected');
  await expect(row(page, 'codex')).toHaveAttribute('data-state', 'not-connected');
  await expect(row(page, 'claude-desktop')).toHaveAttribute('data-state', 'broken');
  await expect(row(page, 'claude-desktop')).toContainText('line 1, column 18');
});

test('what would be written is shown, and no value of the person’s', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Connect… Cursor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect Cursor' });
  await expect(dialog.getByRole('list', { name: 'What changes' })).toContainText('"patchbay": {');
  await expect(dialog).toContainText(join(person, '.cursor/mcp.json'));
  await expect(page.getByText('s3cret-value')).toHaveCount(0);
  expect(await text('.cursor/mcp.json')).toBe(cursor);
  await pictures(page, 'connect-app');
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect(dialog).toBeHidden();
});

test('an app is connected once it came by what stands in its file', async () => {
  const { page } = launched;
  await expect(row(page, 'cursor')).toHaveAttribute('data-state', 'not-seen');
  await expect(row(page, 'cursor')).toContainText('Quit Cursor completely and open it again.');
  const client = await cursorComes();
  expect(JSON.stringify(await client.listTools())).toContain('memory_read_graph');
  await allowed(page, client.callTool({ name: 'memory_read_graph', arguments: {} }));
  await client.close();
  await expect(row(page, 'cursor')).toHaveAttribute('data-state', 'connected');
  await expect(row(page, 'cursor')).toContainText('Last call');
  await expect(row(page, 'cursor')).toContainText('· 1 call in all');
});

test('an app is limited to a stated set of servers, and to nothing', async () => {
  const { page } = launched;
  const open = () => page.getByRole('button', { name: 'What it sees… Cursor' }).click();
  await open();
  const dialog = page.getByRole('dialog', { name: 'What Cursor sees' });
  await dialog.getByRole('radio', { name: 'Only these' }).click();
  await expect(dialog).toContainText('It sees no server until you choose one.');
  await pictures(page, 'app-rights');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const client = await cursorComes();
  expect((await client.listTools()).tools).toEqual([]);
  await open();
  await dialog.getByRole('checkbox', { name: 'Memory' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect.poll(async () => (await client.listTools()).tools.length).toBeGreaterThan(0);
  await client.close();
});

test('of a server an app has the tools, names and arguments that a person states', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'What it sees… Cursor' }).click();
  const dialog = page.getByRole('dialog', { name: 'What Cursor sees' });
  await dialog.getByRole('button', { name: 'Tools of Memory' }).click();
  const tools = dialog.getByRole('group', { name: 'Memory' });
  await tools.getByRole('switch').click({ force: true });
  await tools.getByRole('checkbox', { name: 'create_entities' }).uncheck();
  await tools.getByRole('button', { name: 'Change read_graph for this app' }).click();
  await tools.getByRole('textbox', { name: 'Name for this app' }).fill('whole graph');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await tools.getByRole('textbox', { name: 'Name for this app' }).fill('whole_graph');
  await tools.getByRole('button', { name: 'Change read_graph for this app' }).click();
  await tools.getByRole('button', { name: 'Change search_nodes for this app' }).click();
  await tools.getByRole('textbox', { name: 'Set query' }).fill('Ada');
  await pictures(page, 'app-rights-tools');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const client = await cursorComes();
  const listed = (await client.listTools()).tools;
  const names = listed.map(({ name }) => name);
  expect(names).toContain('whole_graph');
  expect(names).not.toContain('memory_create_entities');
  const search = listed.find(({ name }) => name === 'memory_search_nodes');
  expect(search?.inputSchema.properties).toEqual({});
  await page.getByRole('button', { name: 'What it sees… Cursor' }).click();
  await expect(dialog.getByRole('button', { name: 'Tools of Memory' })).toHaveText(/\d+ tools/);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.keyboard.press('Control+1');
  await openTab(page, 'memory', 'Access');
  await page.getByRole('button', { name: 'Ask again for Cursor' }).click();
  const asked = client.callTool({ name: 'memory_search_nodes', arguments: {} });
  const waiting = page.getByRole('dialog', { name: 'An app wants to use a tool' });
  await expect(waiting).toContainText('"query": "Ada"');
  await expect(waiting).toContainText('Set by you for this app: query.');
  await waiting.getByRole('button', { name: 'Allow once: search_nodes' }).click();
  expect((await asked).isError).not.toBe(true);
  await client.close();
  await page.getByRole('button', { name: 'Connected apps' }).click();
  await expect(row(page, 'cursor')).toContainText('· 2 calls in all');
});

test('rights and waiting calls in Chinese, in the dark and in a narrow window', async () => {
  const { page } = launched;
  const speak = async (from: string, to: string, code: string) => {
    await page.keyboard.press('Control+,');
    await page.getByRole('combobox', { name: from }).click();
    await page.getByRole('option', { name: to }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', code);
  };
  await speak('Language', '简体中文', 'zh-CN');
  await page.emulateMedia({ colorScheme: 'dark' });
  await resizeWindow(launched, 720, 600);
  await page.getByText('等待', { exact: false }).first().scrollIntoViewIfNeeded();
  await screenshot(page, 'approval-patience-zh');
  await page.getByRole('button', { name: '它能看到什么…（终端）' }).click();
  const dialog = page.getByRole('dialog', { name: '终端 能看到什么' });
  await screenshot(page, 'app-rights-zh');
  await dialog.getByRole('button', { name: '取消' }).click();
  const client = await cursorComes();
  const graph = () => client.callTool({ name: 'whole_graph', arguments: {} });
  const calls = [graph(), graph(), client.callTool({ name: 'memory_open_nodes', arguments: {} })];
  const waiting = page.getByRole('dialog').last();
  await expect(waiting).toContainText('open_nodes');
  await screenshot(page, 'approval-many-zh');
  await waiting.getByRole('button').last().click();
  await Promise.all(calls);
  await client.close();
  await page.emulateMedia({ colorScheme: 'light' });
  await resizeWindow(launched, 1280, 800);
  await speak('语言', 'English', 'en');
  await page.getByRole('button', { name: 'Connected apps' }).click();
});

test('an entry taken out by somebody else is said, with both ways on', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Connect… Codex' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await expect(row(page, 'codex')).toHaveAttribute('data-state', 'not-seen');
  await writeFile(join(person, '.codex/config.toml'), codex);
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(row(page, 'codex')).toHaveAttribute('data-state', 'changed');
  await pictures(page, 'connected-apps');
  await resizeWindow(launched, 720, 600);
  await screenshot(page, 'connected-apps-narrow');
  await row(page, 'codex').getByRole('button', { name: 'Leave it out Codex' }).click();
  await expect(row(page, 'codex')).toHaveAttribute('data-state', 'not-connected');
});

test('disconnected, the file is byte for byte what it was', async () => {
  const { page } = launched;
  await page.getByRole('button', { name: 'Disconnect… Cursor' }).click();
  await page.getByRole('button', { name: 'Write it' }).click();
  await expect(row(page, 'cursor')).toHaveAttribute('data-state', 'not-connected');
  expect(await text('.cursor/mcp.json')).toBe(cursor);
  await page.keyboard.press('Control+z');
  await expect(row(page, 'cursor')).toHaveAttribute('data-state', 'connected');
});

test('the servers of an app are moved in with their keys, and one undo takes it back', async () => {
  const { page } = launched;
  const connected = await text('.cursor/mcp.json');
  await page.getByRole('button', { name: 'Move its server in… Cursor' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the servers of Cursor in' });
  await expect(dialog.getByRole('listitem').getByText('Notes', { exact: true })).toBeVisible();
  await pictures(page, 'move-in');
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect(dialog).toBeHidden();
  expect(await text('.cursor/mcp.json')).not.toContain('s3cret-value');
  await page.keyboard.press('Control+1');
  await expectState(page, 'notes', 'disabled');
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'notes')).toHaveCount(0);
  expect(await text('.cursor/mcp.json')).toBe(connected);
});

test('what somebody else does to a connected app is said while another page is open', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+1');
  const connected = await text('.cursor/mcp.json');
  await writeFile(
    join(person, '.cursor/mcp.json'),
    connected.replace(
      '"mcpServers": {',
      '"mcpServers": {\n    "extra": { "command": "extra-mcp" },',
    ),
  );
  const notice = page
    .getByRole('alert')
    .filter({ hasText: 'Cursor has servers of its own again' })
    .filter({ hasText: 'extra was put beside' });
  await expect(notice).toContainText('extra was put beside Patchbay.');
  await pictures(page, 'app-drift');
  await notice.getByRole('button', { name: 'Show connected apps' }).click();
  await expect(row(page, 'cursor').getByRole('button', { name: 'Take in' })).toBeVisible();
  await row(page, 'cursor').getByRole('button', { name: 'Take in' }).click();
  const dialog = page.getByRole('dialog', { name: 'Move the servers of Cursor in' });
  await dialog.getByRole('button', { name: 'Write it' }).click();
  await expect(dialog).toBeHidden();
  expect(await text('.cursor/mcp.json')).not.toContain('extra-mcp');
});
