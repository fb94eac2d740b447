import { expect, test } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import { makeProfile, profileButton, switchTo } from './support/profiles.ts';
import { expectState, openTab, rowOf, serverList } from './support/window.ts';

test('two profiles: a server for one, a choice of its own, and access given back', async () => {
  const { page, close } = await launchApp({ args: ['--patchbay-seed-sample'] });
  await expectState(page, 'sample', 'ready');
  await makeProfile(page, 'Work');

  await openTab(page, 'sample', 'Access');
  await page.getByRole('radio', { name: 'Only these profiles' }).check();
  await page.getByRole('checkbox', { name: 'Personal' }).uncheck();
  await page.getByRole('checkbox', { name: 'Work' }).check();
  await expect(page.getByText('It leaves the profile in use')).toBeVisible();
  await screenshot(page, 'profiles-access');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'sample')).toBeHidden();

  await switchTo(page, 'Work');
  await expectState(page, 'sample', 'ready');
  await screenshot(page, 'profiles-work');
  await openTab(page, 'sample', 'Access');
  await page.getByRole('radio', { name: 'Every profile' }).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await switchTo(page, 'Personal');
  await expectState(page, 'sample', 'ready');

  await profileButton(page).click();
  await page.getByRole('menuitem', { name: 'Manage profiles…' }).click();
  await page.getByRole('button', { name: 'Remove Work' }).click();
  await expect(page.getByText('Nothing else goes with it.')).toBeVisible();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.locator('[data-profile]')).toHaveCount(1);
  await close();
});

test('the menu of a row says who may use a server; who does not have it can be given it', async () => {
  const { page, close } = await launchApp({ args: ['--patchbay-seed-sample'] });
  await expectState(page, 'sample', 'ready');
  const sampleMenu = page.getByRole('menu', { name: 'Actions for' });

  await rowOf(page, 'sample').click({ button: 'right' });
  await sampleMenu.getByRole('menuitem', { name: 'Who may use it' }).click();
  await expect(page.getByRole('tab', { name: 'Access' })).toHaveAttribute('aria-selected', 'true');
  await makeProfile(page, 'Work');

  // By keys: the menu of the selected row.
  await rowOf(page, 'sample').click();
  await expect(serverList(page)).toBeFocused();
  await page.keyboard.press('Shift+F10');
  await expect(sampleMenu).toBeVisible();
  await sampleMenu.getByRole('menuitem', { name: 'Who may use it' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'Every profile' })).toBeChecked();
  await screenshot(page, 'row-menu-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'row-menu-dark');
  await page.emulateMedia({ colorScheme: null });
  await page.getByRole('menuitemradio', { name: 'Only Work' }).click();
  await expect(rowOf(page, 'sample')).toHaveCount(0);

  await profileButton(page).click();
  await page.getByRole('menuitem', { name: 'Manage profiles…' }).click();
  const elsewhere = page.getByRole('region', { name: 'Servers this profile does not have' });
  await expect(elsewhere.getByRole('listitem')).toContainText('Only Work');
  await screenshot(page, 'profiles-elsewhere');
  await elsewhere.getByRole('button', { name: /^Give/ }).click();
  await page.getByRole('menuitem', { name: 'To this profile too' }).click();
  await expect(elsewhere).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expectState(page, 'sample', 'ready');
  await close();
});
