import { expect, test } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import { readNote, setScene, signInOnce, waitingPanel } from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { expectState } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

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

test('a sign-in that nobody comes back from ends by itself and says so', async () => {
  const { page, launched, person } = scene;
  await launched.app.evaluate(() => {
    const { setTimeout: real } = globalThis;
    const tenMinutesMs = 600_000;
    // Only what waits about as long as a sign-in is open goes by faster.
    const isFlow = (ms = 0) => ms > tenMinutesMs - 60_000 && ms <= tenMinutesMs;
    globalThis.setTimeout = ((run: () => void, ms?: number) =>
      real(run, isFlow(ms) ? 1_500 : ms)) as typeof setTimeout;
  });
  person.isAway = true;
  await page.getByRole('tab', { name: 'Overview' }).click();
  await page.getByRole('button', { name: 'Sign in again' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'Nobody came back from the browser' });
  await expect(alert).toBeVisible();
  await screenshot(page, 'sign-in-expired');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toBeHidden();
  await expectState(page, 'notes', 'ready');
  person.isAway = false;
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
