import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

import { screenshot } from '../support/electron-app.ts';
import { startSharingService } from '../support/sharing-service.ts';
import type { SharingService } from '../support/sharing-service.ts';
import { clickSignIn, setScene } from './support/sign-in-scene.ts';
import type { Scene } from './support/sign-in-scene.ts';
import { addFrom, expectState, mcpServers, openTab } from './support/window.ts';

test.describe.configure({ mode: 'serial', timeout: 300_000 });

let scene: Scene;
let service: SharingService;

test.beforeAll(async () => {
  scene = await setScene();
  const scopes = [['read', 'write'], ['read'], ['admin']];
  service = await startSharingService(3, { account: 'ana', scopes });
  await scene.start();
});
test.afterAll(async () => {
  await scene.end();
  await service[Symbol.asyncDispose]();
});

async function inBothLights(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await screenshot(page, `${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

const panelOf = (page: Page) => page.getByRole('region', { name: 'Use the sign-in of Wiki?' });

test('where one signs in is said before the browser opens', async () => {
  const { page, person } = scene;
  const [wiki = ''] = service.urls;
  await addFrom(page, mcpServers({ Wiki: { url: wiki } }));
  await expectState(page, 'wiki', 'needs-sign-in');
  await openTab(page, 'wiki', 'Overview');
  const { host } = new URL(service.issuer);
  await expect(page.getByRole('tabpanel')).toContainText(`You sign in at ${host}.`);
  expect(person.asked).toEqual([]);
  await clickSignIn(page);
  await expectState(page, 'wiki', 'ready');
});

test('another server of the same service uses that sign-in after one click', async () => {
  const { page, person } = scene;
  const [, tickets = ''] = service.urls;
  await addFrom(page, mcpServers({ Tickets: { url: tickets } }));
  await expectState(page, 'tickets', 'needs-sign-in');
  await openTab(page, 'tickets', 'Overview');
  const panel = panelOf(page);
  await expect(panel).toContainText('as ana@mail.example');
  await expect(panel).toContainText(`The server at ${new URL(tickets).host} then acts there`);
  await expect(panel).toContainText('read');
  await inBothLights(page, 'sign-in-reuse');
  const opened = person.asked.length;
  await panel.getByRole('button', { name: 'Use the sign-in of Wiki' }).click();
  await expectState(page, 'tickets', 'ready');
  expect(person.asked).toHaveLength(opened);
  const account = page.getByRole('region', { name: 'Signed in as ana@mail.example' });
  await expect(account).toContainText('Also used by');
  await expect(account).toContainText('Wiki');
  await inBothLights(page, 'sign-in-shared');
});

test('one that wants other rights is not offered it', async () => {
  const { page } = scene;
  const [, , office = ''] = service.urls;
  await addFrom(page, mcpServers({ Office: { url: office } }));
  await expectState(page, 'office', 'needs-sign-in');
  await openTab(page, 'office', 'Overview');
  await expect(page.getByRole('tabpanel')).toContainText('You sign in at');
  await expect(panelOf(page)).toBeHidden();
});

test('signing out asks whether it is meant for one or for all', async () => {
  const { page } = scene;
  await openTab(page, 'tickets', 'Overview');
  await page.getByRole('tabpanel').getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out of Tickets?' });
  await expect(dialog).toContainText('Wiki uses the same sign-in and stays signed in');
  await inBothLights(page, 'sign-out-shared');
  await dialog.getByRole('button', { name: 'Sign out of this one' }).click();
  await expectState(page, 'tickets', 'idle');
  await expectState(page, 'wiki', 'ready');
  expect(service.revoked).toEqual([]);
});

test('a service that refuses it is told of in one sentence, with the usual way beside it', async () => {
  const { page } = scene;
  service.quirk.binding = 'refused';
  await page.keyboard.press('Escape');
  await openTab(page, 'tickets', 'Overview');
  await page.getByRole('button', { name: 'Connect', exact: true }).first().click();
  await expectState(page, 'tickets', 'needs-sign-in');
  await panelOf(page).getByRole('button', { name: 'Use the sign-in of Wiki' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'does not count for this server' });
  await expect(alert.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(panelOf(page)).toBeHidden();
  await inBothLights(page, 'sign-in-not-reusable');
  await alert.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expectState(page, 'tickets', 'ready');
});
