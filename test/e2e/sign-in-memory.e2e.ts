import { expect, test } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import {
  readNote,
  setScene,
  signInOnce,
  waitingPanel,
  type Scene,
} from './support/sign-in-scene.ts';
import { expectState } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

let scene: Scene;
test.beforeAll(async () => {
  scene = await setScene();
  // No keyring: neither Electron's own way to it nor the bus that another would use.
  await scene.start(['--password-store=basic'], { DBUS_SESSION_BUS_ADDRESS: 'disabled:' });
});
test.afterAll(() => scene.end());

test('without a keyring signing in works, and it is said that it is not kept', async () => {
  const { page } = scene;
  await signInOnce(scene);
  await readNote(scene);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByText(/until Patchbay ends/).first()).toBeVisible();
  await screenshot(page, 'sign-in-memory-only');
  await page.getByRole('button', { name: 'Servers' }).click();
});

test('without a browser the link can be copied', async () => {
  const { page, launched } = scene;
  await launched.app.evaluate(({ shell }) => {
    shell.openExternal = () => Promise.reject(new Error('no browser'));
  });
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  const panel = page.getByRole('region', { name: 'No browser could be opened' });
  await expect(panel).toBeVisible();
  await screenshot(page, 'sign-in-no-browser');
  await panel.getByRole('button', { name: 'Copy the link' }).click();
  await expect(panel.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await launched.app.evaluate(({ clipboard }) => clipboard.readText());
  const { url } = await scene.person.visit(link);
  await scene.person.follow(url);
  await expect(panel).toBeHidden();
  await expect(waitingPanel(page)).toBeHidden();
  await expectState(page, 'notes', 'ready');
});
