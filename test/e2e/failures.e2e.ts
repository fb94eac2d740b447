import { expect, test } from '@playwright/test';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { LoopbackServer } from '../fixtures/servers/http/loopback-server.ts';
import {
  startHangingServer,
  startHugeServer,
  startPortalServer,
  startRedirectServer,
  startStatusServer,
} from '../fixtures/servers/http/misbehaving-servers.ts';
import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, rowOf, serverList } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
let folder: string;
const listening: LoopbackServer[] = [];

async function urlOf(starting: Promise<LoopbackServer>): Promise<string> {
  const server = await starting;
  listening.push(server);
  return server.url;
}

/** An address at which nobody listens any more. */
async function closedUrl(): Promise<string> {
  const server = await startPortalServer();
  await server.close();
  return server.url;
}

test.beforeAll(async () => {
  launched = await launchApp();
  folder = await mkdtemp(join(tmpdir(), 'patchbay-bad-'));
});
test.afterAll(async () => {
  await launched.close();
  for (const server of listening) await server.close();
  await rm(folder, { recursive: true, force: true });
});

test('programs that cannot start each say why', async () => {
  const { page } = launched;
  const notProgram = join(folder, 'notes.txt');
  await writeFile(notProgram, 'only words', { mode: 0o644 });
  await addFrom(
    page,
    mcpServers({
      Absent: { command: 'no-such-program-anywhere' },
      Words: { command: notProgram },
      Nowhere: { command: 'node', args: [referenceFile('memory')], cwd: join(folder, 'gone') },
      Quitter: { command: 'node', args: ['-e', 'process.exit(3)'] },
    }),
  );
  await expectState(page, 'absent', 'failed');
  await expectState(page, 'words', 'failed');
  await expectState(page, 'nowhere', 'failed');
  await expect(rowOf(page, 'absent')).toContainText('Command not found: no-such-program-anywhere');
  await expect(rowOf(page, 'words')).toContainText('The file is not a program');
  await expect(rowOf(page, 'nowhere')).toContainText('Its folder is missing');
  await expect(rowOf(page, 'quitter')).toContainText('The program ended (code 3)');
});

test('the details say what helps, and the full error is one click away', async () => {
  const { page } = launched;
  await rowOf(page, 'absent').click();
  const panel = page.getByRole('alert');
  await expect(panel).toContainText('The command “no-such-program-anywhere” was not found.');
  await expect(panel).toContainText('Check its spelling, install it');
  await panel.getByRole('button', { name: 'Show the full error' }).click();
  await expect(panel.locator('pre')).toContainText('no-such-program-anywhere');
  await screenshot(page, 'failed-detail');
  await panel.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByRole('tab', { name: 'Settings' })).toHaveAttribute(
    'aria-selected',
    'true',
  );
  await page.getByRole('textbox', { name: 'Command' }).fill('node');
  await page.getByRole('button', { name: 'Add an argument' }).click();
  await page.getByRole('textbox', { name: 'Argument 1' }).fill(referenceFile('memory'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Allow and save' }).click();
  await expectState(page, 'absent', 'ready');
});

test('addresses that are no MCP server each say why', async () => {
  const { page } = launched;
  const target = 'https://elsewhere.example/mcp';
  await addFrom(
    page,
    mcpServers({
      Portal: { url: await urlOf(startPortalServer()) },
      Locked: { url: await urlOf(startStatusServer(401)) },
      Closed: { url: await urlOf(startStatusServer(403)) },
      Empty: { url: await urlOf(startStatusServer(404)) },
      Broken: { url: await urlOf(startStatusServer(500)) },
      Moved: { url: await urlOf(startRedirectServer(307, target)) },
      Huge: { url: await urlOf(startHugeServer()) },
      Refused: { url: await closedUrl() },
      Blocked: { url: 'http://127.0.0.1:6000/mcp' },
    }),
  );
  await expect(rowOf(page, 'portal')).toContainText('not an MCP server', { timeout: 60_000 });
  await expect(rowOf(page, 'locked')).toContainText('wants a key');
  await expect(rowOf(page, 'closed')).toContainText('access refused');
  await expect(rowOf(page, 'empty')).toContainText('nothing at this address');
  await expect(rowOf(page, 'broken')).toContainText('trouble on its side (500)');
  await expect(rowOf(page, 'moved')).toContainText('sends to another address');
  await expect(rowOf(page, 'huge')).toContainText('Its answer is too large', { timeout: 60_000 });
  await expect(rowOf(page, 'refused')).toContainText('connection refused');
  await expect(rowOf(page, 'blocked')).toContainText('port 6000 cannot be used');
  await screenshot(page, 'failed-addresses');
});

test('a server that never answers is given up in its time', async () => {
  const { page } = launched;
  const url = await urlOf(startHangingServer());
  const text = mcpServers({ Silent: { url } });
  await page.keyboard.press('Control+n');
  const dialog = page.getByRole('dialog', { name: 'Add a server' });
  await dialog.getByRole('textbox', { name: 'What to add' }).fill(text);
  await dialog.getByRole('button', { name: 'Change details' }).click();
  await dialog.getByRole('textbox', { name: 'Time to connect, seconds' }).fill('1');
  await dialog.getByRole('button', { name: 'Add server' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The server did not answer in time.');
  await screenshot(page, 'add-timed-out');
  await expect(dialog.getByRole('button', { name: 'Keep anyway' })).toBeFocused();
  // It is tried again by itself, and the buttons stay where they are meanwhile.
  const row = page.locator('[role=row][data-server-name="silent"]');
  await expect(row).toHaveAttribute('data-state', 'connecting');
  await expect(dialog.getByRole('button', { name: 'Done' })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, 'silent')).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('what needs a person stands first and is counted', async () => {
  const { page } = launched;
  const rows = serverList(page).getByRole('row');
  await expect(rows.last()).toHaveAttribute('data-state', 'ready');
  await expect(page.locator('.pb-badge')).toHaveText(/^\d+$/);
  await expect(page.getByRole('status').filter({ hasText: '1 ready' })).toContainText('need');
});

test('one click on Retry tries at once', async () => {
  const { page } = launched;
  const busy = await startStatusServer(503, { 'retry-after': '300' });
  listening.push(busy);
  await addFrom(page, mcpServers({ Busy: { url: busy.url } }));
  await expectState(page, 'busy', 'waiting');
  const before = busy.seen.length;
  await rowOf(page, 'busy').getByRole('button', { name: 'Retry now' }).click();
  await busy.until(() => busy.seen.length > before);
});
