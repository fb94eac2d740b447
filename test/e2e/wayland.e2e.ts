import { expect, test } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { launchApp, screenshot } from '../support/electron-app.ts';
import type { LaunchedApp } from '../support/electron-app.ts';
import { expectState, rowOf } from './support/window.ts';
import { startWaylandDesktop, whyNoWayland } from './support/wayland.ts';
import type { WaylandDesktop } from './support/wayland.ts';

let desktop: WaylandDesktop;
let launched: LaunchedApp;

test.beforeAll(async () => {
  const reason = await whyNoWayland();
  test.skip(reason !== undefined, reason);
  desktop = await startWaylandDesktop();
});
test.afterAll(() => desktop?.[Symbol.asyncDispose]());
test.afterEach(() => launched?.close());

/** As a hand does it: the compositor decides what lies under the pointer. */
async function clickOn(target: Locator): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('it is not shown');
  await desktop.click(box.x + box.width / 2, box.y + box.height / 2);
}

test('under Wayland it starts, shows itself, and takes mouse and keyboard', async () => {
  launched = await launchApp({
    env: desktop.env,
    args: ['--ozone-platform=wayland', '--patchbay-seed-sample'],
  });
  const { page } = launched;
  await expectState(page, 'sample', 'ready');
  const { width, height } = desktop.size;
  await page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, [width, height]);

  await clickOn(rowOf(page, 'sample'));
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  await clickOn(page.getByRole('button', { name: 'Add', exact: true }));
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await clickOn(dialog.getByRole('textbox').first());
  await desktop.type('npx -y mcp-notes');
  await expect(dialog.getByRole('textbox').first()).toHaveValue('npx -y mcp-notes');
  await screenshot(page, 'wayland');
});
