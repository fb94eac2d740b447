import { expect, test } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import { clickSignIn, readNote, setScene, signInOnce } from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { expectState, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

const minuteMs = 60_000;
let scene: Scene;
test.beforeAll(async () => {
  // A service that gives nothing to renew with.
  scene = await setScene({ withoutRefresh: true, accessTokenSeconds: 42 * 60 });
  await scene.start();
});
test.afterAll(() => scene.end());

test('an access that cannot be renewed says in words when it ends', async () => {
  const { page } = scene;
  await signInOnce(scene);
  await readNote(scene);
  await openTab(page, 'notes', 'Overview');
  const account = page.getByRole('region', { name: 'Signed in', exact: true });
  await expect(account).toContainText(/Ends in 4[12] min; you will be asked to sign in then/);
  await screenshot(page, 'sign-in-ends');
});

test('once it is over that is said before anything fails, and nothing opens by itself', async () => {
  const { page, person, launched } = scene;
  const before = person.asked.length;
  const aheadMs = 43 * minuteMs;
  await launched.app.evaluate((_electron, ms) => {
    const { now } = Date;
    Date.now = () => now.call(Date) + ms;
  }, aheadMs);
  await page.evaluate((ms) => {
    const { now } = Date;
    Date.now = () => now.call(Date) + ms;
  }, aheadMs);
  const account = page.getByRole('region', { name: 'Signed in', exact: true });
  await expect(account).toContainText('Has run out', { timeout: 60_000 });
  await openTab(page, 'notes', 'Tools');
  await page.getByRole('listbox', { name: 'Tools' }).getByText('read', { exact: true }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expectState(page, 'notes', 'needs-sign-in');
  expect(person.asked).toHaveLength(before);
  await openTab(page, 'notes', 'Overview');
  await clickSignIn(page, 'Sign in again');
  await expectState(page, 'notes', 'ready');
  expect(person.asked).toHaveLength(before + 1);
});
