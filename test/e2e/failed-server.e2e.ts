import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { addFrom, expectState, mcpServers, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

// Writes more than a log keeps, then waits without ever speaking MCP.
const talkative = `for (let at = 1; at <= 10000; at += 1) console.error('line ' + at);
setInterval(() => {}, 1000);`;

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const servers = {
    Gone: { command: 'no-such-program-anywhere', args: ['x'] },
    Blocked: { url: 'http://127.0.0.1:9/mcp' },
  };
  await addFrom(launched.page, mcpServers(servers));
  await expectState(launched.page, 'gone', 'failed');
  await expectState(launched.page, 'blocked', 'failed');
});
test.afterAll(() => launched.close());

test('a failed server can be tried again at once', async () => {
  const { page } = launched;
  await openTab(page, 'gone', 'Overview');
  const retry = page.getByRole('tabpanel').getByRole('button', { name: 'Retry now' });
  await expect(retry).toBeVisible();
  await retry.click();
  await expectState(page, 'gone', 'failed');
  await openTab(page, 'gone', 'Logs');
  await expect(page.getByRole('log').getByText('Connecting')).toHaveCount(2);
  // Codes are for the full error, not for the first look.
  await page.keyboard.press('Control+3');
  await page.getByText('What servers say').click();
  await expect(page.locator('.pb-activity')).toContainText('Command not found');
  await expect(page.locator('.pb-activity')).not.toContainText('COMMAND_NOT_FOUND');
  await page.keyboard.press('Control+1');
});

test('Fix opens the doctor for a missing program, and the field for a wrong address', async () => {
  const { page } = launched;
  await rowOf(page, 'gone').getByRole('button', { name: 'Fix' }).click();
  const doctor = page.getByRole('dialog');
  await expect(doctor).toContainText('no-such-program-anywhere');
  await page.keyboard.press('Escape');
  await expect(doctor).toBeHidden();
  await rowOf(page, 'blocked').getByRole('button', { name: 'Fix' }).click();
  const address = page.getByRole('textbox', { name: 'Address', exact: true });
  await expect(address).toBeFocused();
  await page.getByRole('heading', { level: 1 }).click();
  // It is no dead button where the settings are open already.
  await page.locator('.pb-detail-header').getByRole('button', { name: 'Fix' }).click();
  await expect(address).toBeFocused();
});

test('Patchbay’s own lines are in the language of the window', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await page.keyboard.press('Control+3');
  await page.getByText('服务器输出').click();
  const lines = page.locator('.pb-activity li', { hasText: 'Gone' });
  await expect(lines.filter({ hasText: '连接中' }).first()).toBeVisible();
  await expect(page.locator('.pb-activity')).not.toContainText('connecting (attempt');
  await screenshot(page, 'activity-chinese');
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: '语言' }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await page.keyboard.press('Control+1');
});

test('a log opens at its end and says how much of it is gone', async () => {
  const { page } = launched;
  // Not before: in Activity its lines would push out those of all others.
  await addFrom(page, mcpServers({ Talkative: { command: 'node', args: ['-e', talkative] } }));
  await openTab(page, 'talkative', 'Overview');
  await openTab(page, 'talkative', 'Logs');
  const log = page.getByRole('log');
  await expect(log.getByText('line 10000', { exact: true })).toBeInViewport();
  await expect(page.getByText(/^[\d,]+ older lines are no longer kept\.$/)).toBeVisible();
  await screenshot(page, 'log-end');
  await log.hover();
  await page.mouse.wheel(0, -600);
  await expect(page.getByRole('button', { name: 'Follow' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await page.getByRole('button', { name: 'Follow' }).click();
  await expect(log.getByText('line 10000', { exact: true })).toBeInViewport();
});
