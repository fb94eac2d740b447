import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { commandsWith, fixtureFile, referenceFile } from './support/machine.ts';
import {
  addDialog,
  addFrom,
  expectState,
  mcpServers,
  openTab,
  rowOf,
  serverList,
} from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let launched: LaunchedApp;
const sign = `sign-${String(process.hrtime.bigint())}`;
test.beforeAll(async () => {
  launched = await launchApp();
  await addFrom(
    launched.page,
    mcpServers({
      Alpha: {
        command: 'node',
        args: [referenceFile('everything'), 'stdio', sign],
        env: { COLOUR: 'red' },
      },
      Beta: { command: 'node', args: [referenceFile('memory')] },
      Gamma: { command: 'node', args: [fixtureFile('modern', 'era-server.mjs'), 'stdio'] },
    }),
  );
  for (const name of ['alpha', 'beta', 'gamma']) await expectState(launched.page, name, 'ready');
});
test.afterAll(() => launched.close());

test('title and a value are edited; the process is replaced', async () => {
  const { page } = launched;
  const [before] = await commandsWith(sign);
  await openTab(page, 'alpha', 'Settings');
  await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Alpha the First');
  await page.getByRole('textbox', { name: 'COLOUR' }).fill('blue');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  // Another value in the environment is another launch.
  await expect(page.getByRole('region', { name: /program/i })).toContainText('blue');
  await page.getByRole('button', { name: 'Allow and save' }).click();
  await expect(rowOf(page, 'alpha')).toContainText('Alpha the First');
  await expectState(page, 'alpha', 'ready');
  await expect
    .poll(async () => (await commandsWith(sign)).filter((pid) => pid !== before))
    .toHaveLength(1);
  await expect.poll(async () => (await commandsWith(sign)).includes(Number(before))).toBe(false);

  await page.getByRole('tab', { name: /^Tools/ }).click();
  await page.getByRole('listbox', { name: 'Tools' }).getByText('get-env', { exact: true }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.locator('.pb-tool-result')).toContainText('"COLOUR": "blue"');
});

test('turning off ends the process, turning on starts it', async () => {
  const { page } = launched;
  await rowOf(page, 'alpha').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Turn off' }).click();
  await expectState(page, 'alpha', 'disabled');
  await expect.poll(() => commandsWith(sign)).toEqual([]);
  await rowOf(page, 'alpha').getByRole('button', { name: 'Turn on' }).click();
  await expectState(page, 'alpha', 'ready');
  expect(await commandsWith(sign)).toHaveLength(1);
});

test('disconnecting and connecting by hand', async () => {
  const { page } = launched;
  await rowOf(page, 'beta').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Disconnect' }).click();
  await expectState(page, 'beta', 'idle');
  await page.locator('header').getByRole('button', { name: 'Connect' }).click();
  await expectState(page, 'beta', 'ready');
});

test('removing asks, names what goes with it, and keeps nothing running', async () => {
  const { page } = launched;
  await rowOf(page, 'alpha').click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  const dialog = page.getByRole('dialog', { name: 'Remove Alpha the First?' });
  await expect(dialog).toContainText('secrets');
  await expect(dialog).toContainText('will be stopped');
  await screenshot(page, 'remove');
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expectState(page, 'alpha', 'ready');
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, 'alpha')).toHaveCount(0);
  await expect.poll(() => commandsWith(sign)).toEqual([]);
});

test('everything is reached by keys', async () => {
  const { page } = launched;
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await screenshot(page, 'keys');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Search servers' })).toBeFocused();
  await page.keyboard.type('gam');
  await expect(serverList(page).getByRole('row')).toHaveCount(1);
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, 'gamma')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Gamma/ })).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(serverList(page).getByRole('row')).toHaveCount(2);

  await page.keyboard.press('Control+n');
  await expect(addDialog(page)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(addDialog(page)).toBeHidden();
});

test('the palette does actions and goes to servers', async () => {
  const { page } = launched;
  await page.keyboard.press('Control+k');
  const box = page.getByPlaceholder('Type what you want to do');
  await expect(box).toBeFocused();
  await screenshot(page, 'palette');
  await box.fill('go to activity');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Activity' })).toBeVisible();
  await page.keyboard.press('Control+k');
  await box.fill('gamma');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /Gamma/ })).toBeVisible();
});

test('colours and language change at once and back', async () => {
  const { page } = launched;
  const scheme = page.locator('html');
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await page.getByText('Dark', { exact: true }).click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await screenshot(page, 'preferences-dark');
  await page.getByText('Light', { exact: true }).click();
  await expect(scheme).toHaveAttribute('data-mantine-color-scheme', 'light');

  await chooseLanguage('Language', '简体中文');
  await expect(page.getByRole('heading', { level: 1, name: '设置' })).toBeVisible();
  await expect(scheme).toHaveAttribute('lang', 'zh-CN');
  await screenshot(page, 'preferences-chinese');
  await page.getByRole('navigation').getByRole('button', { name: '服务器' }).click();
  await expect(page.getByRole('grid').getByRole('row').first()).toContainText('就绪');
  await screenshot(page, 'servers-chinese');
  await page.keyboard.press('Control+,');
  await chooseLanguage('语言', 'English');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

async function chooseLanguage(label: string, language: string): Promise<void> {
  const { page } = launched;
  await page.getByRole('combobox', { name: label }).or(page.getByLabel(label)).first().click();
  await page.getByRole('option', { name: language }).click();
}
