import { expect, test } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { referenceFile } from './support/machine.ts';
import {
  addDialog,
  addFrom,
  expectState,
  mcpServers,
  rowOf,
  serverList,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let launched: LaunchedApp;
test.beforeAll(async () => {
  home = await createHome();
  launched = await launchApp({ home });
  const { page } = launched;
  const program = { command: 'node', args: [referenceFile('memory')] };
  await addFrom(page, mcpServers({ Alpha: program, Beta: program, Gamma: program }));
  await expectState(page, 'gamma', 'ready');
});
test.beforeEach(async () => {
  await launched.close();
  launched = await launchApp({ home });
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

/** True while nothing but the first paint is there. */
async function isFirstPaint(): Promise<boolean> {
  return launched.page.evaluate(
    () => performance.getEntriesByName('patchbay:window-shown').length === 0,
  );
}

/** Lets the whole window come only after the test has done its part. */
async function reloadHeld(): Promise<() => Promise<void>> {
  const { page } = launched;
  let release = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.route(/\/assets\/start-/, async (route) => {
    await held;
    await route.continue();
  });
  await page.reload({ waitUntil: 'commit' });
  await page.locator('.pb-app').waitFor();
  expect(await isFirstPaint()).toBe(true);
  return async () => {
    release();
    await page.waitForFunction(
      () => performance.getEntriesByName('patchbay:window-shown').length > 0,
    );
  };
}

test('what is typed at the first paint is kept', async () => {
  const { page } = launched;
  const goOn = await reloadHeld();
  await page.keyboard.press('/');
  await page.keyboard.type('be');
  await expect(serverList(page).getByRole('row')).toHaveCount(1);
  await goOn();
  await page.keyboard.type('ta');
  const box = page.getByRole('searchbox', { name: 'Search servers' });
  await expect(box).toHaveValue('beta');
  await expect(box).toBeFocused();
  await expect(serverList(page).getByRole('row')).toHaveCount(1);
});

test('a row clicked at the first paint is chosen', async () => {
  const { page } = launched;
  const goOn = await reloadHeld();
  await rowOf(page, 'gamma').click();
  await goOn();
  await expect(rowOf(page, 'gamma')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('heading', { level: 1, name: /Gamma/ })).toBeVisible();
});

test('keys and buttons of the first paint do what they say', async () => {
  const { page } = launched;
  const goOn = await reloadHeld();
  await page.keyboard.press('Control+n');
  await goOn();
  await expect(addDialog(page)).toBeVisible();

  const again = await reloadHeld();
  await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
  await again();
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('resuming from the first paint resumes', async () => {
  const { page } = launched;
  const resume = page.getByRole('navigation').getByRole('button', { name: 'Resume all' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('pause all');
  await page.keyboard.press('Enter');
  await expect(resume).toBeVisible();
  const goOn = await reloadHeld();
  await resume.click();
  await goOn();
  await expect(resume).toBeHidden();
  await expectState(page, 'gamma', 'ready');
});

test('typing from the very start without waiting for anything', async () => {
  const { page } = launched;
  await page.getByRole('searchbox', { name: 'Search servers' }).pressSequentially('alpha');
  await expect(page.getByRole('searchbox', { name: 'Search servers' })).toHaveValue('alpha');
  await expect(serverList(page).getByRole('row')).toHaveCount(1);
});
