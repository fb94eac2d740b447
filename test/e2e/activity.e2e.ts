import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import {
  compiledBridge,
  connectApp,
  runBridge,
  scriptBridge,
  untilDoorIsOpen,
} from '../support/bridge.ts';
import { createHome, launchApp, resizeWindow, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { waitFor } from '../support/processes.ts';
import { allowed } from './support/approving.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

const bridge = compiledBridge ?? scriptBridge;
let home: string;
let launched: LaunchedApp;
let page: Page;

const lines = () => page.getByRole('list', { name: 'Calls' }).getByRole('button');
const openPage = (name: string) =>
  page.getByRole('navigation').getByRole('button', { name }).click();

test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home });
  page = launched.page;
  await addFrom(
    page,
    mcpServers({ Everything: { command: 'node', args: [referenceFile('everything')] } }),
  );
  await expectState(page, 'everything', 'ready');
  await untilDoorIsOpen(home);
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

test('calls of the window, of an app and of the terminal appear as they happen', async () => {
  await openPage('Activity');
  await expect(page.getByText(/^No calls yet/)).toBeVisible();
  await screenshot(page, 'activity-empty');
  await using app = await connected('Probe app');
  await allowed(
    page,
    app.client.callTool({ name: 'everything_echo', arguments: { message: 'hello' } }),
  );
  await expect(lines()).toHaveText([/Probe app.*Everything.*echo.*Done/]);
  await app.client.callTool({ name: 'everything_get-sum', arguments: { a: 'no', b: 1 } });
  await allowed(page, runBridge(bridge, home, ['call', 'everything', 'echo', '{"message":"hi"}']));
  await expect(lines()).toHaveText([
    /Terminal.*echo.*Done/,
    /Probe app.*get-sum.*(Tool error|Failed)/,
    /Probe app.*echo.*Done/,
  ]);
  await expect(
    page.getByRole('status').filter({ hasText: '3 calls · 1 went wrong' }),
  ).toBeVisible();
});

test('what is meant is found, and totals are of that', async () => {
  const search = page.getByRole('textbox', { name: 'Find calls by app, server or tool' });
  await search.fill('probe');
  await expect(lines()).toHaveCount(2);
  await page.getByText('Went wrong', { exact: true }).click();
  await expect(lines()).toHaveText([/get-sum/]);
  await page.getByText('All', { exact: true }).click();
  await search.fill('');
  await page.getByRole('combobox', { name: 'How to show them' }).click();
  await page.getByRole('option', { name: 'By app' }).click();
  await expect(page.getByRole('row', { name: /^Probe app 2 1/ })).toBeVisible();
  await expect(page.getByRole('row', { name: /^Terminal 1 0/ })).toBeVisible();
  await screenshot(page, 'activity-totals');
  await page.getByRole('combobox', { name: 'How to show them' }).click();
  await page.getByRole('option', { name: 'One by one' }).click();
});

test('what is said is kept once the person wants it, and a call is done again from its record', async () => {
  await lines().first().click();
  await expect(page.getByRole('dialog')).toContainText('What was said was not kept.');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitemcheckbox', { name: /Also keep what is said/ }).click();
  await screenshot(page, 'activity-more');
  await page.keyboard.press('Escape');
  await using app = await connected('Probe app');
  await app.client.callTool({ name: 'everything_echo', arguments: { message: 'kept words' } });
  await expect(lines()).toHaveCount(4);
  await lines().first().click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('What was sent')).toContainText('kept words');
  await expect(dialog.getByLabel('The answer')).toContainText('kept words');
  await screenshot(page, 'activity-call');
  await dialog.getByRole('button', { name: 'Do it again…' }).click();
  await expect(page.getByRole('textbox', { name: /message/i })).toHaveValue('kept words');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('Echo: kept words')).toBeVisible();
  await openPage('Activity');
  await expect(lines().first()).toHaveText(/You.*Everything.*echo.*Done/);
  await lines().first().click();
  await expect(page.getByRole('dialog').getByText('Attempt').locator('..')).toContainText('2');
  await page.keyboard.press('Escape');
});

test('the page of the server tells who uses it', async () => {
  await openPage('Servers');
  await openTab(page, 'everything', 'Overview');
  await expect(page.getByText('Used in the last hour by').locator('..')).toContainText(
    /you \(1 call\), Probe app \(3 calls\), the terminal \(1 call\)/,
  );
  await screenshot(page, 'activity-used-by');
});

test('the next run of that tool is a first attempt again', async () => {
  await openPage('Servers');
  await openTab(page, 'everything', 'Tools');
  await openTool(page, 'echo');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await openPage('Activity');
  await expect(lines()).toHaveCount(6);
  await lines().first().click();
  await expect(page.getByRole('dialog').getByText('Attempt').locator('..')).toContainText('1');
  await page.keyboard.press('Escape');
});

test('calls are saved to the file the person chooses', async () => {
  const filePath = join(home, 'calls.csv');
  await launched.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, filePath);
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Save as a table (CSV)…' }).click();
  const text = await waitFor('the file', () => readFile(filePath, 'utf8').catch(() => undefined));
  expect(text.trim().split('\r\n')).toHaveLength(7);
  expect(text).not.toContain('kept words');
});

test('records outlive the app; light, dark and narrow they can be read', async () => {
  await launched.close();
  launched = await launchApp({ home });
  page = launched.page;
  await openPage('Activity');
  await expect(lines()).toHaveCount(6);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of [
      [1280, 800],
      [720, 600],
    ] as const) {
      await resizeWindow(launched, width, height);
      await screenshot(page, `activity-${colorScheme}-${String(width)}`);
    }
  }
  await resizeWindow(launched, 1280, 800);
});

test('turning it off forgets what was said, and all calls can be forgotten', async () => {
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitemcheckbox', { name: /Also keep what is said/ }).click();
  await waitFor('no contents', async () => {
    const names = await readFile(join(home, 'data/calls/contents-1.jsonl')).catch(() => null);
    return names === null || undefined;
  });
  await page.getByRole('menuitem', { name: 'Forget all calls' }).click();
  await expect(page.getByText(/^No calls yet/)).toBeVisible();
  await waitFor('no records', async () => {
    const names = await readFile(join(home, 'data/calls/calls-1.jsonl')).catch(() => null);
    return names === null || undefined;
  });
});

async function connected(app: string) {
  const client = await connectApp(bridge, home, { app });
  return { client, [Symbol.asyncDispose]: () => client.close() };
}
