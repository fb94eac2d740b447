import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { screenshot } from '../../support/electron-app.ts';

/** The button that says which profile is in use. */
export function profileButton(page: Page): Locator {
  return page.getByRole('button', { name: /profile$/ });
}

/** Makes a profile in the dialog of profiles; the one in use stays. */
export async function makeProfile(page: Page, title: string): Promise<void> {
  await profileButton(page).click();
  await page.getByRole('menuitem', { name: 'Manage profiles…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Profiles' });
  await dialog.getByRole('button', { name: 'New profile' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill(title);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.locator('[data-profile]', { hasText: title })).toBeVisible();
  await screenshot(page, 'profiles-dialog');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Puts a profile in use. */
export async function switchTo(page: Page, title: string): Promise<void> {
  await profileButton(page).click();
  await page.getByRole('menuitemradio', { name: title }).click();
  await expect(profileButton(page)).toContainText(title);
}
