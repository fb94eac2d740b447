import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { createHome, launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { addDialog, addMemory, openTab, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial' });

let home: string;
let launched: LaunchedApp;
let page: Page;

async function start(): Promise<void> {
  launched = await launchApp({ home });
  page = launched.page;
}

test.beforeAll(async () => {
  home = await createHome();
  await start();
  await addMemory(page);
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

/** The labels of the menu bar, and of one menu of it. */
function menuLabels(menu?: string): Promise<readonly string[]> {
  return launched.app.evaluate(({ Menu }, name) => {
    const bar = Menu.getApplicationMenu()?.items ?? [];
    const shown =
      name === undefined ? bar : bar.find(({ label }) => label === name)?.submenu?.items;
    return (shown ?? []).filter(({ visible }) => visible).map(({ label }) => label);
  }, menu);
}

/** Chooses a line of the application menu; false while it cannot be chosen. */
function choose(menu: string, label: string): Promise<boolean> {
  return launched.app.evaluate(
    ({ Menu, BrowserWindow }, names) => {
      const bar = Menu.getApplicationMenu()?.items ?? [];
      const lines = bar.find((one) => one.label === names.menu)?.submenu?.items ?? [];
      const line = lines.find((one) => one.label === names.label);
      if (line?.enabled !== true) return false;
      line.click(undefined, BrowserWindow.getAllWindows()[0]);
      return true;
    },
    { menu, label },
  );
}

const titleOf = () =>
  launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle());

test('the menu is Patchbay’s own and follows the language', async () => {
  await expect
    .poll(() => menuLabels())
    .toEqual(['File', 'Edit', 'View', 'Server', 'Window', 'Help']);
  expect(await menuLabels('Edit')).toContain('Paste');
  expect(await menuLabels('Help')).toEqual(
    expect.arrayContaining(['Keys', 'Report a problem…', 'Open the data folder', 'Licences']),
  );
  await page.keyboard.press('Control+,');
  await page.getByRole('combobox', { name: 'Language' }).click();
  await page.getByRole('option', { name: '简体中文' }).click();
  await expect.poll(() => menuLabels()).toEqual(['文件', '编辑', '显示', '服务器', '窗口', '帮助']);
  await page.getByRole('combobox', { name: '语言' }).click();
  await page.getByRole('option', { name: 'English' }).click();
  await expect.poll(() => menuLabels()).toContain('File');
});

test('its lines do in the window what they say, and nothing underneath a dialog', async () => {
  expect(await choose('View', 'Tools')).toBe(true);
  await expect(page.getByRole('heading', { level: 1, name: 'Tools' })).toBeVisible();
  expect(await choose('File', 'Add a server…')).toBe(true);
  await expect(addDialog(page)).toBeVisible();
  await choose('View', 'Activity');
  await choose('Edit', 'Find anything…');
  // That nothing comes can only be seen by waiting; a line that came later would open its dialog.
  await page.waitForTimeout(1_000);
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1, name: 'Tools' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(addDialog(page)).toBeHidden();
});

test('a report is shown whole before it is copied, and names no server', async () => {
  const asked = () =>
    launched.app.evaluate(() => (globalThis as { asked?: readonly string[] }).asked ?? []);
  const answer = (response: number) =>
    launched.app.evaluate(({ clipboard, dialog }, chosen) => {
      void clipboard.writeText('nothing yet');
      const kept = globalThis as { asked?: string[] };
      kept.asked = [];
      dialog.showMessageBox = ((_window: unknown, options: Electron.MessageBoxOptions) => {
        kept.asked?.push(options.message, options.detail ?? '', ...(options.buttons ?? []));
        return Promise.resolve({ response: chosen, checkboxChecked: false });
      }) as typeof dialog.showMessageBox;
    }, response);
  const copied = () => launched.app.evaluate(({ clipboard }) => clipboard.readText());

  await answer(1);
  expect(await choose('Help', 'Report a problem…')).toBe(true);
  await expect.poll(asked).toContain('Copy a report about Patchbay?');
  expect(await copied()).toBe('nothing yet');

  await answer(0);
  expect(await choose('Help', 'Report a problem…')).toBe(true);
  await expect.poll(copied).not.toBe('nothing yet');
  const [, detail = '', ...buttons] = await asked();
  expect(buttons).toEqual(['Copy', 'Cancel']);
  const report = await copied();
  expect(detail.endsWith(report)).toBe(true);
  expect(report).toMatch(/Electron \d+\./);
  expect(report).toContain(process.platform);
  expect(report.toLowerCase()).not.toContain('memory');
});

test('About opens the system’s own panel', async () => {
  const label = 'About Patchbay';
  expect(await menuLabels('Help')).toContain(label);
  await launched.app.evaluate(({ app }) => {
    app.showAboutPanel = () => void ((globalThis as { about?: number }).about = 1);
  });
  expect(await choose('Help', label)).toBe(true);
  await expect
    .poll(() => launched.app.evaluate(() => (globalThis as { about?: number }).about))
    .toBe(1);
});

test('the menu for a server is about the one that is shown, and the title names it', async () => {
  await expect.poll(titleOf).toBe('Tools – Patchbay');
  expect(await choose('Server', 'Open log')).toBe(false);
  await page.keyboard.press('Control+1');
  await rowOf(page, 'memory').click();
  await expect.poll(titleOf).toBe('Memory – Patchbay');
  await expect.poll(() => choose('Server', 'Open log')).toBe(true);
  await expect(page.getByRole('tab', { name: 'Logs', selected: true })).toBeVisible();
  await choose('Server', 'Copy as JSON');
  await expect
    .poll(() => launched.app.evaluate(({ clipboard }) => clipboard.readText()))
    .toContain('"mcpServers"');
});

test('a row can be duplicated: the form shows the copy before anything is saved', async () => {
  await rowOf(page, 'memory').click({ button: 'right' });
  await screenshot(page, 'row-menu');
  await page.getByRole('menuitem', { name: 'Duplicate…' }).click();
  await expect(addDialog(page)).toBeVisible();
  await expect(addDialog(page)).toContainText('Memory');
  await page.keyboard.press('Escape');
  await expect(addDialog(page)).toBeHidden();
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(1);
});

test('a right click in a field can paste, one on a selected text copy', async () => {
  await page.keyboard.press('Control+1');
  const labels = await launched.app.evaluateHandle(({ Menu }) => {
    const seen: string[][] = [];
    Menu.prototype.popup = function popup() {
      seen.push(this.items.map(({ label }) => label));
    };
    return seen;
  });
  await page.getByRole('searchbox', { name: 'Search servers' }).click({ button: 'right' });
  await expect.poll(() => labels.evaluate((seen) => seen.at(-1))).toContain('Paste');
  await openTab(page, 'memory', 'Overview');
  const heading = page.getByRole('heading', { level: 1 });
  await heading.selectText();
  await heading.click({ button: 'right' });
  await expect.poll(() => labels.evaluate((seen) => seen.at(-1))).toEqual(['Copy']);
});

test('the window begins where it was left', async () => {
  await page.keyboard.press('Control+3');
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
  await launched.close();
  await start();
  await expect(page.getByRole('heading', { level: 1, name: 'Activity' })).toBeVisible();
  await page.keyboard.press('Control+1');
  await expect(rowOf(page, 'memory')).toHaveAttribute('aria-selected', 'true');
});
