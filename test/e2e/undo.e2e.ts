import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import { expectState, openTab, rowOf } from './support/window.ts';

async function remove(page: Page, name: string): Promise<void> {
  await rowOf(page, name).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: /^Remove/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, name)).toBeHidden();
}

const offer = (page: Page) => page.getByRole('alert').filter({ hasText: 'was removed' });
const note = (page: Page) => page.getByRole('alert').filter({ hasText: 'Taken back: make' });

test('what was removed or hidden comes back: by its button, by the key, by name; and again', async () => {
  const { page, close } = await launchApp({ args: ['--patchbay-seed-sample'] });
  await expectState(page, 'sample', 'ready');

  await remove(page, 'sample');
  await expect(offer(page)).toContainText('Sample was removed.');
  await screenshot(page, 'undo-offer');
  await offer(page).getByRole('button', { name: 'Undo' }).click();
  await expectState(page, 'sample', 'ready');
  await expect(offer(page)).toBeHidden();

  await remove(page, 'sample');
  await page.keyboard.press('Control+z');
  await expectState(page, 'sample', 'ready');
  await expect(offer(page)).toBeHidden();

  await openTab(page, 'sample', 'Access');
  await page.getByRole('radio', { name: 'Only these profiles' }).check();
  await page.getByRole('checkbox', { name: 'Personal' }).uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, 'sample')).toBeHidden();
  await expect(page.getByText('Only chosen profiles may use Sample now.')).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('undo');
  await screenshot(page, 'undo-palette');
  await page.getByText('Undo: make Sample private').click();
  await expectState(page, 'sample', 'ready');
  await expect(note(page)).toContainText('Taken back: make Sample private.');
  await screenshot(page, 'undone-note');
  await note(page).getByRole('button', { name: 'Redo' }).click();
  await expect(rowOf(page, 'sample')).toBeHidden();
  await expect(note(page)).toBeHidden();
  await page.keyboard.press('Control+z');
  await expectState(page, 'sample', 'ready');
  await page.emulateMedia({ colorScheme: 'dark' });
  await screenshot(page, 'undone-note-dark');
  await page.keyboard.press('Control+Shift+z');
  await expect(rowOf(page, 'sample')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expectState(page, 'sample', 'ready');
  await page.keyboard.press('Control+y');
  await expect(rowOf(page, 'sample')).toBeHidden();
  await page.keyboard.press('Control+z');
  await expectState(page, 'sample', 'ready');
  await remove(page, 'sample');
  await expect(offer(page).getByRole('button', { name: 'Undo' })).toBeInViewport({ ratio: 1 });
  await screenshot(page, 'undo-offer-dark');
  await close();
});
