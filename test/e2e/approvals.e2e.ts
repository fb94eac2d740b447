import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Client } from '@modelcontextprotocol/client';
import { expect, test } from '@playwright/test';

import { compiledBridge, connectApp, scriptBridge, untilDoorIsOpen } from '../support/bridge.ts';
import { openDesktopServices } from '../support/desktop-services.ts';
import type { DesktopServices } from '../support/desktop-services.ts';
import { launchApp, createHome, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { addNotificationService } from '../support/notification-service.ts';
import type { NotificationService } from '../support/notification-service.ts';
import { agreedTool } from '../support/pin-kit.ts';
import { addTrayPanel } from '../support/tray-panel.ts';
import type { TrayPanel } from '../support/tray-panel.ts';
import { allowed } from './support/approving.ts';
import { onPanel } from './support/tray.ts';
import { addFrom, expectState, mcpServers, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const fixture = fileURLToPath(new URL('../fixtures/servers/stdio/drifting.mjs', import.meta.url));
const second = { ...agreedTool, name: 'find', description: 'Finds things.' };
let home: string;
let file: string;
let desktop: DesktopServices;
let panel: TrayPanel;
let notifications: NotificationService;
let launched: LaunchedApp;
let client: Client;

const call = async (tool: string, args: Record<string, unknown> = { what: 'a' }) => {
  const { content, isError } = await client.callTool({ name: `drifting_${tool}`, arguments: args });
  return { text: JSON.stringify(content), isError: isError === true };
};
const done = { text: expect.stringContaining('done') as unknown as string, isError: false };
const uses = async () =>
  (await readFile(`${file}.uses`, 'utf8').catch(() => '')).split('\n').length - 1;
const isVisible = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

test.beforeAll(async () => {
  home = await createHome();
  file = join(home, 'drifting.json');
  await writeFile(file, JSON.stringify({ version: '1.0.0', tools: [agreedTool, second] }));
  desktop = await openDesktopServices();
  panel = await addTrayPanel(desktop);
  notifications = await addNotificationService(desktop);
  launched = await launchApp({ ...onPanel, home });
  await addFrom(
    launched.page,
    mcpServers({ Drifting: { command: 'node', args: [fixture, file] } }),
  );
  await expectState(launched.page, 'drifting', 'ready');
  await untilDoorIsOpen(home);
  client = await connectApp(compiledBridge ?? scriptBridge, home, { app: 'Probe app' });
});
test.afterAll(async () => {
  await client.close();
  await launched.close();
  desktop.close();
  await rm(home, { recursive: true, force: true });
});

test('a call waits for a yes, with everything that would be sent in view', async () => {
  const { page } = launched;
  const calling = call('look', { what: 'a\u202Eb' });
  const dialog = page.getByRole('dialog', { name: 'An app wants to use a tool' });
  await expect(dialog).toContainText('Probe app wants to use look of Drifting.');
  await expect(dialog).toContainText('It says that it only reads.');
  await expect(dialog.getByText('\\u{202E}')).toBeVisible();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `approval-${colorScheme}`);
  }
  expect(await uses()).toBe(0);
  // The focus is on what would be sent: Enter says nothing.
  await page.keyboard.press('Enter');
  expect(await uses()).toBe(0);
  await dialog.getByRole('button', { name: 'Allow once: look' }).click();
  expect(await calling).toEqual(done);
  await expect(dialog).toBeHidden();
});

test('no is an error the model can read, and nothing is sent', async () => {
  const calling = call('look');
  await launched.page.getByRole('button', { name: 'No: look' }).click();
  const { text, isError } = await calling;
  expect(isError).toBe(true);
  expect(text).toContain('APPROVAL_DECLINED');
  expect(await uses()).toBe(1);
});

test('calls that wait can be put off, and are answered together', async () => {
  const { page } = launched;
  const calls = [...Array.from({ length: 3 }, () => call('look')), call('find')];
  const dialog = page.getByRole('dialog', { name: 'Apps want to use tools' });
  await expect(dialog).toContainText('look of Drifting 3 times.');
  await dialog.getByRole('button', { name: 'Later' }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press('F6');
  await expect(dialog).toBeVisible();
  await screenshot(page, 'approval-many');
  await dialog.getByRole('button', { name: 'Allow everything once' }).click();
  expect(await Promise.all(calls)).toEqual([done, done, done, done]);
});

test('the page of the server says what apps may do, and takes a yes back', async () => {
  const { page } = launched;
  expect(await allowed(page, call('look'))).toEqual(done);
  await openTab(page, 'drifting', 'Access');
  const section = page.getByRole('region', { name: 'What AI apps may do' });
  const caller = section.locator('[data-caller="app:Probe app"]');
  await expect(caller).toContainText('Probe app: look, find');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `approvals-of-server-${colorScheme}`);
  }
  await section.getByRole('button', { name: 'Ask again for Probe app' }).click();
  await expect(caller).toHaveCount(0);
  const of = (tool: string) =>
    section.getByRole('radiogroup', { name: `May apps use ${tool}?` }).getByText('Never');
  await of('look').click();
  await expect(section.locator('[data-tool=look] input[value=never]')).toBeChecked();
  expect((await call('look')).text).toContain('APPROVAL_NEVER');
  await section.getByRole('switch').click({ force: true });
  await expect(section.locator('[data-tool=find] input[value=always]')).toBeChecked();
  expect(await call('find')).toEqual(done);
  await section.getByRole('switch').click({ force: true });
  await section.getByRole('radiogroup', { name: 'For every tool' }).getByText('Ask').click();
  await expect(section.locator('[data-tool=look] input[value=ask]')).toBeChecked();
});

/** What is shown but the word at the first close of the window. */
const shownCalls = () =>
  notifications.shown().filter(({ title }) => title !== 'Patchbay is still running');

test('whoever does not look at the window allows it from a notification', async () => {
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await expect.poll(isVisible).toBe(false);
  const answer = async (button: string) => {
    const calling = call('look');
    await expect.poll(() => shownCalls().length).toBe(1);
    const [shown] = shownCalls();
    expect(shown).toMatchObject({
      title: 'Probe app wants to use look',
      buttons: ['Allow once', 'Always for this app and tool', 'No'],
    });
    expect(shown?.body).toContain('{ "what": "a" }');
    notifications.click(shown?.id ?? 0, button);
    return calling;
  };
  expect(await answer('Allow once')).toEqual(done);
  expect((await answer('No')).isError).toBe(true);
  expect(await answer('Always for this app and tool')).toEqual(done);
  expect(await call('look', { what: 'b' })).toEqual(done);
  expect(shownCalls()).toEqual([]);
});

test('two hundred calls in one go are one notification and one entry', async () => {
  const calls = Array.from({ length: 200 }, () => call('find'));
  await expect.poll(() => shownCalls()[0]?.title).toBe('200 calls wait for your yes');
  expect(shownCalls()).toHaveLength(1);
  await panel.activate();
  await expect.poll(isVisible).toBe(true);
  const once = launched.page.getByRole('button', { name: 'Allow these 200 once: find' });
  await screenshot(launched.page, 'approval-storm');
  await once.click();
  expect((await Promise.all(calls)).filter(({ isError }) => isError)).toEqual([]);
});
