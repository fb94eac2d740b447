import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';

import { createHome, launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { beginAxeRound } from './support/axe.ts';

test.describe.configure({ mode: 'serial' });

const round = beginAxeRound();
let home: string;
let launched: LaunchedApp;
let page: Page;

async function open(): Promise<void> {
  launched = await launchApp({ home, args: ['--patchbay-seed-sample'] });
  page = launched.page;
  await expect(page.getByRole('grid', { name: 'Servers' })).toBeVisible();
}
test.beforeAll(async () => {
  home = await createHome();
  await open();
});
test.afterAll(async () => {
  await launched.close();
  await rm(home, { recursive: true, force: true });
});

const keys = () => page.getByRole('dialog', { name: 'Keys' });
const palette = () => page.getByPlaceholder('Type what you want to do');
const row = (label: string) => keys().getByRole('listitem').filter({ hasText: label });

/** What the application menu shows beside its line for the palette. */
function inMenu(): Promise<string | undefined> {
  return launched.app.evaluate(({ Menu }) => {
    const lines = (Menu.getApplicationMenu()?.items ?? []).flatMap((one) => one.submenu?.items);
    const line = lines.find((one) => one?.label === 'Find anything…');
    return line?.accelerator?.toString();
  });
}

async function change(label: string, press: string): Promise<void> {
  await row(label)
    .getByRole('button', { name: `Change the keys of: ${label}` })
    .click();
  await expect(row(label).getByRole('button', { name: 'Press the keys…' })).toBeFocused();
  await page.keyboard.press(press);
}

test('keys are changed where they are shown, and the menu follows', async () => {
  expect(await inMenu()).toBe('CmdOrCtrl+K');
  await page.keyboard.press('?');
  await expect(keys()).toBeVisible();
  await round.look(page, 'keys');
  await change('Everything by name', 'Control+Shift+K');
  await expect(row('Everything by name')).toContainText('CtrlShiftK');
  await expect.poll(inMenu).toBe('CmdOrCtrl+Shift+K');
  await page.keyboard.press('Escape');
  await expect(keys()).toBeHidden();
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+Shift+K');
  await expect(palette()).toBeFocused();
  // The palette shows them as well.
  await palette().fill('keys');
  await expect(page.getByRole('option', { name: /keys/i }).first()).toContainText('?');
  await page.keyboard.press('Escape');
  await expect(palette()).toBeHidden();
});

test('keys that are taken are refused with the name of who has them; Escape leaves all as it was', async () => {
  await page.keyboard.press('?');
  await change('Add a server', 'Control+Shift+K');
  await expect(row('Add a server').getByRole('alert')).toHaveText(
    'Ctrl + Shift + K is already there for: Everything by name.',
  );
  await change('Add a server', 'Control+C');
  await expect(row('Add a server').getByRole('alert')).toContainText(
    'Ctrl + C belongs to the system or to texts.',
  );
  await round.look(page, 'keys-refused');
  await change('Add a server', 'Escape');
  await expect(keys()).toBeVisible();
  await expect(row('Add a server')).toContainText('CtrlN');
  await change('Show this', 'F1');
  await expect(row('Show this')).toContainText('F1');
  await page.keyboard.press('Escape');
});

test('they are kept over a restart, and given back on request', async () => {
  await launched.close();
  await open();
  expect(await inMenu()).toBe('CmdOrCtrl+Shift+K');
  await page.keyboard.press('F1');
  await expect(keys()).toBeVisible();
  await row('Show this').getByRole('button', { name: 'Usual keys for: Show this' }).click();
  await expect(row('Show this')).toContainText('?');
  await keys().getByRole('button', { name: 'Usual keys for everything' }).click();
  await expect(row('Everything by name')).toContainText('CtrlK');
  await expect.poll(inMenu).toBe('CmdOrCtrl+K');
  await expect(keys().getByRole('button', { name: 'Usual keys for everything' })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await expect(palette()).toBeFocused();
});

test('nothing in it is hard to reach for anybody', () => {
  round.expectNone(2);
});
