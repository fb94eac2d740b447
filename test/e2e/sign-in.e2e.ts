import { expect, test } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import {
  addNotes,
  clickSignIn,
  expectNoSecretAnywhere,
  readNote,
  setScene,
  waitingPanel,
} from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { addButton, expectState, openTab, paste, rowOf } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

const hourMs = 3_600_000;
let scene: Scene;
test.beforeAll(async () => {
  scene = await setScene({ accessTokenSeconds: 600 });
  await scene.start();
});
test.afterAll(() => scene.end());

test('a server that wants people to sign in says so calmly while it is added', async () => {
  const { page, server, person } = scene;
  const dialog = await paste(page, server.mcpUrl);
  await addButton(dialog).click();
  await expect(dialog.getByText('This server wants you to sign in.')).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await screenshot(page, 'sign-in-adding');
  expect(person.asked).toEqual([]);

  person.isAway = true;
  await dialog.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(dialog.getByRole('region', { name: 'Go on in your browser' })).toBeVisible();
  await screenshot(page, 'sign-in-adding-waiting');
  await person.follow((await person.visit(await person.askedAfter(0))).url);
  await expect(dialog.getByText(/^Offers 2 tools/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  person.isAway = false;
});

test('its tools run, and the account says who, for what and how long', async () => {
  const { page, server } = scene;
  const [name = ''] = await page
    .locator('[role=row][data-state=ready]')
    .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-server-name') ?? ''));
  await readNote(scene, name);
  await openTab(page, name, 'Overview');
  const account = page.getByRole('region', { name: 'Signed in', exact: true });
  await expect(account).toContainText(new URL(server.issuer).host);
  await expect(account).toContainText('Renews by itself');
  await expect(account).toContainText('notes:read');
  await screenshot(page, 'sign-in-account');
  await expectNoSecretAnywhere(scene);
  await rowOf(page, name).click();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(rowOf(page, name)).toHaveCount(0);
});

test('Sign in on the row opens the browser once, and the link comes back', async () => {
  const { page, person } = scene;
  await addNotes(scene);
  await expectState(page, 'notes', 'needs-sign-in');
  await screenshot(page, 'sign-in-needed');
  const before = person.asked.length;
  await rowOf(page, 'notes').getByRole('button', { name: 'Sign in' }).click();
  await expectState(page, 'notes', 'ready');
  expect(person.asked).toHaveLength(before + 1);
  expect(person.asked[before]).toContain(encodeURIComponent('app.patchbay://oauth/callback'));
  await readNote(scene);
  await expectNoSecretAnywhere(scene);
});

test('a next start needs no sign-in', async () => {
  const before = scene.person.asked.length;
  await scene.launched.close();
  await scene.start();
  await expectState(scene.page, 'notes', 'ready');
  await readNote(scene);
  expect(scene.person.asked).toHaveLength(before);
});

test('neither does a computer that slept for eight hours', async () => {
  const { launched, person, server } = scene;
  const before = person.asked.length;
  const renewals = server.count('/token', 'refresh_token');
  await launched.app.evaluate((_electron, aheadMs) => {
    const { now } = Date;
    Date.now = () => now.call(Date) + aheadMs;
  }, 8 * hourMs);
  await readNote(scene);
  expect(server.count('/token', 'refresh_token')).toBeGreaterThan(renewals);
  expect(person.asked).toHaveLength(before);
  await expectNoSecretAnywhere(scene);
});

test('revoked at the server: one click signs in again, and everything is still there', async () => {
  const { page, person, server } = scene;
  await server.revokeEverything();
  await openTab(page, 'notes', 'Tools');
  await page.getByRole('listbox', { name: 'Tools' }).getByText('read', { exact: true }).click();
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByText('You are no longer signed in.')).toBeVisible();
  await screenshot(page, 'sign-in-ended-in-tool');
  await expectState(page, 'notes', 'needs-sign-in');

  person.isAway = true;
  const before = person.asked.length;
  await clickSignIn(page, 'Sign in again');
  await expect(waitingPanel(page)).toBeVisible();
  await person.follow((await person.visit(await person.askedAfter(before))).url);
  await expectState(page, 'notes', 'ready');
  await expect(waitingPanel(page)).toBeHidden();
  person.isAway = false;
  await readNote(scene);
  await expect(rowOf(page, 'notes')).toContainText('2 tools');
});

test('signing out is confirmed once, tells the server, and keeps the rest', async () => {
  const { page, server } = scene;
  await openTab(page, 'notes', 'Overview');
  await page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out of Notes?' });
  await expect(dialog).toContainText('You can sign in again');
  await screenshot(page, 'sign-out');
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  await expectState(page, 'notes', 'idle');
  expect(server.count('/token/revocation')).toBeGreaterThan(0);
  await expect(page.getByText('You are not signed in to this server.')).toBeVisible();
  await expect(page.getByRole('tab', { name: /^Tools/ })).toContainText('2');
  await screenshot(page, 'signed-out');
});

test('the palette signs in and out by name', async () => {
  const { page } = scene;
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('Sign');
  await expect(page.getByText('Sign out of Notes')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
  await expectState(page, 'notes', 'needs-sign-in');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('Sign in to');
  await page.getByText('Sign in to Notes').click();
  await expectState(page, 'notes', 'ready');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Type what you want to do').fill('Sign out');
  await page.getByText('Sign out of Notes').click();
  await expect(page.getByRole('dialog', { name: 'Sign out of Notes?' })).toBeVisible();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await expectState(page, 'notes', 'ready');
});
