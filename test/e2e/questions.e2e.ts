import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { launchApp, noteOpened, resizeWindow, screenshot, zoom } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { quirkFile, referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;

test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(() => launched.close());

const dialog = (): Locator =>
  launched.page.getByRole('dialog', { name: 'Everything asks you something' });

async function runAsking(): Promise<void> {
  const { page } = launched;
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(dialog()).toBeVisible();
}

test('a server asks in the middle of a call, and the person answers in a form', async () => {
  const { page } = launched;
  await addFrom(
    page,
    mcpServers({ Everything: { command: 'node', args: [referenceFile('everything'), 'stdio'] } }),
  );
  await expectState(page, 'everything', 'ready');
  await openTab(page, 'everything', 'Tools');
  await page.getByPlaceholder(/^Filter/).fill('elicitation');
  await openTool(page, 'trigger-elicitation-request');
  await runAsking();
  await expect(dialog().getByLabel('Integer', { exact: true })).toHaveValue('42');
  await screenshot(page, 'question-light');
  await dialog().getByLabel('String with email format').fill('nowhere');
  await dialog().getByRole('button', { name: 'Send' }).click();
  // The question stays until the answer is one.
  await expect(dialog().getByText('Please fill this in.')).toBeVisible();
  await expect(dialog().getByText('This is not what the server asked for.')).toBeVisible();
  await expect(dialog().getByRole('textbox', { name: 'String', exact: true })).toBeFocused();
  await screenshot(page, 'question-problems');
  await dialog().getByLabel('String with email format').fill('ada@lovelace.example');
  await dialog().getByRole('textbox', { name: 'String', exact: true }).fill('Ada Lovelace');
  await dialog().getByRole('button', { name: 'Send' }).click();
  await expect(dialog()).toBeHidden();
  await expect(page.locator('.pb-tool-result')).toContainText('Ada Lovelace');
});

test('no is an answer, and closing the form is one too', async () => {
  const { page } = launched;
  await runAsking();
  await dialog().getByRole('button', { name: 'Decline' }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('declined');
  await runAsking();
  await page.keyboard.press('Escape');
  await expect(page.locator('.pb-tool-result')).toContainText('cancelled');
});

test('a page is opened for a yes, after its address was shown', async () => {
  const { page, app } = launched;
  const opened = await noteOpened(app);
  const url = 'https://pay.example/order/7';
  await page.getByPlaceholder(/^Filter/).fill('url');
  await openTool(page, 'trigger-url-elicitation');
  await page.getByRole('textbox', { name: /^url/ }).fill(url);
  await page.getByRole('button', { name: 'Run' }).click();
  const asked = page.getByRole('dialog', { name: 'Everything wants to open a page' });
  await expect(asked.locator('.pb-argv')).toHaveText(url);
  await screenshot(page, 'question-page');
  expect(await opened.jsonValue()).toEqual([]);
  await asked.getByRole('button', { name: 'Open pay.example' }).click();
  await expect.poll(() => opened.jsonValue()).toEqual([url]);
  await expect(asked).toBeHidden();
});

test('the form holds in the dark and in a small window', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+,');
  await page.getByText('Dark', { exact: true }).click();
  await page.keyboard.press('Control+1');
  await page.getByPlaceholder(/^Filter/).fill('elicitation-request');
  await openTool(page, 'trigger-elicitation-request');
  await resizeWindow(launched, 720, 600);
  await runAsking();
  await screenshot(page, 'question-dark-720');
  const overflow = await dialog().evaluate((node) => node.scrollWidth - node.clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
  await zoom(launched, 1.5);
  for (const name of ['Decline', 'Send']) {
    await expect(dialog().getByRole('button', { name })).toBeInViewport({ ratio: 1 });
  }
  await screenshot(page, 'question-zoomed');
  await dialog().getByRole('button', { name: 'Decline' }).click();
  await zoom(launched, 1);
});

test('a call that wants a page visited first goes on when the server says that it was', async () => {
  const { page, app } = launched;
  await page.getByPlaceholder(/^Filter/).fill('');
  const shop = { command: 'node', args: [quirkFile('asks')] };
  await addFrom(page, mcpServers({ Shop: shop }));
  await expectState(page, 'shop', 'ready');
  const opened = await noteOpened(app);
  await openTab(page, 'shop', 'Tools');
  await openTool(page, 'page');
  await page.getByRole('textbox', { name: /^text/ }).fill('order7');
  await page.getByRole('button', { name: 'Run' }).click();
  const wants = page.getByRole('dialog', { name: 'Shop wants to open a page' });
  await expect(wants).toContainText('Please pay for order7.');
  await expect(wants).toContainText('What you asked for goes on afterwards.');
  await screenshot(page, 'question-page-first');
  expect(await opened.jsonValue()).toEqual([]);
  const url = String(await wants.locator('.pb-argv').textContent());
  await wants.getByRole('button', { name: `Open ${new URL(url).host}` }).click();
  const waits = page.getByRole('dialog', { name: 'Shop waits until you have visited a page' });
  await expect(waits).toBeVisible();
  await expect.poll(() => opened.jsonValue()).toEqual([url]);
  await screenshot(page, 'question-page-visit');
  await waits.getByRole('button', { name: 'Open it again' }).click();
  await expect.poll(() => opened.jsonValue()).toEqual([url, url]);
  await fetch(url);
  await expect(waits).toBeHidden();
  await expect(page.locator('.pb-tool-result')).toContainText('paid');
});

test('who gives up on the page is told which it was', async () => {
  const { page } = launched;
  await openTool(page, 'always');
  await page.getByRole('textbox', { name: /^text/ }).fill('order8');
  await page.getByRole('button', { name: 'Run' }).click();
  const wants = page.getByRole('dialog', { name: 'Shop wants to open a page' });
  await wants.getByRole('button', { name: 'Decline' }).click();
  await expect(wants).toBeHidden();
  await expect(
    page.getByText(/^The server wants a page at 127\.0\.0\.1:\d+ visited first\.$/),
  ).toBeVisible();
  await screenshot(page, 'question-page-declined');
});
