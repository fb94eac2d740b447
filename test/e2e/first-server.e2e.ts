import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { expectState, openTab, openTool, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
});
test.afterAll(() => launched.close());

test('an empty start leads to the sample server', async () => {
  const { page } = launched;
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'All your MCP servers, in one place',
  );
  await screenshot(page, 'empty');
  await page.getByRole('button', { name: 'Try the sample server' }).click();
  await expectState(page, 'sample', 'ready');
  await expect(rowOf(page, 'sample')).toContainText(/Ready · \d+ tools/);
});

test('a tool is run with its form', async () => {
  const { page } = launched;
  await openTab(page, 'sample', 'Tools');
  await openTool(page, 'echo');
  await page.getByRole('textbox', { name: 'text' }).fill('Hello from the form');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('Hello from the form');
  await screenshot(page, 'tool-result');
});

test('a slow tool tells how far it is and can be cancelled', async () => {
  const { page } = launched;
  await openTool(page, 'slow');
  await page.getByRole('textbox', { name: 'steps' }).fill('50');
  await page.getByRole('textbox', { name: 'stepMs' }).fill('200');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeVisible();
  await expect(page.getByText(/^Step \d+ of 50$/)).toBeVisible();
  await screenshot(page, 'tool-progress');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('status').filter({ hasText: 'Cancelled.' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Progress' })).toBeHidden();
  await expectState(page, 'sample', 'ready');
});

test('a wrong value is pointed out at its field and nothing is sent', async () => {
  const { page } = launched;
  await openTool(page, 'add');
  await page.getByRole('textbox', { name: 'a', exact: true }).fill('1');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('This is needed.')).toBeVisible();
  await expect(page.locator('.pb-tool-result')).toBeHidden();
  await page.getByRole('textbox', { name: 'b', exact: true }).fill('2');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByText('This is needed.')).toBeHidden();
  await expect(page.locator('.pb-tool-result')).toContainText('3');
});

test('a tool that fails shows its error', async () => {
  const { page } = launched;
  await openTool(page, 'fail');
  await page.getByRole('textbox', { name: 'reason' }).fill('The printer is on fire');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The tool reports an error');
  await expect(page.locator('.pb-tool-result')).toContainText('The printer is on fire');
  await screenshot(page, 'tool-error');
});

test('a table and a picture are shown as what they are', async () => {
  const { page } = launched;
  await openTool(page, 'table');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await expect(page.getByRole('cell', { name: 'Saturn' })).toBeVisible();
  await openTool(page, 'picture');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const picture = page.getByRole('img', { name: 'Picture 1 from the server' });
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(128);
  await screenshot(page, 'tool-picture');
});
