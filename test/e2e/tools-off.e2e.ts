import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import { addFrom, expectState, mcpServers, openTab, openTool } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp();
  const every = {
    command: 'node',
    args: [referenceFile('everything')],
    disabledTools: ['echo', 'get-sum'],
  };
  await addFrom(launched.page, mcpServers({ Every: every }));
  await expectState(launched.page, 'every', 'ready');
  await openTab(launched.page, 'every', 'Tools');
});
test.afterAll(() => launched.close());

const marked = () =>
  launched.page
    .getByRole('listbox', { name: 'Tools' })
    .locator('.pb-item-mark', { hasText: 'off' });

test('a tool that a configuration switched off is marked, and is offered again by one button', async () => {
  const { page } = launched;
  await expect(marked()).toHaveCount(2);
  await openTool(page, 'echo');
  const note = page.locator('.pb-tool-off');
  await expect(note).toContainText('no app is offered it');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `tools-off-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await note.getByRole('button', { name: 'Offer it again' }).click();
  await expect(note).toBeHidden();
  await expect(marked()).toHaveCount(1);
  await openTool(page, 'get-sum');
  await expect(note).toBeVisible();
  await page.reload();
  await openTab(page, 'every', 'Tools');
  await expect(marked()).toHaveCount(1);
});

test('the overview names only what is still off', async () => {
  const { page } = launched;
  await openTab(page, 'every', 'Overview');
  const rules = page.getByRole('region', { name: 'Tools that are off' });
  await expect(rules).toContainText('get-sum');
  await expect(rules).not.toContainText('echo');
});
