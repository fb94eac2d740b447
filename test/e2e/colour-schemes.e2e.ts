import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { launchApp } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { settled } from './support/settled.ts';
import { expectState, rowOf } from './support/window.ts';

let launched: LaunchedApp;
test.beforeAll(async () => {
  launched = await launchApp({ args: ['--patchbay-seed-sample'] });
});
test.afterAll(() => launched.close());

async function switchTo(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
  await page.evaluate(settled);
}

/** The colour text has in the scheme of now. */
const textColour = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const probe = document.createElement('i');
    probe.style.color = 'var(--pb-text)';
    document.documentElement.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });

test('after a switch of the scheme every text has the colour of the new one', async () => {
  const { page } = launched;
  await expectState(page, 'sample', 'ready');
  for (const scheme of ['dark', 'light', 'dark', 'light'] as const) {
    await switchTo(page, scheme);
    const colour = await textColour(page);
    await expect(page.locator('body')).toHaveCSS('color', colour);
    await expect(rowOf(page, 'sample')).toHaveCSS('color', colour);
  }
});
