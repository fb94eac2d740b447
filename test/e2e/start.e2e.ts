import { expect, test } from '@playwright/test';
import { launchApp, screenshot } from '../support/electron-app.ts';

test('the window opens on the servers', async () => {
  const { page, close } = await launchApp();
  try {
    const list = page.getByRole('listbox', { name: 'Servers' });
    const heading = page.getByRole('heading').first();
    await expect(list.or(heading).first()).toBeVisible();
    await screenshot(page, 'start');
  } finally {
    await close();
  }
});
